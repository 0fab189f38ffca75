import Courier
import Files
import Pages
import Production

extension HostTalk {
  /// Gives a video its captions, once. A video without them is a video all the same: what goes wrong becomes a note.
  func captioned(
    _ copy: HostedCopy, _ parcel: HostParcel, _ handle: inout UploadHandle, send: ([UInt8], _ language: String) throws -> Void
  ) throws -> HostedCopy {
    guard let (file, language) = parcel.captions, handle.isCaptioned != true, copy.state != .failed else { return copy }
    do {
      try send(try dock.open(file).readAll(atMost: Self.largestCaptions), language)
    } catch let problem as HostProblem {
      // The next run gives them.
      if problem.cause == .passing, dock.isWrappingUp { throw stopped }
      return noted(copy, "\(service) did not take the captions: \(problem.refusal.sentence)")
    } catch {
      return noted(copy, "The captions could not be read for \(service).")
    }
    handle.isCaptioned = true
    try handle.keep(at: dock)
    return copy
  }

  private func noted(_ copy: HostedCopy, _ words: String) -> HostedCopy {
    var copy = copy
    copy.note = [copy.note, words].filter { !$0.isEmpty }.joined(separator: " ")
    return copy
  }

  private static var largestCaptions: Int { 4 << 20 }
}

extension PeerTubeHost {
  func captioned(
    _ copy: HostedCopy, _ parcel: HostParcel, _ handle: inout UploadHandle, at dock: any HostDock
  ) throws -> HostedCopy {
    try talk(at: dock).captioned(copy, parcel, &handle) { bytes, language in
      var form = PartedBody()
      form.add(
        bytes, "Content-Disposition: form-data; name=\"captionfile\"; filename=\"\(PageFile.captions)\"", "Content-Type: text/vtt"
      )
      _ = try call(
        .put, "/videos/\(LinkPart.quoted(copy.id))/captions/\(LinkPart.quoted(language))", bytes: form.bytes,
        type: form.contentType("multipart/form-data"), at: dock)
    }
  }
}

extension VimeoHost {
  func captioned(
    _ copy: HostedCopy, _ parcel: HostParcel, _ handle: inout UploadHandle, at dock: any HostDock
  ) throws -> HostedCopy {
    let talk = talk(at: dock)
    return try talk.captioned(copy, parcel, &handle) { bytes, language in
      let folder = "/videos/\(copy.id)/texttracks"
      // A try that did not live to say so may have given them.
      let known = try call(.get, "\(folder)?fields=uri,language,active", at: dock).json?["data"]?.array ?? []
      if known.contains(where: { $0["language"]?.text == language && $0["active"]?.flag == true }) { return }
      let track = JSON.object([
        .init("type", .text("captions")), .init("language", .text(language)), .init("name", .text(PageFile.captions)),
      ])
      let reply = try call(.post, folder, track, at: dock)
      guard let number = reply.json?["uri"]?.text?.split(separator: "/").last.flatMap({ Int64($0) }),
        let link = reply.json?["link"]?.text, WebLink(link) != nil
      else { throw talk.odd(reply, "no address to send to") }
      // Who has that address may send: our key is none of that server's business.
      _ = try talk.ask(CourierRequest(.put, link, headers: [CourierHeader("Content-Type", "text/vtt")], body: bytes)) {
        VimeoTrouble($0).problem(talk)
      }
      _ = try call(.patch, "\(folder)/\(number)", .object([.init("active", .flag(true))]), at: dock)
    }
  }
}

extension YouTubeHost {
  func captioned(
    _ copy: HostedCopy, _ parcel: HostParcel, _ handle: inout UploadHandle, at dock: any HostDock
  ) throws -> HostedCopy {
    let talk = talk(at: dock)
    return try talk.captioned(copy, parcel, &handle) { bytes, language in
      let snippet = JSON.object([
        .init("videoId", .text(copy.id)), .init("language", .text(language)), .init("name", .text("")),
      ])
      var body = PartedBody()
      body.add(Array(JSON.object([.init("snippet", snippet)]).source.utf8), "Content-Type: application/json; charset=UTF-8")
      body.add(bytes, "Content-Type: application/octet-stream")
      // 409: a try that did not live to say so has given them.
      let reply = try call(
        .post, "/upload/youtube/v3/captions?uploadType=multipart&part=snippet", bytes: body.bytes,
        type: body.contentType("multipart/related"), also: [403, 409], at: dock)
      guard reply.status == 403 else { return }
      let trouble = YouTubeTrouble(reply)
      throw trouble.reason == "insufficientPermissions" || trouble.reason == "forbidden"
        ? talk.key(
          "The refresh token of the host \"\(talk.host)\" lacks the scope youtube.force-ssl.",
          wayOut: "Connect it again with that scope.")
        : trouble.problem(talk) ?? talk.odd(reply)
    }
  }
}
