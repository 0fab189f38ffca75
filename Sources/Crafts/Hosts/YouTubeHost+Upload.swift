import Courier
import Pages
package import Production

extension YouTubeHost {
  package func put(_ parcel: HostParcel, at dock: any HostDock) throws -> HostedCopy {
    try talk(at: dock).putting { try send(parcel, at: dock) }
  }

  private func send(_ parcel: HostParcel, at dock: any HostDock) throws -> HostedCopy {
    let film = try parcel.film(for: "YouTube")
    let talk = talk(at: dock)
    let words = YouTubeWords(parcel.details, job: parcel.job)
    var handle = UploadHandle(of: parcel, for: film)
    if let video = handle?.video {
      do {
        return try finish(video, handle ?? UploadHandle(for: film, of: parcel, at: dock.now), parcel, film, words, at: dock)
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
      let (begun, isNew) = try handle.map { ($0, false) } ?? (try begin(parcel, film, words, at: dock), true)
      guard let session = begun.session else { throw talk.odd(CourierReply(status: 200), "no session") }
      if let reply = try upload.run(YouTubeSession(host: self, dock: dock, address: session, size: film.size), isNew: isNew) {
        guard let video = reply.json, let id = video["id"]?.text, Self.isID(id) else { throw talk.odd(reply, "no video") }
        var done = begun
        (done.video, done.isWhole) = (id, true)
        try done.keep(at: dock)
        var copy = copy(of: id, film, words, parcel)
        try Self.tell(video, &copy, talk)
        Self.tellLock(video, &copy, wanted: parcel.details.privacy)
        return try captioned(copy, parcel, &done, at: dock)
      }
      // A session lives for a week, also after its last byte: of one that is gone there is no video.
      handle = nil
    }
    throw HostProblem(
      .passing, Refusal("YouTube loses every upload that is begun there.", wayOut: "It is tried again by itself."))
  }

  /// What was sent whole, and not heard of to the end.
  private func finish(
    _ video: String, _ begun: UploadHandle, _ parcel: HostParcel, _ film: HostParcel.File, _ words: YouTubeWords,
    at dock: any HostDock
  ) throws -> HostedCopy {
    var handle = begun
    var copy = copy(of: video, film, words, parcel)
    if !handle.says(parcel.details) { copy = try change(copy, to: parcel.details, at: dock) }
    return try captioned(try look(at: copy, at: dock), parcel, &handle, at: dock)
  }

  package func withdraw(_ parcel: HostParcel, at dock: any HostDock) throws {
    guard let film = parcel.files.bestFilm, let handle = UploadHandle(of: parcel, for: film) else { return }
    if let video = handle.video { return try remove(HostedCopy(id: video, link: "", state: .uploading), at: dock) }
    guard let address = handle.session else { return }
    let session = YouTubeSession(host: self, dock: dock, address: address, size: film.size)
    let reply = try talk(at: dock).reply(to: try session.question()).mapError { talk(at: dock).problem($0) }.get()
    switch try session.standing(after: reply) {
    case .whole(let reply):
      guard let id = reply.json?["id"]?.text, Self.isID(id) else { throw talk(at: dock).odd(reply, "no video") }
      try remove(HostedCopy(id: id, link: "", state: .uploading), at: dock)
    // Without its last byte it never is a video.
    case .holds, .gone: return
    case .busy(let problem), .keyRefused(let problem): throw problem
    }
  }

  package func examine(at dock: any HostDock) throws {
    let talk = talk(at: dock)
    let reply = try talk.putting { try call(.get, "/youtube/v3/channels?part=id&mine=true", at: dock) }
    guard reply.json?["items"]?.array?.isEmpty == false else {
      throw talk.key("The account at Google has no channel at YouTube.", wayOut: "Make a channel at YouTube with that account.")
    }
  }

  /// Without a byte sent to it a session becomes nothing: it may be begun twice.
  private func begin(
    _ parcel: HostParcel, _ film: HostParcel.File, _ words: YouTubeWords, at dock: any HostDock
  ) throws -> UploadHandle {
    let talk = talk(at: dock)
    let privacy = parcel.details.privacy.rawValue
    var status = [JSON.Member("privacyStatus", .text(privacy)), .init("selfDeclaredMadeForKids", .flag(false))]
    if parcel.passesForReal { status.append(.init("containsSyntheticMedia", .flag(true))) }
    let snippet = words.snippet(category: YouTubeWords.category)
    let reply = try call(
      .post, "/upload/youtube/v3/videos?uploadType=resumable&part=snippet,status",
      .object([.init("snippet", .object(snippet)), .init("status", .object(status))]),
      headers: [
        CourierHeader("X-Upload-Content-Length", "\(film.size)"), CourierHeader("X-Upload-Content-Type", "video/mp4"),
      ], at: dock)
    guard let session = reply.headers["location"], isOurs(session) else { throw talk.odd(reply, "no session") }
    var handle = UploadHandle(for: film, of: parcel, at: dock.now)
    handle.session = session
    try handle.keep(at: dock)
    return handle
  }

  /// Our key goes to Google, or to the server that was named, and to no other place.
  func isOurs(_ session: String) -> Bool {
    guard WebLink(session) != nil, let host = Network.host(of: session) else { return false }
    if !account.endpoint.isEmpty { return session.hasPrefix(base + "/") }
    return session.hasPrefix("https://") && (host == "googleapis.com" || host.hasSuffix(".googleapis.com"))
  }

  private func copy(of video: String, _ film: HostParcel.File, _ words: YouTubeWords, _ parcel: HostParcel) -> HostedCopy {
    var copy = HostedCopy(
      id: video, link: "https://youtu.be/\(video)", embedCode: Self.embedCode(video, words, parcel.details.privacy),
      state: .processing)
    copy.note = words.note
    copy.files = [film]
    return copy
  }
}

/// One resumable upload at Google.
struct YouTubeSession: UploadSession {
  let host: YouTubeHost
  let dock: any HostDock
  let address: String
  let size: Int64

  func question() throws -> CourierRequest { .standing(of: address, size: size, headers: try headers) }

  func piece(from offset: Int64, count: Int64) throws -> CourierRequest {
    .piece(of: address, from: offset, count: count, size: size, headers: try headers)
  }

  private var headers: [CourierHeader] {
    get throws {
      // What was kept is looked at again: it comes from outside of this program.
      guard host.isOurs(address) else { throw host.talk(at: dock).odd(CourierReply(status: 200), "a session somewhere else") }
      return [try host.authorization(at: dock)]
    }
  }

  func renewKey() throws { host.forgetToken() }

  func standing(after reply: CourierReply) throws -> UploadStanding {
    let talk = host.talk(at: dock)
    switch reply.status {
    case 308: return UploadStanding.byRange(reply.headers["range"]) ?? .busy(talk.odd(reply))
    case 200, 201: return .whole(reply)
    case 401: return .keyRefused(YouTubeHost.refused(talk))
    case 404, 410: return .gone
    default:
      let problem = YouTubeTrouble(reply).problem(talk) ?? talk.odd(reply)
      guard problem.cause == .passing else { throw problem }
      return .busy(problem)
    }
  }
}
