import Courier
import Pages
package import Production

extension VimeoHost {
  package func put(_ parcel: HostParcel, at dock: any HostDock) throws -> HostedCopy {
    try talk(at: dock).putting { try send(parcel, at: dock) }
  }

  private func send(_ parcel: HostParcel, at dock: any HostDock) throws -> HostedCopy {
    let film = try parcel.film(for: "Vimeo")
    let talk = talk(at: dock)
    let words = VimeoWords(parcel.details, job: parcel.job)
    var handle = UploadHandle(of: parcel, for: film)
    if let found = handle, found.isWhole, let id = found.video {
      do {
        return try finish(id, found, parcel, film, words, at: dock)
      } catch let problem as HostProblem where problem.cause == .gone {
        handle = nil
      }
    }
    if handle?.says(parcel.details) == false {
      // It would be shown with what was said of it then.
      try withdraw(parcel, at: dock)
      handle = nil
    }
    let upload = try RangedUpload(film, of: parcel, pieceSize: pieceSize, talk: talk)
    for _ in 0..<3 {
      let (begun, isNew) = try begin(after: handle, parcel, film, words, at: dock)
      guard let id = begun.video, let session = begun.session else {
        throw talk.odd(CourierReply(status: 200), "no address to send to")
      }
      let tus = TusSession(address: session, size: film.size, talk: talk)
      if try upload.run(tus, isNew: isNew) != nil { return try finish(id, begun, parcel, film, words, at: dock) }
      // The address may have ended with the upload.
      if try isUploaded(id, at: dock) { return try finish(id, begun, parcel, film, words, at: dock) }
      // It waits for bytes that nobody can send any more.
      try remove(HostedCopy(id: id, link: "", state: .uploading), at: dock)
      handle = nil
    }
    throw HostProblem(.passing, Refusal("Vimeo loses every upload that is begun there.", wayOut: "It is tried again by itself."))
  }

  package func examine(at dock: any HostDock) throws {
    _ = try talk(at: dock).putting { try call(.get, "/me?fields=uri", at: dock) }
  }

  // MARK: - Beginning

  private func begin(
    after found: UploadHandle?, _ parcel: HostParcel, _ film: HostParcel.File, _ words: VimeoWords, at dock: any HostDock
  ) throws -> (UploadHandle, isNew: Bool) {
    if let found, found.session != nil, found.video != nil { return (found, false) }
    var handle = found ?? UploadHandle(for: film, of: parcel, at: dock.now)
    // One that was begun and not kept waits for its bytes.
    if found != nil, let waiting = try waiting(since: handle.began, film, words, at: dock) {
      try take(waiting, &handle, at: dock)
      return (handle, false)
    }
    // That one is about to be begun must be known before, because Vimeo begins another each time it is asked.
    if found == nil { try handle.keep(at: dock) }
    let talk = talk(at: dock)
    let request = try request(.post, "/me/videos?fields=uri,name,link,upload", creation(parcel, film, words), at: dock)
    var tries = 0
    while true {
      let trouble: HostProblem
      switch talk.reply(to: request) {
      case .success(let reply):
        if reply.isSuccess, let video = reply.json {
          try take(video, &handle, at: dock)
          return (handle, true)
        }
        trouble = VimeoTrouble(reply).problem(talk) ?? talk.odd(reply)
      case .failure(let error): trouble = talk.problem(error)
      }
      guard trouble.cause == .passing else { throw trouble }
      tries += 1
      try talk.rest(after: trouble, tries: tries, of: 4)
      if let waiting = try waiting(since: handle.began, film, words, at: dock) {
        try take(waiting, &handle, at: dock)
        return (handle, false)
      }
    }
  }

  private func creation(_ parcel: HostParcel, _ film: HostParcel.File, _ words: VimeoWords) -> JSON {
    let upload = JSON.object([.init("approach", .text("tus")), .init("size", .integer(film.size))])
    let privacy = JSON.object([
      .init("view", .text(words.view)), .init("embed", .text("public")), .init("download", .flag(parcel.mayBeDownloaded)),
    ])
    return .object([.init("upload", upload)] + words.members + [.init("privacy", privacy)])
  }

  private func take(_ video: JSON, _ handle: inout UploadHandle, at dock: any HostDock) throws {
    guard let id = Self.id(in: video["uri"]?.text), let session = video["upload"]?["upload_link"]?.text, WebLink(session) != nil
    else { throw talk(at: dock).odd(CourierReply(status: 200), "no address to send to") }
    (handle.video, handle.session) = (id, session)
    try handle.keep(at: dock)
  }

