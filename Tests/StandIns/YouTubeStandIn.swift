package import Pages

/// Google's servers for tokens, uploads and videos, as strict as the real ones: what they do not know, they refuse.
package struct YouTubeStandIn: HostStandIn {
  package let clientID: String
  package let clientSecret: String
  package var refreshToken: String
  /// The project was not audited: all its uploads become private.
  package var isUnaudited = false
  /// The token's scope lets it change captions.
  package var mayCaption = true
  package private(set) var refreshes = 0
  package private(set) var videos: [Video] = []
  private var sessions: [String: Session] = [:]
  private var tokens: Set<String> = []
  private var count = 0

  package struct Video: Sendable {
    package let id: String
    package let bytes: [UInt8]
    package var snippet: JSON
    package var status: JSON
    package var upload = "uploaded"
    package var reason: JSON.Member?
    package var views = 0
    /// By their language.
    package var captions: [String: String] = [:]
  }

  private struct Session: Sendable {
    let size: Int
    let snippet: JSON
    let status: JSON
    var bytes: [UInt8] = []
    var video: String?
  }

  package init(clientID: String = "client.apps", clientSecret: String = "GOC/+=&x", refreshToken: String = "1//re fresh") {
    self.clientID = clientID
    self.clientSecret = clientSecret
    self.refreshToken = refreshToken
  }

  package mutating func forgetTokens() { tokens = [] }
  package mutating func forgetSessions() { sessions = [:] }
  package mutating func remove(_ id: String) { videos.removeAll { $0.id == id } }
  package mutating func set(upload: String, reason: (name: String, value: String)? = nil, views: Int = 0) {
    for index in videos.indices {
      (videos[index].upload, videos[index].views) = (upload, views)
      videos[index].reason = reason.map { .init($0.name, .text($0.value)) }
    }
  }

  private static let piece = 256 << 10

  package mutating func answer(_ request: StandInRequest) -> Answer {
    if request.path == "/token" { return token(request) }
    guard let given = request["authorization"], given.hasPrefix("Bearer "), tokens.contains(String(given.dropFirst(7))) else {
      return Self.error(401, "authError", "Invalid Credentials", domain: "global")
    }
    switch (request.method, request.steps) {
    case ("POST", ["upload", "youtube", "v3", "videos"]): return begin(request)
    case ("PUT", ["upload", "youtube", "v3", "videos"]): return take(request)
    case ("POST", ["upload", "youtube", "v3", "captions"]): return caption(request)
    case ("GET", ["youtube", "v3", "channels"]):
      guard request.query == ["part": "id", "mine": "true"] else { return Self.error(400, "badRequest", "Not as it should be") }
      return Self.reply(.object([.init("items", .array([.object([.init("id", .text("UC1"))])]))]))
    case ("GET", ["youtube", "v3", "videos"]): return list(request.query)
    case ("PUT", ["youtube", "v3", "videos"]): return update(request)
    case ("DELETE", ["youtube", "v3", "videos"]):
      guard let index = videos.firstIndex(where: { $0.id == request.query["id"] }) else {
        return Self.error(404, "videoNotFound", "The video cannot be found.")
      }
      videos.remove(at: index)
      return .reply([], status: 204)
    default: return .reply(Array("Not Found".utf8), status: 404)
    }
  }

  private mutating func token(_ request: StandInRequest) -> Answer {
    let form = FormText.fields(request.text)
    guard request.method == "POST", request["content-type"] == "application/x-www-form-urlencoded",
      Set(form.keys) == ["client_id", "client_secret", "refresh_token", "grant_type"], form["grant_type"] == "refresh_token"
    else { return .json(#"{"error":"invalid_request"}"#, status: 400) }
    guard form["client_id"] == clientID, form["client_secret"] == clientSecret else {
      return .json(#"{"error":"invalid_client","error_description":"Unauthorized"}"#, status: 401)
    }
    guard form["refresh_token"] == refreshToken else {
      return .json(#"{"error":"invalid_grant","error_description":"Token has been expired or revoked."}"#, status: 400)
    }
    refreshes += 1
    tokens.insert("ya29.\(refreshes)")
    return .json(#"{"access_token":"ya29.\#(refreshes)","expires_in":3599,"scope":"s","token_type":"Bearer"}"#)
  }

  // MARK: - Uploads

  private mutating func begin(_ request: StandInRequest) -> Answer {
    guard request.query == ["uploadType": "resumable", "part": "snippet,status"],
      request["content-type"] == "application/json; charset=UTF-8", let body = try? JSON.read(request.body),
      let size = request["x-upload-content-length"].flatMap({ Int($0) }), request["x-upload-content-type"] == "video/mp4",
      let snippet = body["snippet"], let status = body["status"], body.members?.count == 2
    else { return Self.error(400, "badRequest", "Not as it should be") }
    if let reason = Self.fault(snippet, status) { return Self.error(400, reason, "The request is not valid.") }
    count += 1
    sessions["up\(count)"] = Session(size: size, snippet: snippet, status: status)
    return .reply(
      [],
      headers: ["Location: http://\(request["host"] ?? "")/upload/youtube/v3/videos?uploadType=resumable&upload_id=up\(count)"])
  }

  private static func fault(_ snippet: JSON, _ status: JSON) -> String? {
    let snippetNames = ["title", "description", "tags", "categoryId", "defaultLanguage", "defaultAudioLanguage"]
    let flags = ["selfDeclaredMadeForKids", "containsSyntheticMedia", "embeddable", "publicStatsViewable"]
    let title = snippet["title"]?.text ?? ""
    let text = snippet["description"]?.text ?? ""
    let tags = snippet["tags"]?.array?.compactMap(\.text) ?? []
    func isPlain(_ text: String) -> Bool { !text.contains("<") && !text.contains(">") }
    if !(1...100).contains(title.utf16.count) || !isPlain(title) { return "invalidTitle" }
    if text.utf8.count > 5000 || !isPlain(text) { return "invalidDescription" }
    let length = tags.reduce(0) { $0 + $1.utf16.count + ($1.contains(" ") ? 2 : 0) } + max(0, tags.count - 1)
    if length > 500 || tags.contains(where: { !isPlain($0) }) { return "invalidTags" }
    if snippet["categoryId"]?.text == nil { return "invalidCategoryId" }
    if !["private", "unlisted", "public"].contains(status["privacyStatus"]?.text ?? "") { return "invalidVideoMetadata" }
    let isKnown =
      (snippet.members ?? []).allSatisfy { snippetNames.contains($0.name) }
      && (status.members ?? []).allSatisfy {
        ["privacyStatus", "license"].contains($0.name) || flags.contains($0.name) && $0.value.flag != nil
      }
    return isKnown ? nil : "badRequest"
  }

  private mutating func take(_ request: StandInRequest) -> Answer {
    guard let id = request.query["upload_id"], var session = sessions[id] else {
      return .reply(Array("Not Found".utf8), status: 404)
    }
    if let video = videos.first(where: { $0.id == session.video }) { return Self.reply(written(video)) }
    guard let range = request.contentRange, range.size == session.size else { return Self.error(400, "badRequest", "no range") }
    if let first = range.first, let last = range.last {
      guard request["content-type"] == "video/mp4", request.isCut || request.body.count == last - first + 1,
        last + 1 == session.size || (last - first + 1) % Self.piece == 0, first == session.bytes.count
      else { return Self.error(400, "badRequest", "not a piece") }
      session.bytes += request.body
      // What did not come whole is kept in whole pieces.
      if request.isCut { session.bytes = Array(session.bytes.prefix(session.bytes.count / Self.piece * Self.piece)) }
    } else if !request.body.isEmpty {
      return Self.error(400, "badRequest", "a body without a place")
    }
    sessions[id] = session
    guard session.bytes.count == session.size else {
      return .reply(
        [], status: 308, headers: session.bytes.isEmpty ? [] : ["Range: bytes=0-\(session.bytes.count - 1)"])
    }
    let video = Video(id: "vid_-\(count)AbCdEf", bytes: session.bytes, snippet: session.snippet, status: session.status)
    videos.append(video)
    sessions[id]?.video = video.id
    return Self.reply(written(video))
  }

  // MARK: - Videos

  private mutating func caption(_ request: StandInRequest) -> Answer {
    guard mayCaption else { return Self.error(403, "insufficientPermissions", "Request had insufficient authentication scopes.") }
    guard request.query == ["uploadType": "multipart", "part": "snippet"],
      let parts = PartedText.parts(request, "multipart/related"), parts.count == 2,
      let snippet = (try? JSON.read(Array(parts[0].body.utf8)))?["snippet"], let language = snippet["language"]?.text,
      snippet["name"]?.text != nil, parts[1].body.hasPrefix("WEBVTT")
    else { return Self.error(400, "badRequest", "Not as it should be") }
    guard let index = videos.firstIndex(where: { $0.id == snippet["videoId"]?.text }) else {
      return Self.error(404, "videoNotFound", "The video cannot be found.")
    }
    guard videos[index].captions[language] == nil else { return Self.error(409, "captionExists", "There is such a track.") }
    videos[index].captions[language] = parts[1].body
    return Self.reply(.object([.init("kind", .text("youtube#caption")), .init("id", .text("c1"))]))
  }

  private func list(_ query: [String: String]) -> Answer {
    guard let parts = query["part"]?.split(separator: ","), !parts.isEmpty, let id = query["id"] else {
      return Self.error(400, "missingRequiredParameter", "part, id")
    }
    let items = videos.filter { $0.id == id }.map { video in
      JSON.object(written(video).members?.filter { $0.name == "id" || parts.contains(Substring($0.name)) } ?? [])
    }
    return Self.reply(.object([.init("kind", .text("youtube#videoListResponse")), .init("items", .array(items))]))
  }

  private mutating func update(_ request: StandInRequest) -> Answer {
    guard request.query == ["part": "snippet,status"], request["content-type"] == "application/json; charset=UTF-8",
      let body = try? JSON.read(request.body), body.members?.map(\.name) == ["id", "snippet", "status"],
      let snippet = body["snippet"], let status = body["status"]
    else { return Self.error(400, "badRequest", "Not as it should be") }
    guard let index = videos.firstIndex(where: { $0.id == body["id"]?.text }) else {
      return Self.error(404, "videoNotFound", "The video cannot be found.")
    }
    if let reason = Self.fault(snippet, status) { return Self.error(400, reason, "The request is not valid.") }
    (videos[index].snippet, videos[index].status) = (snippet, status)
    return Self.reply(written(videos[index]))
  }

  private func written(_ video: Video) -> JSON {
    var status = (video.status.members ?? []).filter { $0.name != "privacyStatus" }
    status.append(.init("uploadStatus", .text(video.upload)))
    status.append(.init("privacyStatus", isUnaudited ? .text("private") : video.status["privacyStatus"] ?? .none))
    if let reason = video.reason { status.append(reason) }
    return .object([
      .init("kind", .text("youtube#video")), .init("id", .text(video.id)), .init("snippet", video.snippet),
      .init("status", .object(status)),
      .init("processingDetails", .object([.init("processingStatus", .text("processing"))])),
      .init(
        "statistics", .object([.init("viewCount", .text("\(video.views)")), .init("likeCount", .text("4"))])),
    ])
  }

  // MARK: - Forms

  private static func reply(_ body: JSON) -> Answer { .json(body.source) }

  package static func error(
    _ status: Int, _ reason: String, _ message: String, domain: String = "youtube.video", headers: [String] = []
  ) -> Answer {
    let one = JSON.object([.init("domain", .text(domain)), .init("reason", .text(reason)), .init("message", .text(message))])
    let error = JSON.object([
      .init("code", .integer(Int64(status))), .init("message", .text(message)), .init("errors", .array([one])),
    ])
    return .json(JSON.object([.init("error", error)]).source, status: status, headers: headers)
  }
}
