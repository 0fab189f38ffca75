package import Pages

/// A PeerTube server, as strict as the real one: what it does not know, it refuses.
package struct PeerTubeStandIn: HostStandIn {
  package let user: String
  package let password: String
  package var channels: [Int64] = [7, 9]
  /// Bytes that the user has left, and the largest file.
  package var quota = Int.max
  package var largest = Int.max
  /// Whoever logs in is asked for a second factor.
  package var wantsFactor = false
  package private(set) var logins = 0
  package private(set) var videos: [Video] = []
  package private(set) var sessions: [String: Session] = [:]
  private var tokens: Set<String> = []
  private var count = 0
  private static let client = (id: "clientid", secret: "s3cret+/=")

  package struct Video: Sendable {
    package let uuid: String
    package let fileName: String
    package let bytes: [UInt8]
    package var details: [String: JSON]
    package var state: Int64 = 2
    package var views: Int64 = 0
    /// By their language.
    package var captions: [String: String] = [:]
    package var short: String { "short\(uuid.suffix(2))" }
  }

  package struct Session: Sendable {
    let fileName: String
    let size: Int
    let details: [String: JSON]
    package var bytes: [UInt8] = []
  }

  package init(user: String = "dropreel", password: String = "p&ss=wörd") {
    self.user = user
    self.password = password
  }

  package mutating func forgetTokens() { tokens = [] }
  package mutating func forgetSessions() { sessions = [:] }
  package mutating func remove(_ uuid: String) { videos.removeAll { $0.uuid == uuid } }
  package mutating func set(state: Int64, views: Int64 = 0) {
    for index in videos.indices { (videos[index].state, videos[index].views) = (state, views) }
  }

  package mutating func answer(_ request: StandInRequest) -> Answer {
    let steps = Array(request.steps.dropFirst(2))
    guard request.steps.prefix(2) == ["api", "v1"] else { return Self.problem(404, "Not Found") }
    switch (request.method, steps) {
    case ("GET", ["oauth-clients", "local"]):
      return Self.reply([("client_id", .text(Self.client.id)), ("client_secret", .text(Self.client.secret))])
    case ("POST", ["users", "token"]): return login(request)
    default: break
    }
    guard let given = request["authorization"], given.hasPrefix("Bearer "), tokens.contains(String(given.dropFirst(7))) else {
      return Self.problem(401, "Token is invalid", code: "invalid_token")
    }
    switch (request.method, steps) {
    case ("GET", ["users", "me"]):
      return Self.reply([
        ("id", .integer(1)), ("username", .text(user)),
        ("videoChannels", .array(channels.map { .object([.init("id", .integer($0)), .init("name", .text("c\($0)"))]) })),
      ])
    case ("GET", ["users", "me", "videos"]): return list(request.query)
    case ("POST", ["videos", "upload-resumable"]): return begin(request)
    case ("PUT", ["videos", "upload-resumable"]): return take(request)
    case ("DELETE", ["videos", "upload-resumable"]):
      guard let id = request.query["upload_id"], sessions.removeValue(forKey: id) != nil else {
        return .reply(Array("Not Found".utf8), status: 404)
      }
      return .reply([], status: 204)
    case (_, let steps) where steps.count >= 2 && steps[0] == "videos":
      guard let index = videos.firstIndex(where: { [$0.uuid, $0.short].contains(steps[1]) }) else {
        return Self.problem(404, "Video not found")
      }
      return answer(request, Array(steps.dropFirst(2)), videoAt: index)
    default: return Self.problem(404, "Not Found")
    }
  }

  private mutating func login(_ request: StandInRequest) -> Answer {
    guard request["content-type"] == "application/x-www-form-urlencoded" else { return Self.problem(400, "no form") }
    let form = FormText.fields(request.text)
    guard Set(form.keys) == ["client_id", "client_secret", "grant_type", "username", "password"],
      form["client_id"] == Self.client.id, form["client_secret"] == Self.client.secret
    else { return Self.problem(400, "Invalid client: client is invalid", code: "invalid_client") }
    guard form["grant_type"] == "password", form["username"] == user, form["password"] == password else {
      return Self.problem(400, "Invalid grant: user credentials are invalid", code: "invalid_grant")
    }
    if wantsFactor { return Self.problem(401, "Missing two factor header", code: "missing_two_factor") }
    logins += 1
    let token = "token\(logins)"
    tokens.insert(token)
    return Self.reply([
      ("token_type", .text("Bearer")), ("access_token", .text(token)), ("refresh_token", .text("r")),
      ("expires_in", .integer(86_399)), ("refresh_token_expires_in", .integer(1_209_599)),
    ])
  }

  // MARK: - Uploads

  private mutating func begin(_ request: StandInRequest) -> Answer {
    guard request["content-type"] == "application/json", let body = try? JSON.read(request.body), let members = body.members,
      let size = request["x-upload-content-length"].flatMap({ Int($0) }), request["x-upload-content-type"] == "video/mp4"
    else { return Self.problem(400, "Incorrect request parameters") }
    if let fault = Self.fault(in: members, isNew: true) { return Self.problem(400, "Incorrect request parameters: \(fault)") }
    guard channels.contains(body["channelId"]?.integer ?? 0) else { return Self.problem(404, "Video channel not found") }
    if size > largest { return Self.problem(413, "The maximum file size is exceeded", code: "max_file_size_reached") }
    if size > quota { return Self.problem(413, "The user video quota is exceeded", code: "quota_reached") }
    let fileName = body["filename"]?.text ?? ""
    // As its library does it: a session is found again by these, and only where the file's date is told.
    count += 1
    let marks = [body["name"]?.text ?? "", "\(size)", body["lastModified"]?.integer.map { "\($0)" } ?? "random \(count)"]
    let id = "1-\(marks.joined(separator: "-").utf8.reduce(7) { ($0 &* 31 &+ Int($1)) & 0xFFFF_FFFF_FFFF }).mp4"
    if sessions[id] == nil {
      let details = Dictionary(uniqueKeysWithValues: members.map { ($0.name, $0.value) })
      sessions[id] = Session(fileName: fileName, size: size, details: details)
    }
    // As behind a proxy that does not say that it speaks TLS.
    let location = "//\(request["host"] ?? "")/api/v1/videos/upload-resumable?upload_id=\(id)"
    return .reply([], status: sessions[id]?.bytes.isEmpty == false ? 200 : 201, headers: ["Location: \(location)"])
  }

  private static func fault(in members: [JSON.Member], isNew: Bool) -> String? {
    let needed: Set<String> = isNew ? ["filename", "name", "channelId"] : []
    guard needed.isSubset(of: members.map(\.name)) else { return "something is missing" }
    return members.first { member in
      let length = member.value.text?.unicodeScalars.count ?? -1
      switch member.name {
      case "filename": return !isNew || length < 1
      case "lastModified": return !isNew || member.value.integer == nil
      case "name": return !(3...120).contains(length)
      case "channelId": return !isNew || member.value.integer == nil
      case "privacy": return !(1...5).contains(member.value.integer ?? 0)
      case "description": return member.value != .none && !(3...10_000).contains(length)
      case "tags":
        guard let tags = member.value.array else { return true }
        return tags.count > 5 || tags.contains { !(2...30).contains($0.text?.unicodeScalars.count ?? 0) }
      case "downloadEnabled", "waitTranscoding": return member.value.flag == nil
      default: return true
      }
    }?.name
  }

  private mutating func take(_ request: StandInRequest) -> Answer {
    guard let id = request.query["upload_id"], var session = sessions[id] else { return Self.problem(404, "File not found") }
    guard let range = request.contentRange, range.size == session.size else { return Self.problem(400, "no range") }
    if let first = range.first, let last = range.last {
      guard request.isCut || request.body.count == last - first + 1 else { return Self.problem(400, "not as long as it says") }
      guard first == session.bytes.count else { return Self.problem(409, "File conflict") }
      session.bytes += request.body
    } else if !request.body.isEmpty {
      return Self.problem(400, "a body without a place")
    }
    sessions[id] = session
    guard session.bytes.count == session.size else {
      return .reply([], status: 308, headers: ["Range: bytes=0-\(session.bytes.count - 1)"])
    }
    sessions[id] = nil
    let number = videos.count + 10
    let video = Video(
      uuid: "9c9de5e8-0a1e-484a-b099-e80766180c\(number)", fileName: session.fileName, bytes: session.bytes,
      details: session.details)
    videos.append(video)
    return Self.reply([
      (
        "video",
        .object([
          .init("id", .integer(Int64(number))), .init("uuid", .text(video.uuid)), .init("shortUUID", .text(video.short)),
        ])
      )
    ])
  }

  // MARK: - Videos

  private func list(_ query: [String: String]) -> Answer {
    let found = videos.reversed().filter { $0.details["name"]?.text?.contains(query["search"] ?? "") ?? false }
    let list = found.map { video in
      JSON.object([
        .init("uuid", .text(video.uuid)), .init("shortUUID", .text(video.short)), .init("name", video.details["name"] ?? .none),
      ])
    }
    return Self.reply([("total", .integer(Int64(list.count))), ("data", .array(list))])
  }

  private mutating func answer(_ request: StandInRequest, _ steps: [String], videoAt index: Int) -> Answer {
    let video = videos[index]
    switch (request.method, steps) {
    case ("GET", []):
      return Self.reply([
        ("id", .integer(1)), ("uuid", .text(video.uuid)), ("shortUUID", .text(video.short)),
        ("name", video.details["name"] ?? .none), ("privacy", .object([.init("id", video.details["privacy"] ?? .none)])),
        ("state", .object([.init("id", .integer(video.state)), .init("label", .text("Some"))])),
        ("views", .integer(video.views)), ("likes", .integer(3)),
      ])
    case ("GET", ["source"]): return Self.reply([("inputFilename", .text(video.fileName)), ("fileDownloadUrl", .none)])
    case ("GET", ["stats", "overall"]):
      return Self.reply([
        ("totalWatchTime", .integer(video.views * 12)), ("averageWatchTime", .decimal("12.0")), ("totalViewers", .integer(2)),
      ])
    case ("PUT", []):
      guard request["content-type"] == "application/json", let members = (try? JSON.read(request.body))?.members,
        Self.fault(in: members, isNew: false) == nil
      else { return Self.problem(400, "Incorrect request parameters") }
      for member in members { videos[index].details[member.name] = member.value }
      return .reply([], status: 204)
    case ("PUT", let steps) where steps.count == 2 && steps[0] == "captions":
      guard let file = PartedText.parts(request, "multipart/form-data")?.first, file.head.contains("name=\"captionfile\""),
        file.body.hasPrefix("WEBVTT")
      else { return Self.problem(400, "Incorrect request parameters: captionfile") }
      videos[index].captions[steps[1]] = file.body
      return .reply([], status: 204)
    case ("DELETE", []):
      videos.remove(at: index)
      return .reply([], status: 204)
    default: return Self.problem(404, "Not Found")
    }
  }

  // MARK: - Forms

  private static func reply(_ members: [(String, JSON)]) -> Answer {
    .json(JSON.object(members.map { JSON.Member($0.0, $0.1) }).source)
  }

  package static func problem(_ status: Int, _ detail: String, code: String? = nil, headers: [String] = []) -> Answer {
    var members = [
      JSON.Member("type", .text("about:blank")), .init("title", .text("Error")), .init("detail", .text(detail)),
      .init("status", .integer(Int64(status))),
    ]
    if let code { members.append(.init("code", .text(code))) }
    return .reply(
      Array(JSON.object(members).source.utf8), status: status, headers: ["Content-Type: application/problem+json"] + headers)
  }
}
