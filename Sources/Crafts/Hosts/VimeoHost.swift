import Courier
import Pages
package import Production

/// Vimeo.
package final class VimeoHost: VideoHost {
  package let account: HostAccount
  let pieceSize: Int
  private var token: Credential?

  package init(_ account: HostAccount, pieceSize: Int = 8 << 20) {
    self.account = account
    self.pieceSize = pieceSize
  }

  var base: String { account.endpoint.isEmpty ? "https://api.vimeo.com" : account.endpoint }

  func talk(at dock: any HostDock) -> HostTalk { HostTalk(service: "Vimeo", host: account.name, dock: dock) }

  /// What is asked of a video.
  static let fields = "fields=uri,name,link,player_embed_url,upload.status,transcode.status,privacy.view,stats.plays"

  // MARK: - What is there

  package func look(at copy: HostedCopy, at dock: any HostDock) throws -> HostedCopy {
    let reply = try call(.get, "/videos/\(copy.id)?\(Self.fields)", at: dock)
    guard let video = reply.json else { throw talk(at: dock).odd(reply) }
    var copy = copy
    Self.tell(video, &copy)
    return copy
  }

  package func change(_ copy: HostedCopy, to details: PublishDetails, at dock: any HostDock) throws -> HostedCopy {
    let words = VimeoWords(details)
    let body = JSON.object(words.members + [.init("privacy", .object([.init("view", .text(words.view))]))])
    let reply = try call(.patch, "/videos/\(copy.id)?\(Self.fields)", body, at: dock)
    var copy = copy
    copy.note = words.note
    if let video = reply.json {
      Self.tell(video, &copy)
      copy.embedCode = Self.embedCode(video, copy.id, words, details.privacy)
    }
    copy.note = try tags(words, of: copy.id, replacing: true, at: dock) ?? copy.note
    return copy
  }

  package func remove(_ copy: HostedCopy, at dock: any HostDock) throws {
    do {
      _ = try call(.delete, "/videos/\(copy.id)", at: dock)
    } catch let problem as HostProblem where problem.cause == .gone {
      return
    }
  }

  /// Tags have an address of their own. A video without them is a video all the same: what goes wrong becomes a note.
  func tags(_ words: VimeoWords, of id: String, replacing: Bool, at dock: any HostDock) throws -> String? {
    do {
      if replacing, let old = try call(.get, "/videos/\(id)/tags?fields=tag", at: dock).json?["data"]?.array {
        for tag in old.compactMap({ $0["tag"]?.text }) where !words.tags.contains(tag) {
          _ = try call(.delete, "/videos/\(id)/tags/\(LinkPart.quoted(tag))", at: dock)
        }
      }
      guard !words.tags.isEmpty else { return nil }
      let list = words.tags.map { JSON.object([.init("name", .text($0))]) }
      _ = try call(.put, "/videos/\(id)/tags", .array(list), at: dock)
      return nil
    } catch let problem as HostProblem where !replacing || problem.cause != .key {
      return "Vimeo did not take the tags."
    }
  }

  // MARK: - What it tells

  /// The number at the end of "/videos/123456789", perhaps with a hash behind a colon.
  static func id(in uri: String?) -> String? {
    guard let uri, uri.hasPrefix("/videos/") else { return nil }
    let id = uri.dropFirst("/videos/".count).prefix { $0 != ":" }
    return (1...20).contains(id.utf8.count) && id.utf8.allSatisfy { (48...57).contains($0) } ? String(id) : nil
  }

  static func tell(_ video: JSON, _ copy: inout HostedCopy) {
    if let link = video["link"]?.text, WebLink(link) != nil { copy.link = link }
    switch (video["upload"]?["status"]?.text, video["transcode"]?["status"]?.text) {
    case ("error", _):
      copy.state = .failed
      copy.note = "The upload to Vimeo failed."
    case (_, "error"):
      copy.state = .failed
      copy.note = "Vimeo could not convert the video."
    case ("in_progress", _): copy.state = .uploading
    case (_, "complete"): copy.state = .ready
    default: copy.state = .processing
    }
    if let plays = video["stats"]?["plays"]?.count { copy.views = HostViews(views: plays) }
  }

  /// Nobody but its owner sees a private one, on whatever page it stands. The address of an unlisted one has a hash in it.
  static func embedCode(_ video: JSON, _ id: String, _ words: VimeoWords, _ privacy: PublishDetails.Privacy) -> String? {
    guard privacy != .private else { return nil }
    let told = video["player_embed_url"]?.text.flatMap { $0.hasPrefix("https://player.vimeo.com/video/\(id)") ? $0 : nil }
    return EmbedCode.frame(of: told ?? "https://player.vimeo.com/video/\(id)", title: words.name, width: 640, height: 360)
  }

  // MARK: - Asking

  func headers(at dock: any HostDock) throws -> [CourierHeader] {
    let token = try token ?? dock.secret(account.key)
    self.token = token
    return [
      CourierHeader("Authorization", prefix: "Bearer ", token),
      CourierHeader("Accept", "application/vnd.vimeo.*+json;version=3.4"),
    ]
  }

  func request(
    _ method: CourierRequest.Method, _ path: String, _ body: JSON? = nil, at dock: any HostDock
  ) throws -> CourierRequest {
    var headers = try headers(at: dock)
    if body != nil { headers.append(CourierHeader("Content-Type", "application/json")) }
    return CourierRequest(method, base + path, headers: headers, body: body.map { Array($0.source.utf8) } ?? [])
  }

  /// What may be asked twice.
  func call(
    _ method: CourierRequest.Method, _ path: String, _ body: JSON? = nil, at dock: any HostDock
  ) throws -> CourierReply {
    let talk = talk(at: dock)
    return try talk.ask(request(method, path, body, at: dock)) { VimeoTrouble($0).problem(talk) }
  }
}

