import Digests
import Pages
package import Production

/// Views that somebody has as a table (CSV) or as lines of JSON: one view each, its columns called as people call them.
package struct ViewTable {
  private var digests: KeyedDigest
  private var marks: ViewerMarks
  package private(set) var rows = 0
  /// The rows of which nothing could be made: the first of them, and how many there are.
  package private(set) var mistakes: [(line: Int, why: String)] = []
  package private(set) var bad = 0

  package init(key: [UInt8], marks: ViewerMarks) {
    digests = KeyedDigest(key: key)
    self.marks = marks
  }

  /// What went wrong with asking for salts, where something did.
  package var trouble: (any Error)? { marks.trouble }

  /// What a row must have, in words for people.
  package static let needs =
    "video, time, and percent or completed; and perhaps viewer, device, browser, campaign, cta, like, share"

  package mutating func read(csv bytes: [UInt8], each use: (ViewFragment) -> Void) {
    var header: [Column?]?
    for row in TableText(bytes) {
      guard let columns = header else {
        header = row.cells.map { Column(named: $0) }
        continue
      }
      var values: [Column: String] = [:]
      for (column, cell) in zip(columns, row.cells) { if let column, !cell.isEmpty { values[column] = cell } }
      if values.isEmpty { continue }
      take(values, line: row.line, use)
    }
  }

  package mutating func read(lines bytes: [UInt8], each use: (ViewFragment) -> Void) {
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      let line = Array(line)
      if line.allSatisfy({ $0 <= 0x20 }) { continue }
      guard let members = try? JSON.read(line, atMost: 1 << 16).members else {
        note(index + 1, "no JSON object")
        continue
      }
      var values: [Column: String] = [:]
      for member in members {
        guard let column = Column(named: member.name), let text = Self.text(member.value) else { continue }
        values[column] = text
      }
      take(values, line: index + 1, use)
    }
  }

  private static func text(_ value: JSON) -> String? {
    switch value {
    case .text(let text): text
    case .integer(let number): String(number)
    case .decimal(let number): number
    case .flag(let flag): flag ? "true" : nil
    case .object, .array, .none: nil
    }
  }

  private mutating func note(_ line: Int, _ why: String) {
    bad += 1
    if mistakes.count < 50 { mistakes.append((line, why)) }
  }

  private mutating func take(_ values: [Column: String], line: Int, _ use: (ViewFragment) -> Void) {
    rows += 1
    guard let video = values[.video]?.shortened else { return note(line, "it names no video") }
    guard let second = Self.second(values[.time] ?? "") else {
      return note(line, "it has no time such as 2026-01-31 10:15:42")
    }
    let percent = values[.percent].flatMap(Self.percent) ?? (Self.isYes(values[.completed]) ? 100 : nil)
    if values[.percent] != nil, percent == nil { return note(line, "its percent is no number from 0 to 100") }
    let viewer = values[.viewer] ?? ""
    // Of the same row the same number, so that a table dropped twice counts once. Its first bit keeps it from being none.
    let page = digest("row \(values[.view] ?? "\(second) \(viewer) \(video)")") | 1
    let mark = marks.digest(of: Array("viewer \(viewer)".utf8), day: marks.day(of: second))
    var fragment = ViewFragment(video: video, viewer: mark ?? digest("stranger \(page)"), at: second)
    fragment.page = page
    fragment.marks = [.started]
    if let percent { fragment.marks.formUnion(.reached(upTo: percent)) }
    if Self.isYes(values[.cta]) { fragment.marks.insert(.cta) }
    if Self.isYes(values[.like]) { fragment.marks.insert(.liked) }
    if Self.isYes(values[.share]) { fragment.marks.insert(.shared) }
    fragment.origin = ViewOrigin(
      words: [.device, .browser, .site, .source, .medium, .campaign, .quality, .country].map { (values[$0] ?? "").shortened })
    use(fragment)
  }

  private mutating func digest(_ text: String) -> UInt64 { digests.digest(of: Array(text.utf8)) }

  private static func second(_ text: String) -> Int64? {
    let bytes = Array(text.utf8)
    let found = LogClock().any(bytes.span.bytes, Field(start: 0, end: bytes.count))
    return (1...(1 << 35)).contains(found) ? found : nil
  }

  /// "45", "45 %", "45.5".
  private static func percent(_ text: String) -> Int? {
    let digits = text.filter { !$0.isWhitespace && $0 != "%" }
    guard let number = Double(digits), (0...100).contains(number) else { return nil }
    return Int(number)
  }

  private static func isYes(_ text: String?) -> Bool {
    guard let text = text?.lowercased() else { return false }
    return ["yes", "true", "y", "x", "done"].contains(text) || (Int(text) ?? 0) > 0
  }

  private enum Column: Hashable {
    case view, video, time, viewer, percent, completed, device, browser, site, source, medium, campaign, quality, country, cta,
      like
    case share

    init?(named name: String) {
      let letters = String(name.lowercased().filter(\.isLetter))
      guard let found = Self.names.first(where: { $0.names.contains(letters) }) else { return nil }
      self = found.column
    }

    private static let names: [(column: Column, names: [String])] = [
      (.view, ["view", "viewid", "id", "session", "sessionid"]), (.video, ["video", "videoname", "title", "name", "file"]),
      (.time, ["time", "timestamp", "date", "datetime", "watchedat", "viewedat", "startedat"]),
      (.viewer, ["viewer", "viewerid", "visitor", "visitorid", "user", "userid", "email", "ip"]),
      (.percent, ["percent", "percentage", "watched", "watchedpercent", "percentwatched", "progress"]),
      (.completed, ["completed", "complete", "finished"]), (.device, ["device", "devicetype"]), (.browser, ["browser"]),
      (.site, ["site", "referrer", "referer", "page", "host"]), (.source, ["source", "utmsource"]),
      (.medium, ["medium", "utmmedium"]), (.campaign, ["campaign", "utmcampaign"]), (.quality, ["quality", "resolution"]),
      (.country, ["country", "countrycode"]),
      (.cta, ["cta", "ctaclicks", "ctaclicked", "clicked", "clicks"]), (.like, ["like", "likes", "liked"]),
      (.share, ["share", "shares", "shared"]),
    ]
  }
}
