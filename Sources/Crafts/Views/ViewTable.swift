import Digests
import Pages
package import Production

/// Views that somebody has as a table (CSV) or as lines of JSON: one view each, its columns called as people call them.
package struct ViewTable {
  private var digests: KeyedDigest
  private var marks: ViewerMarks
  /// How many rows told the same of who watched what and when.
  private var alike: [UInt64: Int] = [:]
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

  package mutating func read(csv bytes: [UInt8], each use: (ViewFragment) throws -> Void) rethrows {
    var header: [ViewColumn?]?
    for row in TableText(bytes) {
      guard let columns = header else {
        header = ViewColumn.plainest(of: row.cells)
        continue
      }
      try take(columns, row.cells, line: row.line, use)
    }
  }

  package mutating func read(lines bytes: [UInt8], each use: (ViewFragment) throws -> Void) rethrows {
    var start = 0
    var number = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      number += 1
      try take(json: Array(bytes[start..<end]), line: number, use)
      start = end + 1
    }
  }

  private mutating func take(json bytes: [UInt8], line: Int, _ use: (ViewFragment) throws -> Void) rethrows {
    if bytes.allSatisfy({ $0 <= 0x20 }) { return }
    guard let members = try? JSON.read(bytes, atMost: 1 << 16).members else { return note(line, "no JSON object") }
    let texts = members.compactMap { member in Self.text(member.value).map { (member.name, $0) } }
    let columns = ViewColumn.plainest(of: texts.map(\.0))
    // An object without any of them is a row too: one that says nothing.
    if columns.allSatisfy({ $0 == nil }) {
      rows += 1
      return note(line, "it names no video")
    }
    try take(columns, texts.map(\.1), line: line, use)
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

  private mutating func take(
    _ columns: [ViewColumn?], _ cells: [String], line: Int, _ use: (ViewFragment) throws -> Void
  ) rethrows {
    var values: [ViewColumn: String] = [:]
    for (column, cell) in zip(columns, cells) where !cell.allSatisfy(\.isWhitespace) { if let column { values[column] = cell } }
    if values.isEmpty { return }
    rows += 1
    if let fragment = fragment(values, line: line) { try use(fragment) }
  }

  /// Nil, and a note of it, where a row is none.
  private mutating func fragment(_ values: [ViewColumn: String], line: Int) -> ViewFragment? {
    func isNone(_ why: String) -> ViewFragment? {
      note(line, why)
      return nil
    }
    guard let named = values[.video]?.shortened else { return isNone("it names no video") }
    // A job's name has no capitals; what else people call their videos stays as it is.
    let video = JobName(named.lowercased())?.text ?? named
    guard let second = Self.second(values) else { return isNone("it has no time such as 2026-01-31 10:15") }
    let percent = values[.percent].flatMap(Self.percent) ?? (Self.isYes(values[.completed]) ? 100 : nil)
    if values[.percent] != nil, percent == nil { return isNone("its percent is no number from 0 to 100") }
    // Numbers begin anew in each table, so they are only told apart together with the rest.
    let row = numbered("row \(values[.view] ?? values[.viewer] ?? "") \(second) \(video)", values, at: second)
    // Of the same row the same number, so that a table dropped twice counts once. Its first bit keeps it from being none.
    let page = digest(row) | 1
    var fragment = ViewFragment(video: video, viewer: viewer(values[.viewer], of: row, page, at: second), at: second)
    fragment.page = page
    fragment.marks = [.started]
    fragment.marks.formUnion(percent.map { .reached(upTo: $0) } ?? .unmeasured)
    if Self.isYes(values[.cta]) { fragment.marks.insert(.cta) }
    if Self.isYes(values[.like]) { fragment.marks.insert(.liked) }
    if Self.isYes(values[.share]) { fragment.marks.insert(.shared) }
    fragment.origin = ViewOrigin(
      words: [.device, .browser, .referrer, .source, .medium, .campaign, .quality, .country].map { (values[$0] ?? "").shortened })
    return fragment
  }

  /// Rows that look alike are views of their own, told apart by their order; but nobody begins the same video twice at one time of a day.
  private mutating func numbered(_ row: String, _ values: [ViewColumn: String], at second: Int64) -> String {
    let hasTime = second % 86_400 != 0
    if values[.view] != nil || (values[.viewer] != nil && hasTime) { return row }
    let key = digest(row)
    let before = alike[key, default: 0]
    alike[key] = before + 1
    return before == 0 ? row : "again \(before) \(row)"
  }

  /// Whoever is not named is nobody that is known from another row; nor is anybody of a day that has no salt any more.
  private mutating func viewer(_ name: String?, of row: String, _ page: UInt64, at second: Int64) -> UInt64 {
    guard let name else { return digest("viewer of \(row)") }
    return marks.digest(of: Array("viewer \(name)".utf8), day: second / 86_400) ?? digest("stranger \(page)")
  }

  private mutating func digest(_ text: String) -> UInt64 { digests.digest(of: Array(text.utf8)) }

  /// A day and a time may have columns of their own.
  private static func second(_ values: [ViewColumn: String]) -> Int64? {
    let (day, time) = (values[.day], values[.time])
    let whole = day.flatMap { day in time.map { "\(day) \($0)" } }
    return [whole, time, day].lazy.compactMap { $0.flatMap(TableClock.second) }.first
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
}