/// A video's words within Vimeo's limits.
struct VimeoWords {
  let name: String
  let description: String
  let tags: [String]
  let view: String
  let note: String

  init(_ details: PublishDetails, job: JobName? = nil) {
    let title = HostText.line(details.title)
    name = HostText.fitted(title.isEmpty ? job.map { "\($0)" } ?? "Video" : title, to: 128, by: \.utf16.count)
    description = HostText.fitted(HostText.lines(details.description), to: 5000, by: \.utf16.count)
    let all = details.tags.map { HostText.fitted(HostText.line($0), to: 128, by: \.utf16.count) }.filter { !$0.isEmpty }
    tags = Array(all.prefix(20))
    note = all.count > 20 ? "Vimeo takes twenty tags, so these were left out: \(HostText.listed(Array(all.dropFirst(20))))." : ""
    view =
      switch details.privacy {
      case .public: "anybody"
      case .unlisted: "unlisted"
      case .private: "nobody"
      }
  }

  var members: [JSON.Member] { [.init("name", .text(name)), .init("description", .text(description))] }
}

/// An answer of Vimeo that is none that was hoped for.
struct VimeoTrouble {
  let reply: CourierReply
  let code: Int64
  let words: String

  init(_ reply: CourierReply) {
    self.reply = reply
    let json = reply.isSuccess ? nil : reply.json
    code = json?["error_code"]?.count ?? 0
    let parameters = (json?["invalid_parameters"]?.array ?? []).prefix(5).compactMap { $0["field"]?.text }
    let text = [json?["error"]?.text, json?["developer_message"]?.text].compactMap { $0 }
    words = ([code == 0 ? "" : "\(code)"] + text + parameters).filter { !$0.isEmpty }.joined(separator: "; ")
  }

  /// The codes of a used-up plan are in no public list that is whole, so its words count too.
  private var isFull: Bool {
    guard [400, 403, 413].contains(reply.status) else { return false }
    let words = words.lowercased()
    return [4101, 4102].contains(code) || ["quota", "storage", "upload limit", "allotment"].contains { words.contains($0) }
  }

  /// Nil where nothing is wrong.
  func problem(_ talk: HostTalk) -> HostProblem? {
    let detail = HostTalk.detail(reply, words)
    switch reply.status {
    case 200...299: return nil
    case 401:
      return talk.key(
        "Vimeo refuses the token of the host \"\(talk.host)\".", wayOut: "Make a new token at Vimeo and set it.", detail: detail)
    case 400...413 where isFull || reply.status == 402:
      return HostProblem(
        .full,
        Refusal(
          "The plan at Vimeo has no room or no uploads left.",
          wayOut: "Wait until it has again, remove videos there, or take a larger plan.", detail: detail))
    case 403:
      return talk.key(
        "The token of the host \"\(talk.host)\" may not do this at Vimeo.",
        wayOut: "Make a token with the scopes public, private, upload, edit, delete and stats.", detail: detail)
    // Said by Vimeo itself, and not by a server before it that does not know the way.
    case 404, 410: return code != 0 ? talk.gone(reply) : talk.odd(reply, words)
    case 429: return talk.busy(reply, pause: pause(now: talk.dock.now), detail: words)
    case 408, 409, 423, 425, 500...: return talk.busy(reply, detail: words)
    case 400...: return talk.unfit(reply, words)
    default: return talk.odd(reply, words)
    }
  }

  /// Vimeo says by a date until when it counts.
  private func pause(now: Int64) -> Duration? {
    guard reply.headers["retry-after"] == nil, let date = reply.headers["x-ratelimit-reset"],
      let moment = RateLimitDate.seconds(of: date)
    else { return nil }
    return .seconds(min(max(1, moment - now), 900))
  }
}

/// "2026-11-22T20:15:30+00:00"
enum RateLimitDate {
  static func seconds(of text: String) -> Int64? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T") else { return nil }
    func number(_ range: Range<Int>) -> Int64? { Int64(String(decoding: bytes[range], as: UTF8.self)) }
    guard let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19), (0...23).contains(hour),
      (0...59).contains(minute), (0...60).contains(second), let day = CivilDay(String(decoding: bytes[..<10], as: UTF8.self))
    else { return nil }
    var zone = String(decoding: bytes[19...], as: UTF8.self)
    if zone.hasPrefix("."), let end = zone.firstIndex(where: { "Z+-".contains($0) }) { zone = String(zone[end...]) }
    guard let shift = shift(zone) else { return nil }
    return Int64(day.number) * 86_400 + hour * 3600 + minute * 60 + second - shift
  }

  private static func shift(_ zone: String) -> Int64? {
    if zone == "Z" { return 0 }
    let parts = zone.dropFirst().split(separator: ":")
    guard let sign = zone.first, "+-".contains(sign), parts.count == 2, let hours = Int64(parts[0]),
      let minutes = Int64(parts[1]),
      (0...14).contains(hours), (0...59).contains(minutes)
    else { return nil }
    return (sign == "-" ? -1 : 1) * (hours * 3600 + minutes * 60)
  }
}
