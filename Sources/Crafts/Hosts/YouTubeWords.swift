import Courier
import Pages
import Production

/// A video's words within YouTube's limits, and without the signs that it refuses.
struct YouTubeWords {
  let title: String
  let description: String
  let tags: [String]
  let note: String

  /// Education.
  static let category = "27"

  init(_ details: PublishDetails, job: JobName? = nil) {
    let title = HostText.line(Self.mild(details.title))
    self.title = HostText.fitted(title.isEmpty ? job.map { "\($0)" } ?? "Video" : title, to: 100, by: \.utf16.count)
    description = HostText.fitted(HostText.lines(Self.mild(details.description)), to: 5000, by: \.utf8.count)
    var kept: [String] = []
    var left: [String] = []
    var used = 0
    for tag in details.tags.map({ HostText.line(Self.mild($0).filter { $0 != "," && $0 != "\"" }) }) where !tag.isEmpty {
      if kept.contains(tag) { continue }
      // Between two of them stands a comma, and around one with a blank in it stand quotation marks; they count.
      let cost = tag.utf16.count + (tag.contains(" ") ? 2 : 0) + (kept.isEmpty ? 0 : 1)
      if used + cost <= 500 { (used, kept) = (used + cost, kept + [tag]) } else { left.append(tag) }
    }
    tags = kept
    note = left.isEmpty ? "" : "YouTube takes tags of 500 letters together, so these were left out: \(HostText.listed(left))."
  }

  private static func mild(_ text: String) -> String {
    String(text.map { $0 == "<" ? "‹" : $0 == ">" ? "›" : $0 })
  }

  func snippet(category: String) -> [JSON.Member] {
    [
      .init("title", .text(title)), .init("description", .text(description)), .init("tags", .array(tags.map { .text($0) })),
      .init("categoryId", .text(category)),
    ]
  }
}

/// An answer of Google that is none that was hoped for.
struct YouTubeTrouble {
  let reply: CourierReply
  let reason: String
  let words: String

  init(_ reply: CourierReply) {
    self.reply = reply
    let error = reply.isSuccess ? nil : reply.json?["error"]
    reason = String((error?["errors"]?.array?.first?["reason"]?.text ?? "").prefix(60))
    words = [reason, error?["message"]?.text ?? ""].filter { !$0.isEmpty }.joined(separator: "; ")
  }

  /// Nil where nothing is wrong.
  func problem(_ talk: HostTalk) -> HostProblem? {
    let detail = HostTalk.detail(reply, words)
    switch (reply.status, reason) {
    case (200...299, _): return nil
    case (_, "quotaExceeded"), (_, "dailyLimitExceeded"), (_, "uploadLimitExceeded"):
      let isChannel = reason == "uploadLimitExceeded"
      return HostProblem(
        .full,
        Refusal(
          isChannel
            ? "The channel at YouTube may take no more videos today."
            : "The requests that YouTube allows this service in a day are used up.",
          wayOut: "It is tried again after midnight in California; until then another host may take it.", detail: detail),
        pause: PacificTime.untilMidnight(from: talk.dock.now))
    case (_, "rateLimitExceeded"), (_, "userRateLimitExceeded"), (408, _), (409, _), (425, _), (429, _), (500..., _):
      return talk.busy(reply, detail: words)
    case (_, "youtubeSignupRequired"):
      return talk.key(
        "The account at Google has no channel at YouTube.", wayOut: "Make a channel at YouTube with that account.", detail: detail
      )
    case (_, "insufficientPermissions"):
      return talk.key(
        "The refresh token of the host \"\(talk.host)\" may not do this at YouTube.",
        wayOut: "Connect it again with the scope youtube: youtube.upload alone is not enough.", detail: detail)
    case (401, _), (403, _): return YouTubeHost.refused(talk, detail: detail)
    // Said by YouTube itself, and not by a server before it that does not know the way.
    case (404, _), (410, _): return reason.isEmpty ? talk.odd(reply, words) : talk.gone(reply)
    case (400..., _): return talk.unfit(reply, words)
    default: return talk.odd(reply, words)
    }
  }
}