  /// A video of this account that waits for the first byte of a file of this name and size, and was begun since this one was about to be.
  private func waiting(
    since began: Int64, _ film: HostParcel.File, _ words: VimeoWords, at dock: any HostDock
  ) throws -> JSON? {
    let list = try call(
      .get, "/me/videos?fields=uri,name,created_time,upload&sort=date&direction=desc&per_page=25", at: dock)
    let talk = talk(at: dock)
    return list.json?["data"]?.array?.first { video in
      guard let upload = video["upload"], upload["status"]?.text == "in_progress", upload["size"]?.count == film.size,
        let link = upload["upload_link"]?.text, WebLink(link) != nil, video["name"]?.text == words.name,
        // Clocks differ a little.
        let created = video["created_time"]?.text.flatMap(RateLimitDate.seconds), created >= began - 300
      else { return false }
      // What has bytes is somebody else's who is just sending them.
      let tus = TusSession(address: link, size: film.size, talk: talk)
      guard let question = try? tus.question(), case .success(let reply) = talk.reply(to: question),
        case .holds(0) = try? tus.standing(after: reply)
      else { return false }
      return true
    }
  }

  // MARK: - Ending

  private func isUploaded(_ id: String, at dock: any HostDock) throws -> Bool {
    do {
      return try call(.get, "/videos/\(id)?\(Self.fields)", at: dock).json?["upload"]?["status"]?.text == "complete"
    } catch let problem as HostProblem where problem.cause == .gone {
      return false
    }
  }

  private func finish(
    _ id: String, _ begun: UploadHandle, _ parcel: HostParcel, _ film: HostParcel.File, _ words: VimeoWords, at dock: any HostDock
  ) throws -> HostedCopy {
    var handle = begun
    if !handle.isWhole {
      handle.isWhole = true
      try handle.keep(at: dock)
    }
    var copy = try told(of: id, film, words, parcel, at: dock)
    if !handle.says(parcel.details) { copy = try change(copy, to: parcel.details, at: dock) }
    return try captioned(copy, parcel, &handle, at: dock)
  }

  package func withdraw(_ parcel: HostParcel, at dock: any HostDock) throws {
    guard let film = parcel.files.bestFilm, let handle = UploadHandle(of: parcel, for: film) else { return }
    var video = handle.video
    if video == nil {
      // One may have been begun whose answer nobody heard.
      let words = VimeoWords(handle.details ?? parcel.details, job: parcel.job)
      video = try waiting(since: handle.began, film, words, at: dock).flatMap { Self.id(in: $0["uri"]?.text) }
    }
    if let video { try remove(HostedCopy(id: video, link: "", state: .uploading), at: dock) }
  }

  private func told(
    of id: String, _ film: HostParcel.File, _ words: VimeoWords, _ parcel: HostParcel, at dock: any HostDock
  ) throws -> HostedCopy {
    let reply = try call(.get, "/videos/\(id)?\(Self.fields)", at: dock)
    guard let video = reply.json else { throw talk(at: dock).odd(reply) }
    var copy = HostedCopy(id: id, link: "https://vimeo.com/\(id)", state: .processing)
    copy.note = words.note
    copy.files = [film]
    copy.embedCode = Self.embedCode(video, id, words, parcel.details.privacy)
    Self.tell(video, &copy)
    // It has all bytes; that its list does not say so yet is a matter of moments.
    if copy.state == .uploading { copy.state = .processing }
    if !words.tags.isEmpty, let note = try tags(words, of: id, replacing: false, at: dock) { copy.note = note }
    return copy
  }
}

/// An upload by tus 1.0, without any key: whoever has its address may send.
struct TusSession: UploadSession {
  let address: String
  let size: Int64
  let talk: HostTalk

  private var version: CourierHeader { CourierHeader("Tus-Resumable", "1.0.0") }

  func question() throws -> CourierRequest { CourierRequest(.head, address, headers: [version]) }

  func piece(from offset: Int64, count: Int64) throws -> CourierRequest {
    CourierRequest(
      .patch, address,
      headers: [
        version, CourierHeader("Upload-Offset", "\(offset)"), CourierHeader("Content-Type", "application/offset+octet-stream"),
      ])
  }

  func renewKey() throws {}

  func standing(after reply: CourierReply) throws -> UploadStanding {
    switch reply.status {
    case 200, 204:
      let length = reply.headers["upload-length"].flatMap { Int64($0) } ?? size
      guard length == size, let offset = reply.headers["upload-offset"].flatMap({ Int64($0) }), (0...size).contains(offset) else {
        return .busy(talk.odd(reply, "it does not say how much it has"))
      }
      return offset == size ? .whole(reply) : .holds(offset)
    case 401, 403, 404, 410: return .gone
    case 408, 409, 423, 425, 429, 500...: return .busy(talk.busy(reply))
    default: throw talk.unfit(reply, "its upload was refused")
    }
  }
}
