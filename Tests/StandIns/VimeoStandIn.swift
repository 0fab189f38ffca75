import Glibc
package import Pages

/// Vimeo, as strict as the real one: what it does not know, it refuses.
package struct VimeoStandIn: HostStandIn {
  package let token: String
  /// Seconds since 1970, by its clock.
  package var now: Int64
  /// Bytes that the plan has left.
  package var quota = Int.max
  package private(set) var videos: [Video] = []
  private var count = 0

  package struct Video: Sendable {
    package let id: String
    package let size: Int
    package let created: Int64
    package var details: [String: JSON]
    package var bytes: [UInt8] = []
    package var tags: [String] = []
    package var transcode = "in_progress"
    package var plays: Int64 = 0
    package var tracks: [Track] = []
    package var linkIsGone = false
    package var isUploaded: Bool { bytes.count == size }
    package var path: String { "/files/vimeo-prod-\(id)" }
  }

  package struct Track: Sendable {
    package let language: String
    package var text = ""
    package var isActive = false
  }

  package init(token: String = "t0ken", now: Int64) {
    self.token = token
    self.now = now
  }

  package mutating func set(transcode: String, plays: Int64 = 0) {
    for index in videos.indices { (videos[index].transcode, videos[index].plays) = (transcode, plays) }
  }
  package mutating func endLinks() { for index in videos.indices { videos[index].linkIsGone = true } }
  package mutating func remove(_ id: String) { videos.removeAll { $0.id == id } }

  package mutating func answer(_ request: StandInRequest) -> Answer {
    let steps = request.steps
    if steps.first == "files" { return tus(request) }
    if steps.first == "tracks" { return takeTrack(request) }
    guard request["authorization"] == "Bearer \(token)" else {
      return Self.error(401, 8003, "You must provide a valid authenticated access token.")
    }
    guard request["accept"] == "application/vnd.vimeo.*+json;version=3.4" else { return Self.error(400, 2205, "No version") }
    if ["POST", "PATCH", "PUT"].contains(request.method), request["content-type"] != "application/json" {
      return Self.error(400, 2204, "No JSON")
    }
    switch (request.method, steps) {
    case ("GET", ["me"]): return Self.reply(.object([.init("uri", .text("/users/1"))]))
    case ("POST", ["me", "videos"]): return create(request)
    case ("GET", ["me", "videos"]):
      let list = videos.reversed().map { written($0, host: request["host"] ?? "") }
      return Self.reply(.object([.init("total", .integer(Int64(list.count))), .init("data", .array(list))]))
    case (_, let steps) where steps.count >= 2 && steps[0] == "videos":
      guard let index = videos.firstIndex(where: { $0.id == steps[1] }) else {
        return Self.error(404, 5000, "The requested video couldn't be found.")
      }
      return answer(request, Array(steps.dropFirst(2)), videoAt: index)
    default: return Self.error(404, 5000, "The requested resource couldn't be found.")
    }
  }

  private mutating func create(_ request: StandInRequest) -> Answer {
    guard let body = try? JSON.read(request.body), let members = body.members, body["upload"]?["approach"]?.text == "tus",
      let size = body["upload"]?["size"]?.integer, size > 0
    else { return Self.error(400, 2204, "You have provided an invalid parameter.", field: "upload.size") }
    if let field = Self.fault(in: members) {
      return Self.error(400, 2204, "You have provided an invalid parameter.", field: field)
    }
    guard size <= quota else {
      return Self.error(403, 4101, "You have exceeded your upload quota. Please upgrade your plan.")
    }
    count += 1
    let details = Dictionary(uniqueKeysWithValues: members.filter { $0.name != "upload" }.map { ($0.name, $0.value) })
    let video = Video(id: "\(900_000_000 + count)", size: Int(size), created: now, details: details)
    videos.append(video)
    return Self.reply(written(video, host: request["host"] ?? ""))
  }

  private static func fault(in members: [JSON.Member]) -> String? {
    members.first { member in
      let text = member.value.text
      switch member.name {
      case "upload": return false
      case "name": return !(1...128).contains(text?.utf16.count ?? 0)
      case "description": return (text?.utf16.count ?? 9999) > 5000
      case "privacy":
        guard let parts = member.value.members else { return true }
        return parts.contains { part in
          switch part.name {
          case "view": !["anybody", "unlisted", "nobody", "password"].contains(part.value.text ?? "")
          case "embed": !["public", "private"].contains(part.value.text ?? "")
          case "download": part.value.flag == nil
          default: true
          }
        }
      default: return true
      }
    }?.name
  }

  private mutating func answer(_ request: StandInRequest, _ steps: [String], videoAt index: Int) -> Answer {
    switch (request.method, steps) {
    case ("GET", []): return Self.reply(written(videos[index], host: request["host"] ?? ""))
    case ("PATCH", []):
      guard let members = (try? JSON.read(request.body))?.members, Self.fault(in: members) == nil else {
        return Self.error(400, 2204, "You have provided an invalid parameter.")
      }
      for member in members { videos[index].details[member.name] = member.value }
      return Self.reply(written(videos[index], host: request["host"] ?? ""))
    case ("DELETE", []):
      videos.remove(at: index)
      return .reply([], status: 204)
    case ("GET", ["texttracks"]):
      let list = videos[index].tracks.enumerated().map { Self.written($0.element, $0.offset, of: videos[index]) }
      return Self.reply(.object([.init("data", .array(list))]))
    case ("POST", ["texttracks"]):
      guard let body = try? JSON.read(request.body), body["type"] == .text("captions"), let language = body["language"]?.text,
        body["name"]?.text?.isEmpty == false, body.members?.count == 3
      else { return Self.error(400, 2204, "You have provided an invalid parameter.", field: "type") }
      videos[index].tracks.append(Track(language: language))
      let number = videos[index].tracks.count - 1
      let link = JSON.Member("link", .text("http://\(request["host"] ?? "")/tracks/\(videos[index].id)/\(number)"))
      let track = Self.written(videos[index].tracks[number], number, of: videos[index])
      return .json(JSON.object((track.members ?? []) + [link]).source, status: 201)
    case ("PATCH", let steps) where steps.count == 2 && steps[0] == "texttracks":
      guard let number = Int(steps[1]), videos[index].tracks.indices.contains(number), let body = try? JSON.read(request.body),
        let isActive = body["active"]?.flag, body.members?.count == 1
      else { return Self.error(404, 5000, "The requested resource couldn't be found.") }
      videos[index].tracks[number].isActive = isActive
      return Self.reply(Self.written(videos[index].tracks[number], number, of: videos[index]))
    case ("GET", ["tags"]):
      let list = videos[index].tags.map { JSON.object([.init("tag", .text($0))]) }
      return Self.reply(.object([.init("data", .array(list))]))
    case ("PUT", ["tags"]):
      guard let list = (try? JSON.read(request.body))?.array, list.count <= 20, list.allSatisfy({ $0["name"]?.text != nil })
      else {
        return Self.error(400, 2204, "You have provided an invalid parameter.", field: "tags")
      }
      for tag in list.compactMap({ $0["name"]?.text }) where !videos[index].tags.contains(tag) { videos[index].tags.append(tag) }
      return Self.reply(.object([]))
    case ("DELETE", let steps) where steps.count == 2 && steps[0] == "tags":
      videos[index].tags.removeAll { $0 == FormText.plain(steps[1]) }
      return .reply([], status: 204)
    default: return Self.error(404, 5000, "The requested resource couldn't be found.")
    }
  }

  // MARK: - Captions

  private static func written(_ track: Track, _ number: Int, of video: Video) -> JSON {
    .object([
      .init("uri", .text("/videos/\(video.id)/texttracks/\(number)")), .init("language", .text(track.language)),
      .init("active", .flag(track.isActive)),
    ])
  }

  private mutating func takeTrack(_ request: StandInRequest) -> Answer {
    let steps = request.steps
    // The key of the account is none of this server's business.
    guard request.method == "PUT", request["authorization"] == nil, steps.count == 3, let number = Int(steps[2]),
      let index = videos.firstIndex(where: { $0.id == steps[1] }), videos[index].tracks.indices.contains(number)
    else { return .reply([], status: 403) }
    videos[index].tracks[number].text = request.text
    return .reply([])
  }

  // MARK: - Uploads

  private mutating func tus(_ request: StandInRequest) -> Answer {
    guard request["tus-resumable"] == "1.0.0" else { return .reply([], status: 412, headers: ["Tus-Version: 1.0.0"]) }
    // The key of the account is none of the upload servers' business.
    guard request["authorization"] == nil else { return .reply([], status: 400) }
    guard let index = videos.firstIndex(where: { $0.path == request.path && !$0.linkIsGone }) else {
      return .reply([], status: 404)
    }
    let size = videos[index].size
    switch request.method {
    case "HEAD": break
    case "PATCH":
      guard request["content-type"] == "application/offset+octet-stream" else { return .reply([], status: 415) }
      guard request["upload-offset"] == "\(videos[index].bytes.count)" else { return .reply([], status: 409) }
      guard videos[index].bytes.count + request.body.count <= size else { return .reply([], status: 413) }
      videos[index].bytes += request.body
    default: return .reply([], status: 405)
    }
    var headers = ["Tus-Resumable: 1.0.0", "Upload-Offset: \(videos[index].bytes.count)"]
    if request.method == "HEAD" { headers += ["Upload-Length: \(size)", "Cache-Control: no-store"] }
    return .reply([], status: request.method == "HEAD" ? 200 : 204, headers: headers)
  }

  // MARK: - Forms

  private func written(_ video: Video, host: String) -> JSON {
    let status = video.isUploaded ? "complete" : "in_progress"
    var upload = [
      JSON.Member("status", .text(status)), .init("approach", .text("tus")), .init("size", .integer(Int64(video.size))),
    ]
    if !video.isUploaded { upload.append(.init("upload_link", .text("http://\(host)\(video.path)"))) }
    return .object([
      .init("uri", .text("/videos/\(video.id)")), .init("name", video.details["name"] ?? .none),
      .init("link", .text("https://vimeo.com/\(video.id)/abcdef")),
      .init("player_embed_url", .text("https://player.vimeo.com/video/\(video.id)?h=abcdef&app_id=1")),
      .init("created_time", .text(Self.date(video.created))), .init("upload", .object(upload)),
      .init("transcode", .object([.init("status", .text(video.transcode))])),
      .init("privacy", video.details["privacy"] ?? .none), .init("stats", .object([.init("plays", .integer(video.plays))])),
    ])
  }

  package static func date(_ seconds: Int64) -> String {
    var moment = time_t(seconds)
    var parts = tm()
    gmtime_r(&moment, &parts)
    var text = [CChar](repeating: 0, count: 40)
    let count = strftime(&text, text.count, "%Y-%m-%dT%H:%M:%S+00:00", &parts)
    return String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func reply(_ body: JSON) -> Answer { .json(body.source) }

  package static func error(_ status: Int, _ code: Int, _ words: String, field: String? = nil, headers: [String] = []) -> Answer {
    var members = [
      JSON.Member("error", .text(words)), .init("link", .none), .init("developer_message", .text(words)),
      .init("error_code", .integer(Int64(code))),
    ]
    if let field { members.append(.init("invalid_parameters", .array([.object([.init("field", .text(field))])]))) }
    return .json(JSON.object(members).source, status: status, headers: headers)
  }
}
