import Digests
import Files
import FoundationEssentials
import Ledger
import Outbox
import Production
import Settings

extension Desk {
  /// Brings the reports up to date: that of all videos, those of the videos that a log told of, and of the campaigns, sites and people that
  /// these were for.
  func showViews(of videos: [String]) async throws {
    let ledger = house.ledger
    guard let most = try await ledger.viewReport(of: client.name) else { return }
    // Anybody may ask a server for pages that are not there: only what was made here, or is watched most, gets one of its own.
    let watched = Set(most.videos.map(\.name)).intersection(videos).union(
      try await ledger.ownVideos(among: videos, of: client.name))
    for video in watched.sorted() {
      if let report = try await ledger.viewReport(of: client.name, .video(video)) { try outbox.showViews(report) }
    }
    var shown: [ViewScope] = []
    let campaigns = try await ledger.changed(.campaign, of: client.name).map(ViewScope.campaign)
    for scope in campaigns + (try await ledger.changed(.site, of: client.name).map(ViewScope.site)) {
      guard let report = try await ledger.viewReport(of: client.name, scope) else { continue }
      try outbox.showViews(report)
      shown.append(scope)
    }
    try await showLeads(ofVideos: videos + watched)
    // Read directly before it is written: another log may have been counted meanwhile.
    if let all = try await ledger.viewReport(of: client.name) { try outbox.showViews(all, beside: shown) }
  }

  private func showLeads(ofVideos videos: [String]) async throws {
    var last: Int64 = 0
    while true {
      let leads = try await house.ledger.leads(ofVideos: videos, of: client.name, after: last)
      guard let end = leads.last else { return }
      for lead in leads {
        try outbox.showLead(try await house.ledger.story(of: lead))
        // They may have been forgotten meanwhile, and nothing looks for their pages again.
        if try await !house.ledger.isKnown(lead: lead.id) { try outbox.forgetPages(of: lead.id) }
      }
      last = end.id
    }
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
    let new = record.fact(ReadingFact.viewsNew).flatMap(Int.init) ?? log.views
    var lines = [
      "This is \(log.what). It has \(log.lines) lines, and tells of \(count(new, "view")) that \(new == 1 ? "was" : "were") not counted yet.",
      "Lines that were counted before, from this log or from another copy of it, change nothing.", "",
      "See reports/views.html, and reports/views/ for each video.", "",
    ]
    if let others = record.fact(ReadingFact.viewsOfOthers).flatMap(Int.init), others > 0 {
      lines += ["Left out, as other clients have videos of these names: \(count(others, "video")).", ""]
    }
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
    return Delivery(name: "\(count(new, "view")) counted - see reports.txt", bytes: bytes, digest: Digest(of: bytes))
  }

  private static func count(_ number: Int, _ what: String) -> String { number == 1 ? "1 \(what)" : "\(number) \(what)s" }
}

extension [UInt8] {
  /// In hexadecimal digits.
  var hex: String {
    flatMap { byte in [byte >> 4, byte & 15].map { String($0, radix: 16) } }.joined()
  }
}
