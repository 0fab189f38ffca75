import Files
import Production
import Testing

@testable import Outbox

/// What a small company's week looks like.
enum Samples {
  /// Wednesday 4 March 2026, 15:42 UTC.
  static let now = Moment(microseconds: 1_772_638_920_000_000)

  static func ago(_ minutes: Int) -> Moment { now.advanced(by: .seconds(-60 * minutes)) }

  static func job(_ name: String) throws -> JobName { try #require(JobName(name)) }

  static func card(
    _ name: String, _ state: JobState, changed minutes: Int, cost: Int64 = 0, priority: Priority = .normal, version: Int = 1,
    progress: Progress? = nil, note: Refusal? = nil
  ) throws -> JobCard {
    JobCard(
      name: try job(name), client: try #require(ClientName("acme")), state: state, priority: priority, version: version,
      created: ago(minutes + 20), changed: ago(minutes), cost: Money(microDollars: cost), progress: progress, note: note)
  }

  static func board() throws -> StatusBoard {
    StatusBoard(
      client: try #require(ClientName("acme")), at: now,
      jobs: [
        try card("how-compound-interest-works", .draft, changed: 12, version: 2),
        try card(
          "onboarding-for-new-colleagues", .overBudget, changed: 95,
          note: Refusal(
            "It would cost $1.20, and $0.85 of this month's budget is left.",
            wayOut: "Ask your administrator for a higher budget, or wait until 1 April.")),
        try card(
          "quarterly-figures", .rendering, changed: 3, cost: 140_000, priority: .high,
          progress: Progress(stage: .picture, fraction: 0.42, doing: "scene 4 of 9", timeLeft: .seconds(170))),
        try card(
          "why-we-moved-to-heat-pumps", .speaking, changed: 1,
          progress: Progress(stage: .voice, fraction: 0.7, doing: "Lerato, line 8", timeLeft: .seconds(24))),
        try card("safety-at-the-saw", .queued, changed: 0),
      ],
      recent: [
        try card(
          "minutes-of-the-meeting", .failed, changed: 64,
          note: Refusal(
            "The document has no text: it is a scan.",
            wayOut: "Save it with text recognition, or drop the original document.")),
        try card("what-is-inflation", .completed, changed: 130, cost: 90_000),
        try card("how-solar-panels-age", .completed, changed: 1500, cost: 120_000),
        try card("welcome-to-acme", .completed, changed: 2980),
        try card("old-price-list", .cancelled, changed: 3000),
      ],
      counts: [.draft: 1, .overBudget: 1, .rendering: 1, .speaking: 1, .queued: 1, .failed: 1, .completed: 42, .cancelled: 3],
      waiting: [WaitingDrop(name: "Annual report 2025.docx", reason: "It is still being copied: 3.4 MB so far.")],
      notices: ["The disk is nearly full: 1.9 GB are left. New drops wait until there is room."],
      diskFree: 1_930_000_000, spentThisMonth: Money(microDollars: 12_450_000))
  }

  static func emptyBoard() throws -> StatusBoard {
    StatusBoard(
      client: try #require(ClientName("acme")), at: now, jobs: [], recent: [], counts: [:], waiting: [], notices: [],
      diskFree: 213_000_000_000, spentThisMonth: .zero)
  }

  static func digest(_ byte: UInt8) throws -> Digest { try #require(Digest(bytes: [UInt8](repeating: byte, count: 32))) }

  static func story(_ name: String) throws -> JobStory {
    let video = Artifact(name: "video.mp4", digest: try digest(3), size: 3_400_000)
    return JobStory(
      card: try card(name, .finishing, changed: 1, cost: 140_000, version: 2), sourceName: "Zinsen <b>\u{202E}fdp.docx",
      sourceDigest: try digest(1), settings: .defaults,
      approvals: [
        Approval(decision: .reject, by: "Anna", at: ago(40), version: 1, textDigest: nil, notes: "Shorter,\nplease"),
        Approval(decision: .approve, by: "Anna", at: ago(10), version: 2, textDigest: try digest(2), notes: ""),
      ],
      stages: [
        ReceiptLine(
          stage: .voice, started: ago(9), ended: ago(8), attempts: 2, cost: Money(microDollars: 140_000),
          facts: ["words": "112", "engine": "kokoro"], artifacts: []),
        ReceiptLine(
          stage: .picture, started: ago(8), ended: ago(5), attempts: 1, cost: .zero, facts: [:], artifacts: [video]),
      ],
      outputs: [video], events: [])
  }

  static func provenance() -> Provenance {
    Provenance(
      versions: ["dropreel": "1.0", "x264": "164"], voices: ["Lerato": "heart", "Thabo": "kumo"],
      licences: ["Poppins": "OFL-1.1"], label: "The voices in this video are made by a computer.")
  }
}
