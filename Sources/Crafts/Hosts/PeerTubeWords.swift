import Courier
import Pages
import Production

/// A video's words within the server's limits.
struct PeerTubeWords {
  let name: String
  let description: String?
  let tags: [String]
  let privacy: Int64
  /// What was left out of them.
  let note: String

  init(_ details: PublishDetails, job: JobName? = nil) {
    let title = HostText.line(details.title)
    let name = title.isEmpty ? job.map { "\($0)" } ?? "Video" : title
    self.name = HostText.fitted(name.count < 3 ? "Video \(name)" : name, to: 120, by: Self.length)
    let text = HostText.lines(details.description)
    description = text.count < 3 ? nil : HostText.fitted(text, to: 10_000, by: Self.length)
    var kept: [String] = []
    var left: [String] = []
    for tag in details.tags.map(HostText.line) where !tag.isEmpty {
      let short = HostText.fitted(tag, to: 30, by: Self.length)
      if short.count < 2 || kept.count == 5 { left.append(tag) } else if !kept.contains(short) { kept.append(short) }
    }
    tags = kept
    note =
      left.isEmpty ? "" : "PeerTube takes five tags of at least two letters, so these were left out: \(HostText.listed(left))."
    privacy =
      switch details.privacy {
      case .public: 1
      case .unlisted: 2
      case .private: 3
      }
  }

  static func length(_ text: String) -> Int { text.unicodeScalars.count }

  /// An empty text is said only where another may have been there before.
  func members(isChange: Bool) -> [JSON.Member] {
    var members = [JSON.Member("name", .text(name)), .init("privacy", .integer(privacy))]
    if let description { members.append(.init("description", .text(description))) }
    if description == nil, isChange { members.append(.init("description", .none)) }
    if !tags.isEmpty || isChange { members.append(.init("tags", .array(tags.map { .text($0) }))) }
    return members
  }
}

/// An answer of the server that is none that was hoped for.
struct PeerTubeTrouble {
  let reply: CourierReply
  let code: String
  let words: String

  init(_ reply: CourierReply) {
    self.reply = reply
    let json = reply.isSuccess ? nil : reply.json
    code = String((json?["code"]?.text ?? "").prefix(60))
    let names = (json?["invalid-params"]?.members ?? []).map(\.name).prefix(5).joined(separator: ", ")
    let text = json?["detail"]?.text ?? json?["error"]?.text ?? json?["title"]?.text ?? ""
    words = [code, text, names].filter { !$0.isEmpty }.joined(separator: "; ")
  }

  /// Said by the server itself, and not by one before it that does not know the way.
  private var isOwn: Bool { reply.json?["detail"] != nil || reply.json?["error"] != nil }

  /// A rule of the server's own does not let the file in.
  var isFilter: Bool { reply.status == 403 && code.isEmpty }

  /// Nil where nothing is wrong.
  func problem(_ talk: HostTalk) -> HostProblem? {
    switch (reply.status, code) {
    case (200...299, _): nil
    case (_, "quota_reached"):
      HostProblem(
        .full,
        Refusal(
          "The space of the user at PeerTube is used up.",
          wayOut: "Remove videos there, or ask its administrator for more space.",
          detail: HostTalk.detail(reply, words)))
    case (413, _):
      HostProblem(
        .unfit,
        Refusal(
          "The PeerTube server takes no file as large as this.", wayOut: "Publish it on another host, or in a smaller size.",
          detail: HostTalk.detail(reply, words)))
    case (401, _): PeerTubeHost.refused(talk, detail: HostTalk.detail(reply, words))
    case (403, _):
      talk.key(
        "The user at PeerTube may not do this.",
        wayOut: "Give the user of the host \"\(talk.host)\" the right to it, at PeerTube.",
        detail: HostTalk.detail(reply, words))
    case (404, _), (410, _): isOwn ? talk.gone(reply) : talk.odd(reply, words)
    case (408, _), (409, _), (425, _), (429, _), (500..., _): talk.busy(reply, detail: words)
    case (400..., _): talk.unfit(reply, words)
    default: talk.odd(reply, words)
    }
  }

  func loginProblem(_ talk: HostTalk) -> HostProblem? {
    switch (reply.status, code) {
    case (200...299, _): nil
    case (401, "missing_two_factor"), (400, "missing_two_factor"):
      talk.key(
        "PeerTube asks the user of the host \"\(talk.host)\" for a second factor.",
        wayOut: "Use a user of its own for this service, without a second factor.", detail: HostTalk.detail(reply, code))
    case (400, _), (401, _), (403, _): PeerTubeHost.refused(talk, detail: HostTalk.detail(reply, code))
    default: problem(talk)
    }
  }
}
