import Courier
import Pages
package import Production

/// YouTube, by its Data API v3. The account's user is the id of an OAuth client, its key that client's secret, and its second key a refresh
/// token with the scope `youtube`: `youtube.upload` alone lets nobody change, remove or look.
package final class YouTubeHost: VideoHost {
  package let account: HostAccount
  let pieceSize: Int
  /// For this run only: it is good for an hour.
  private var token: Credential?

  package init(_ account: HostAccount, pieceSize: Int = 8 << 20) {
    self.account = account
    self.pieceSize = pieceSize
  }

  var base: String { account.endpoint.isEmpty ? "https://www.googleapis.com" : account.endpoint }
  private var tokenAddress: String { (account.endpoint.isEmpty ? "https://oauth2.googleapis.com" : account.endpoint) + "/token" }

  func talk(at dock: any HostDock) -> HostTalk { HostTalk(service: "YouTube", host: account.name, dock: dock) }

  // MARK: - What is there

  package func look(at copy: HostedCopy, at dock: any HostDock) throws -> HostedCopy {
    let video = try video(copy.id, parts: "status,processingDetails,statistics", at: dock)
    var copy = copy
    try Self.tell(video, &copy, talk(at: dock))
    if copy.note.hasPrefix(Self.locked), video["status"]?["privacyStatus"]?.text != "private" {
      copy.note = String(copy.note.dropFirst(Self.locked.count).drop { $0 == " " })
    }
    return copy
  }

  package func change(_ copy: HostedCopy, to details: PublishDetails, at dock: any HostDock) throws -> HostedCopy {
    let words = YouTubeWords(details)
    let old = try video(copy.id, parts: "snippet,status", at: dock)
    // What is not said again is taken away.
    func kept(_ part: String, _ names: [String]) -> [JSON.Member] {
      names.compactMap { name in old[part]?[name].map { JSON.Member(name, $0) } }
    }
    let category = old["snippet"]?["categoryId"]?.text ?? YouTubeWords.category
    let snippet = words.snippet(category: category) + kept("snippet", ["defaultLanguage", "defaultAudioLanguage"])
    let status =
      [JSON.Member("privacyStatus", .text(details.privacy.rawValue)), .init("selfDeclaredMadeForKids", .flag(false))]
      + kept("status", ["embeddable", "license", "publicStatsViewable", "containsSyntheticMedia"])
    let body = JSON.object([.init("id", .text(copy.id)), .init("snippet", .object(snippet)), .init("status", .object(status))])
    let reply = try call(.put, "/youtube/v3/videos?part=snippet,status", body, at: dock)
    guard let video = reply.json else { throw talk(at: dock).odd(reply) }
    var copy = copy
    copy.embedCode = Self.embedCode(copy.id, words, details.privacy)
    copy.note = words.note
    try Self.tell(video, &copy, talk(at: dock))
    Self.tellLock(video, &copy, wanted: details.privacy)
    return copy
  }

  package func remove(_ copy: HostedCopy, at dock: any HostDock) throws {
    do {
      _ = try call(.delete, "/youtube/v3/videos?id=\(LinkPart.quoted(copy.id))", at: dock)
    } catch let problem as HostProblem where problem.cause == .gone {
      return
    }
  }

  private func video(_ id: String, parts: String, at dock: any HostDock) throws -> JSON {
    let reply = try call(.get, "/youtube/v3/videos?part=\(parts)&id=\(LinkPart.quoted(id))", at: dock)
    guard let items = reply.json?["items"]?.array else { throw talk(at: dock).odd(reply) }
    guard let video = items.first(where: { $0["id"]?.text == id }) else { throw talk(at: dock).gone() }
    return video
  }

  // MARK: - What it tells

  static let locked =
    "YouTube made the video private: it does so with all uploads of a project at Google that was not audited. Ask Google for an audit, or make it visible in YouTube Studio."

  static func isID(_ text: String) -> Bool { (6...32).contains(text.utf8.count) && LinkPart.quoted(text) == text }

  static func tell(_ video: JSON, _ copy: inout HostedCopy, _ talk: HostTalk) throws {
    let status = video["status"]
    switch status?["uploadStatus"]?.text {
    case "processed": copy.state = .ready
    case "failed":
      copy.state = .failed
      copy.note = "YouTube could not take the video: \(words(status?["failureReason"]))."
    case "rejected":
      copy.state = .failed
      copy.note = "YouTube rejected the video: \(words(status?["rejectionReason"]))."
    case "deleted": throw talk.gone()
    default:
      copy.state = .processing
      if ["failed", "terminated"].contains(video["processingDetails"]?["processingStatus"]?.text) {
        copy.state = .failed
        copy.note = "YouTube could not convert the video: \(words(video["processingDetails"]?["processingFailureReason"]))."
      }
    }
    if let statistics = video["statistics"] {
      copy.views = HostViews(views: statistics["viewCount"]?.count ?? 0, likes: statistics["likeCount"]?.count)
    }
  }

  /// "uploadAborted" as "upload aborted".
  private static func words(_ reason: JSON?) -> String {
    let reason = HostText.line(String((reason?.text ?? "no reason given").prefix(100)))
    return reason.map { $0.isUppercase ? " \($0.lowercased())" : String($0) }.joined()
  }

  static func tellLock(_ video: JSON, _ copy: inout HostedCopy, wanted: PublishDetails.Privacy) {
    guard wanted != .private, video["status"]?["privacyStatus"]?.text == "private", copy.state != .failed else { return }
    copy.note = locked
  }

  /// Nobody but its owner sees a private one, on whatever page it stands.
  static func embedCode(_ id: String, _ words: YouTubeWords, _ privacy: PublishDetails.Privacy) -> String? {
    privacy == .private ? nil : EmbedCode.frame(of: "https://www.youtube-nocookie.com/embed/\(id)", title: words.title)
  }

  // MARK: - Asking

  /// The key is asked for anew where Google does not know it any more: once.
  func call(
    _ method: CourierRequest.Method, _ path: String, _ body: JSON? = nil, headers: [CourierHeader] = [], at dock: any HostDock
  ) throws -> CourierReply {
    try call(
      method, path, bytes: body.map { Array($0.source.utf8) } ?? [], type: body.map { _ in "application/json; charset=UTF-8" },
      headers: headers, at: dock)
  }

  /// Answers with a status of `also` too.
  func call(
    _ method: CourierRequest.Method, _ path: String, bytes: [UInt8], type: String?, headers: [CourierHeader] = [],
    also: Set<Int> = [], at dock: any HostDock
  ) throws -> CourierReply {
    let talk = talk(at: dock)
    for isLast in [false, true] {
      var all = headers + [CourierHeader("Accept", "application/json"), try authorization(at: dock)]
      if let type { all.append(CourierHeader("Content-Type", type)) }
      let request = CourierRequest(method, base + path, headers: all, body: bytes)
      let reply = try talk.ask(request) { reply in
        also.contains(reply.status) || reply.status == 401 && !isLast ? nil : YouTubeTrouble(reply).problem(talk)
      }
      if reply.status != 401 { return reply }
      forgetToken()
    }
    throw Self.refused(talk)
  }

  func authorization(at dock: any HostDock) throws -> CourierHeader {
    if let token { return CourierHeader("Authorization", prefix: "Bearer ", token) }
    let token = try freshToken(at: dock)
    self.token = token
    return CourierHeader("Authorization", prefix: "Bearer ", token)
  }

  func forgetToken() { token = nil }

  static func refused(_ talk: HostTalk, detail: String = "") -> HostProblem {
    talk.key(
      "YouTube does not let this service in any more.",
      wayOut: "Connect the host \"\(talk.host)\" again: make a new refresh token and set it.", detail: detail)
  }

  private func freshToken(at dock: any HostDock) throws -> Credential {
    let talk = talk(at: dock)
    let form = Form(
      .plain("client_id", account.user), .secret("client_secret", try dock.secret(account.key)),
      .secret("refresh_token", try dock.secret(account.secondKey)), .plain("grant_type", "refresh_token"))
    let request = CourierRequest(
      .post, tokenAddress,
      headers: [CourierHeader("Accept", "application/json"), CourierHeader("Content-Type", Form.contentType)], body: form.body)
    let reply = try talk.ask(request) { reply in
      if reply.status == 404 { return talk.nowhere("HTTP 404") }
      guard (400...403).contains(reply.status) else { return YouTubeTrouble(reply).problem(talk) }
      return Self.refused(talk, detail: HostTalk.detail(reply, reply.json?["error"]?.text ?? ""))
    }
    guard let token = reply.json?["access_token"]?.text, !token.isEmpty else { throw talk.odd(reply) }
    return Credential(token)
  }
}
