import Digests
import Files
import FoundationEssentials
import Ledger
import Outbox
import Production
import Settings

extension Desk {
  /// Brings the reports up to date: that of all videos, those of the videos that a log told of, and of the campaigns and people that these
  /// were for.
  func showViews(of videos: [String]) async throws {
    let ledger = house.ledger
    guard let all = try await ledger.viewReport(of: client.name) else { return }
    // Anybody may ask a server for pages that are not there: only videos that are watched get one of their own.
    let watched = Set(all.videos.map(\.name))
    for video in videos where watched.contains(video) {
      if let report = try await ledger.viewReport(of: client.name, .video(video)) { try outbox.showViews(report) }
    }
    var shown: [String] = []
    for campaign in try await ledger.changedCampaigns(of: client.name) {
      guard let report = try await ledger.viewReport(of: client.name, .campaign(campaign)) else { continue }
      try outbox.showViews(report)
      shown.append(campaign)
    }
    for lead in try await ledger.leads(ofVideos: videos, of: client.name) {
      try outbox.showLead(try await ledger.story(of: lead))
    }
    try outbox.showViews(all, campaigns: shown)
  }

  func viewLog(of record: JobRecord) -> ViewLog? { Self.viewLog(of: record, from: house.store) }

  private static func viewLog(of record: JobRecord, from store: ContentStore) -> ViewLog? {
    guard record.fact(ReadingFact.views) != nil,
      let artifact = record.results[.read]?.artifacts.first(where: { $0.name == ViewLog.summaryName }),
      let bytes = try? store.read(artifact.digest, atMost: 1 << 20)
    else { return nil }
    return try? JSONDecoder().decode(ViewLog.self, from: Data(bytes))
  }

  /// A log becomes no video: people are told what was counted of it, what was not, and where to look.
  static func viewsNote(_ record: JobRecord, from store: ContentStore) -> Delivery? {
    guard let log = viewLog(of: record, from: store) else { return nil }
    var lines = [
      "This is \(log.what). It has \(log.lines) lines, and what it tells of \(count(log.views, "view")) is counted.",
      "Lines that were counted before, from this log or from another copy of it, change nothing.", "",
      "See reports/views.html, and reports/views/ for each video.", "",
    ]
    if !log.unused.isEmpty {
      lines.append("Lines that are no views:")
      lines += log.unused.map { "  \($0.lines)  \($0.what)" } + [""]
    }
    if log.bad > 0 {
      lines.append("\(count(log.bad, "line")) could not be read:")
      lines += log.mistakes.map { "  line \($0.line): \($0.why)" }
      if log.bad > log.mistakes.count { lines.append("  and \(log.bad - log.mistakes.count) more") }
      lines.append("")
    }
    let bytes = Array(lines.joined(separator: "\n").utf8)
    return Delivery(name: "\(count(log.views, "view")) counted - see reports.txt", bytes: bytes, digest: Digest(of: bytes))
  }

  private static func count(_ number: Int, _ what: String) -> String { number == 1 ? "1 \(what)" : "\(number) \(what)s" }
}

extension [UInt8] {
  /// In hexadecimal digits.
  var hex: String {
    flatMap { byte in [byte >> 4, byte & 15].map { String($0, radix: 16) } }.joined()
  }
}
