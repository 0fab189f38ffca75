import Courier
import Digests
import Pages
package import Production

extension PeerTubeHost {
  package func put(_ parcel: HostParcel, at dock: any HostDock) throws -> HostedCopy {
    try talk(at: dock).putting { try send(parcel, at: dock) }
  }

  private func send(_ parcel: HostParcel, at dock: any HostDock) throws -> HostedCopy {
    let film = try parcel.film(for: "PeerTube")
    let talk = talk(at: dock)
    let words = PeerTubeWords(parcel.details, job: parcel.job)
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
    // A session that is gone is followed by another; one after the other being lost is no accident.
    for _ in 0..<3 {
      let (begun, isNew) = try handle.map { ($0, false) } ?? begin(parcel, film, words, at: dock)
      if let session = begun.session {
        if let reply = try upload.run(PeerTubeSession(host: self, dock: dock, id: session, size: film.size), isNew: isNew) {
          guard let video = reply.json?["video"]?["uuid"]?.text, PeerTubeVideo.isID(video) else { throw talk.odd(reply) }
          return try finish(video, begun, parcel, film, words, at: dock)
        }
        // The server forgets a session once it is a video, whether or not its answer came to us.
        if let video = try earlier(parcel, film, words, at: dock) {
          return try finish(video, begun, parcel, film, words, at: dock)
        }
      }
      handle = nil
    }
    throw HostProblem(
      .passing, Refusal("PeerTube loses every upload that is begun there.", wayOut: "It is tried again by itself."))
  }

  private func begin(
    _ parcel: HostParcel, _ film: HostParcel.File, _ words: PeerTubeWords, at dock: any HostDock
  ) throws -> (UploadHandle, isNew: Bool) {
    var members = [
      JSON.Member("filename", .text(Self.fileName(parcel, film))), .init("channelId", .integer(try channel(at: dock))),
    ]
    members += words.members(isChange: false)
    members.append(.init("lastModified", .integer(Self.mark(of: film, parcel.details))))
    members += [.init("downloadEnabled", .flag(parcel.mayBeDownloaded)), .init("waitTranscoding", .flag(true))]
    let reply = try open(.object(members), size: film.size, at: dock)
    // Only its name is taken from the address: our key goes nowhere but to the server that was named.
    guard [200, 201].contains(reply.status), let session = Self.session(in: reply.headers["location"]) else {
      throw talk(at: dock).odd(reply, "no session")
    }
    var handle = UploadHandle(for: film, of: parcel, at: dock.now)
    handle.session = session
    try handle.keep(at: dock)
    return (handle, reply.status == 201)
  }

  /// The same asked twice leads to the same session, because it has the same mark.
  private func open(_ body: JSON, size: Int64, at dock: any HostDock) throws -> CourierReply {
    let headers = [CourierHeader("X-Upload-Content-Length", "\(size)"), CourierHeader("X-Upload-Content-Type", "video/mp4")]
    do {
      return try call(.post, "/videos/upload-resumable", body, headers: headers, at: dock)
    } catch let problem as HostProblem where problem.cause == .gone {
      throw talk(at: dock).key(
        "The PeerTube server has no such channel, or takes no uploads in pieces.",
        wayOut: "Look at endpoint and channel of the host \"\(account.name)\" in config.toml.", detail: problem.refusal.detail)
    }
  }

