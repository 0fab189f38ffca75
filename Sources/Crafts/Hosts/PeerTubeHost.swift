import Courier
import Pages
package import Production

/// A PeerTube server. It makes all sizes of a film by itself, and shows it with a player of its own.
package final class PeerTubeHost: VideoHost {
  package let account: HostAccount
  let pieceSize: Int
  /// For this run only: it is good for a day.
  private var token: Credential?

  package init(_ account: HostAccount, pieceSize: Int = 8 << 20) {
    self.account = account
    self.pieceSize = pieceSize
  }

  var server: String { account.endpoint.hasSuffix("/") ? String(account.endpoint.dropLast()) : account.endpoint }
  var base: String { server + "/api/v1" }

  func talk(at dock: any HostDock) -> HostTalk { HostTalk(service: "PeerTube", host: account.name, dock: dock) }

  // MARK: - What is there

  package func look(at copy: HostedCopy, at dock: any HostDock) throws -> HostedCopy {
    let reply = try call(.get, "/videos/\(LinkPart.quoted(copy.id))", at: dock)
    guard let video = reply.json, let standing = PeerTubeVideo(video) else { throw talk(at: dock).odd(reply) }
    var copy = copy
    standing.tell(&copy)
    var views = HostViews(views: video["views"]?.count ?? 0, likes: video["likes"]?.count)
    // Not every user may see it, and a video without it is a video all the same.
    if let figures = try? call(.get, "/videos/\(LinkPart.quoted(copy.id))/stats/overall", at: dock, tries: 1).json {
      views.watchedSeconds = figures["totalWatchTime"]?.number
    }
    copy.views = views
    return copy
  }

  package func change(_ copy: HostedCopy, to details: PublishDetails, at dock: any HostDock) throws -> HostedCopy {
    let words = PeerTubeWords(details)
    _ = try call(.put, "/videos/\(LinkPart.quoted(copy.id))", .object(words.members(isChange: true)), at: dock)
    var copy = copy
    copy.embedCode = embedCode(copy.id, words, details.privacy)
    copy.note = words.note
    return copy
  }

  package func remove(_ copy: HostedCopy, at dock: any HostDock) throws {
    do {
      _ = try call(.delete, "/videos/\(LinkPart.quoted(copy.id))", at: dock)
    } catch let problem as HostProblem where problem.cause == .gone {
      return
    }
  }

  /// Nobody but its owner sees a private one, on whatever page it stands.
  func embedCode(_ id: String, _ words: PeerTubeWords, _ privacy: PublishDetails.Privacy) -> String? {
    privacy == .private ? nil : EmbedCode.frame(of: "\(server)/videos/embed/\(LinkPart.quoted(id))", title: words.name)
  }

  // MARK: - Asking

  func call(
    _ method: CourierRequest.Method, _ path: String, _ body: JSON? = nil, headers: [CourierHeader] = [],
    at dock: any HostDock, tries: Int = 4
  ) throws -> CourierReply {
    var body = body.map { (bytes: Array($0.source.utf8), type: "application/json") }
    if body == nil, method == .post { body = ([], "application/json") }
    return try call(method, path, bytes: body?.bytes ?? [], type: body?.type, headers: headers, at: dock, tries: tries)
  }

  /// The key is asked for anew where the server does not know it any more: once.
  func call(
    _ method: CourierRequest.Method, _ path: String, bytes: [UInt8], type: String?, headers: [CourierHeader] = [],
    at dock: any HostDock, tries: Int = 4
  ) throws -> CourierReply {
    let talk = talk(at: dock)
    for isLast in [false, true] {
      var all = headers + [CourierHeader("Accept", "application/json"), try authorization(at: dock)]
      if let type { all.append(CourierHeader("Content-Type", type)) }
      let request = CourierRequest(method, base + path, headers: all, body: bytes)
      let reply = try talk.ask(request, tries: tries) { $0.status == 401 && !isLast ? nil : PeerTubeTrouble($0).problem(talk) }
      if reply.status != 401 { return reply }
      forgetToken()
    }
    throw Self.refused(talk)
  }

  func authorization(at dock: any HostDock) throws -> CourierHeader {
    if let token { return CourierHeader("Authorization", prefix: "Bearer ", token) }
    let token = try login(at: dock)
    self.token = token
    return CourierHeader("Authorization", prefix: "Bearer ", token)
  }

  func forgetToken() { token = nil }

  static func refused(_ talk: HostTalk, detail: String = "") -> HostProblem {
    talk.key(
      "PeerTube refuses the user of the host \"\(talk.host)\".",
      wayOut: "Set its name and its password anew, in config.toml and in the secrets.", detail: detail)
  }

  private func login(at dock: any HostDock) throws -> Credential {
    let talk = talk(at: dock)
    let accept = CourierHeader("Accept", "application/json")
    let local = try talk.ask(CourierRequest(.get, base + "/oauth-clients/local", headers: [accept])) {
      // A server that is no PeerTube must not seem to be one on which nothing is.
      [404, 410].contains($0.status) ? talk.nowhere("HTTP \($0.status)") : PeerTubeTrouble($0).problem(talk)
    }
    guard let client = local.json, let id = client["client_id"]?.text, let secret = client["client_secret"]?.text else {
      throw talk.odd(local)
    }
    let form = Form(
      .plain("client_id", id), .plain("client_secret", secret), .plain("grant_type", "password"),
      .plain("username", account.user),
      .secret("password", try dock.secret(account.key)))
    let request = CourierRequest(
      .post, base + "/users/token", headers: [accept, CourierHeader("Content-Type", Form.contentType)], body: form.body)
    let reply = try talk.ask(request) { PeerTubeTrouble($0).loginProblem(talk) }
    guard let token = reply.json?["access_token"]?.text, !token.isEmpty else { throw talk.odd(reply) }
    return Credential(token)
  }
}

/// What the server tells of a video.
struct PeerTubeVideo {
  let uuid: String
  let shortUUID: String
  let state: Int64

  init?(_ video: JSON) {
    guard let uuid = video["uuid"]?.text, Self.isID(uuid), let state = video["state"]?["id"]?.integer else { return nil }
    self.uuid = uuid
    let short = video["shortUUID"]?.text ?? uuid
    shortUUID = Self.isID(short) ? short : uuid
    self.state = state
  }

  static func isID(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count) && LinkPart.quoted(text) == text
  }

  func tell(_ copy: inout HostedCopy) {
    if copy.link.hasSuffix("/w/\(uuid)") { copy.link = copy.link.dropLast(uuid.count) + shortUUID }
    switch state {
    case 1: copy.state = .ready
    case 7, 8, 11:
      copy.state = .failed
      copy.note = state == 7 ? "PeerTube could not convert the video." : "PeerTube could not put the video where it keeps videos."
    default: copy.state = .processing
    }
  }
}