  static func session(in location: String?) -> String? {
    guard let question = location?.split(separator: "?", maxSplits: 1).dropFirst().first else { return nil }
    let value = question.split(separator: "&").first { $0.hasPrefix("upload_id=") }?.dropFirst("upload_id=".count)
    guard let value, (1...512).contains(value.utf8.count),
      value.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !"&#?\"<>\\".utf8.contains($0) })
    else { return nil }
    return String(value)
  }

  /// The server knows a session again by the video's name, its size and when the file was changed, and keeps the words that it was begun
  /// with. By the clock two films that are called the same would be one to it; so this is said instead, which is another for each film and
  /// for other words, and the same for one that is begun again.
  static func mark(of film: HostParcel.File, _ details: PublishDetails) -> Int64 {
    let said = [details.title, details.description, details.privacy.rawValue] + details.tags
    return Digest(of: "\(film.digest)\n\(said.joined(separator: "\n"))").bytes.prefix(6).reduce(0) { $0 << 8 | Int64($1) }
  }

  /// By it a film is known again: the server keeps the name that it was sent with, for its owner.
  static func fileName(_ parcel: HostParcel, _ film: HostParcel.File) -> String {
    "\(parcel.job)-\("\(film.digest)".prefix(16)).mp4"
  }

  package func examine(at dock: any HostDock) throws {
    let talk = talk(at: dock)
    let channel = try channel(at: dock)
    let reply = try talk.putting { try call(.get, "/users/me", at: dock, tries: 1) }
    let channels = reply.json?["videoChannels"]?.array ?? []
    guard channels.contains(where: { $0["id"]?.integer == channel }) else {
      throw talk.key(
        "The user at PeerTube has no channel \(channel).",
        wayOut: "Set channel of the host \"\(account.name)\" to one of its own, or leave it out for the first.")
    }
  }

  private func channel(at dock: any HostDock) throws -> Int64 {
    let talk = talk(at: dock)
    if !account.channel.isEmpty {
      guard let channel = Int64(account.channel), channel > 0 else {
        throw talk.key(
          "The channel of the host \"\(account.name)\" is no number.",
          wayOut: "Set hosts' channel in config.toml to its number, or leave it out for the user's first.")
      }
      return channel
    }
    let reply = try call(.get, "/users/me", at: dock)
    guard let user = reply.json else { throw talk.odd(reply) }
    guard let channel = user["videoChannels"]?.array?.first?["id"]?.integer else {
      throw talk.key("The user at PeerTube has no channel.", wayOut: "Make a channel there, with that user.")
    }
    return channel
  }

  /// A video that was made of this very file: the name that it was sent with tells.
  private func earlier(
    _ parcel: HostParcel, _ film: HostParcel.File, _ words: PeerTubeWords, at dock: any HostDock
  ) throws -> String? {
    let list = try call(
      .get, "/users/me/videos?start=0&count=25&sort=-createdAt&search=\(LinkPart.quoted(words.name))", at: dock)
    guard let videos = list.json?["data"]?.array else { throw talk(at: dock).odd(list) }
    for video in videos where video["name"]?.text == words.name {
      guard let id = video["uuid"]?.text, PeerTubeVideo.isID(id) else { continue }
      do {
        let source = try call(.get, "/videos/\(id)/source", at: dock).json
        if (source?["inputFilename"] ?? source?["filename"])?.text == Self.fileName(parcel, film) { return id }
      } catch let problem as HostProblem where problem.cause != .passing {
        // Whose source is not told of may be another's: better two videos than the wrong one.
        continue
      }
    }
    return nil
  }

  private func finish(
    _ video: String, _ begun: UploadHandle, _ parcel: HostParcel, _ film: HostParcel.File, _ words: PeerTubeWords,
    at dock: any HostDock
  ) throws -> HostedCopy {
    var handle = begun
    if handle.video == nil {
      (handle.video, handle.isWhole) = (video, true)
      try handle.keep(at: dock)
    }
    var copy = copy(of: video, film, words, parcel)
    if !handle.says(parcel.details) { copy = try change(copy, to: parcel.details, at: dock) }
    do {
      copy = try look(at: copy, at: dock)
    } catch let problem as HostProblem where problem.cause != .gone || begun.video == nil {
      // The video is there. Whatever cannot be told of it now is told by the next look.
    }
    return try captioned(copy, parcel, &handle, at: dock)
  }

  package func withdraw(_ parcel: HostParcel, at dock: any HostDock) throws {
    guard let film = parcel.files.bestFilm, let handle = UploadHandle(of: parcel, for: film) else { return }
    if let video = handle.video { return try remove(HostedCopy(id: video, link: "", state: .uploading), at: dock) }
    guard let session = handle.session, try !end(session, at: dock) else { return }
    // The server forgets a session once it is a video.
    let words = PeerTubeWords(handle.details ?? parcel.details, job: parcel.job)
    if let video = try earlier(parcel, film, words, at: dock) {
      try remove(HostedCopy(id: video, link: "", state: .uploading), at: dock)
    }
  }

  /// False where the server knows no such session.
  private func end(_ session: String, at dock: any HostDock) throws -> Bool {
    let talk = talk(at: dock)
    let request = CourierRequest(
      .delete, "\(base)/videos/upload-resumable?upload_id=\(session)", headers: [try authorization(at: dock)])
    let reply = try talk.ask(request) { [404, 410].contains($0.status) ? nil : PeerTubeTrouble($0).problem(talk) }
    return reply.isSuccess
  }

  private func copy(of video: String, _ film: HostParcel.File, _ words: PeerTubeWords, _ parcel: HostParcel) -> HostedCopy {
    let base = account.url.isEmpty ? server : account.url
    var copy = HostedCopy(
      id: video, link: "\(base)/w/\(video)", embedCode: embedCode(video, words, parcel.details.privacy), state: .processing)
    copy.note = words.note
    copy.files = [film]
    return copy
  }
}

/// One upload at the server. It ends by itself after an hour in which nothing came.
struct PeerTubeSession: UploadSession {
  let host: PeerTubeHost
  let dock: any HostDock
  let id: String
  let size: Int64

  private var address: String { "\(host.base)/videos/upload-resumable?upload_id=\(id)" }

  func question() throws -> CourierRequest {
    .standing(of: address, size: size, headers: [try host.authorization(at: dock)])
  }

  func piece(from offset: Int64, count: Int64) throws -> CourierRequest {
    .piece(of: address, from: offset, count: count, size: size, headers: [try host.authorization(at: dock)])
  }

  func renewKey() throws { host.forgetToken() }

  func standing(after reply: CourierReply) throws -> UploadStanding {
    let talk = host.talk(at: dock)
    switch reply.status {
    case 308:
      guard let standing = UploadStanding.byRange(reply.headers["range"]) else { return .busy(talk.odd(reply)) }
      return standing
    case 200...299: return .whole(reply)
    case 401: return .keyRefused(PeerTubeHost.refused(talk))
    case 404, 410: return .gone
    default:
      let trouble = PeerTubeTrouble(reply)
      let problem = trouble.isFilter ? talk.unfit(reply, trouble.words) : trouble.problem(talk) ?? talk.odd(reply)
      guard problem.cause == .passing else { throw problem }
      return .busy(problem)
    }
  }
}
