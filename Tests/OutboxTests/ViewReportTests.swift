import Digests
import Production
import Testing

@testable import Outbox

/// Reports of views, as they lie in reports/.
@Suite struct ViewReportTests {
  private static func report(_ video: String?) throws -> ViewReport {
    var tally = ViewTally()
    (tally.views, tally.viewers, tally.measured, tally.percents, tally.completed) = (200, 150, 200, 9400, 40)
    (tally.ctas, tally.likes, tally.shares) = (12, 3, 1)
    tally.steps = (1...ViewMarks.steps).map { 200 - $0 * 8 }
    var report = ViewReport(client: try #require(ClientName("acme")), video: video, tally: tally)
    report.days = (10...28).map { ViewReport.Day(day: "2026-11-\($0)", views: $0 * 37 % 23) }
    report.counts[.device] = [.init(value: "phone", views: 120), .init(value: "computer", views: 80)]
    report.counts[.campaign] = [.init(value: "=1+1|<script>alert(1)</script>", views: 9)]
    report.counts[.hour] = (0..<24).map { .init(value: $0 < 10 ? "0\($0)" : "\($0)", views: $0 * 7 % 11) }
    if video == nil {
      report.videos = [.init(name: "how-compound-interest-works", tally: tally), .init(name: "../\"><b>odd", tally: tally)]
    }
    return report
  }

  @Test func theyLieInReportsAndAreBroughtUpToDate() throws {
    let share = try TestShare()
    var report = try Self.report(nil)
    try share.outbox.showViews(report)
    try share.outbox.showViews(try Self.report("demo"))
    let page = try #require(try share.text(at: "reports/views.html"))
    for words in ["200", "150", "47 %", "20 %", "href=\"./views/how-compound-interest-works.html\"", "2026-11-10"] {
      #expect(page.contains(words), "\(words)")
    }
    #expect(try share.text(at: "reports/views/demo.csv")?.contains("sum,views,200") == true)
    report.tally.views = 201
    try share.outbox.showViews(report)
    #expect(try share.text(at: "reports/views.csv")?.contains("sum,views,201") == true)
  }

  @Test func noTextOfAStrangerIsMarkupOrAFormula() throws {
    let share = try TestShare()
    try share.outbox.showViews(try Self.report(nil))
    let page = try #require(try share.text(at: "reports/views.html"))
    #expect(!page.contains("<script") && !page.contains("<b>odd") && !page.contains("href=\"../"))
    #expect(page.contains("&lt;script&gt;alert(1)"))
    let table = try #require(try share.text(at: "reports/views.csv"))
    #expect(table.contains("'=1+1") && !table.contains(",=1"))
  }

  @Test(arguments: [
    "\u{600},=1+1", "x\u{600}\",\"=1+1", "\"\u{301},=1+1", "'\u{301},=1+1", "a\u{200D},=1+1", "x;=1+1", "x;\"=1+1\"",
    "x; \u{301}=1+1",
    "x;;@SUM(1)", "\u{600}x", "=\u{301}1+1", "plain words",
  ])
  func aCellStaysOneCellAndNoFormula(_ text: String) throws {
    let share = try TestShare()
    var report = try Self.report("demo")
    report.counts = [.campaign: [.init(value: text, views: 9)]]
    try share.outbox.showViews(report)
    let table = try #require(try share.text(at: "reports/views/demo.csv"))
    let line = try #require(table.utf8.split(separator: 0x0A).map { Array($0) }.first { $0.starts(with: "campaign,".utf8) })
    // As RFC 4180 reads it, by byte.
    var cells: [[UInt8]] = [[]]
    var isQuoted = false
    for byte in line where byte != 0x0D {
      switch byte {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted: cells.append([])
      default: cells[cells.count - 1].append(byte)
      }
    }
    #expect(cells.count == 4 && cells[2] == Array("9".utf8))
    // As a spreadsheet reads it whose separator is the semicolon.
    let signs = Set("=+-@|".utf8)
    for part in line.split(separator: UInt8(ascii: ";")).dropFirst() {
      let first = part.first { !Set(" \"".utf8).contains($0) }
      #expect(first.map(signs.contains) != true, "\(String(decoding: part, as: UTF8.self))")
    }
    #expect((line.contains(UInt8(ascii: "\""))) == (text != "plain words"))
  }

  @Test func anOddNameTakesNobodysPlace() throws {
    let share = try TestShare()
    try share.outbox.showViews(try Self.report("how-it-works"))
    let mine = try #require(try share.text(at: "reports/views/how-it-works.html"))
    for odd in ["how:it:works", "how*it-works", " how-it-works", "how-it-works\u{200B}", "../how-it-works"] {
      try share.outbox.showViews(try Self.report(odd))
    }
    #expect(try share.text(at: "reports/views/how-it-works.html") == mine)
    var all = try Self.report(nil)
    all.videos = [.init(name: "how:it:works", tally: all.tally), .init(name: "how-it-works", tally: all.tally)]
    try share.outbox.showViews(all)
    let page = try #require(try share.text(at: "reports/views.html"))
    let links = page.matches(of: /href="\.\/(views\/[^"]+)"/).map { String($0.1) }
    #expect(links.count == 2 && Set(links).count == 2 && links[1] == "views/how-it-works.html")
    for link in links { #expect(try share.text(at: "reports/\(link)") != nil, "\(link)") }
  }

  @Test func thePolicyNamesBothSheets() {
    let digest = Digest(of: "\(ViewStyle.source)")
    #expect(
      ViewStyle.policy.contains("'sha256-\(StatusTests().base64(digest.bytes))'"),
      "after a change of the sheet, put its digest there")
    #expect(ViewStyle.policy.contains("'sha256-\(StatusTests().base64(Digest(of: "\(StatusStyle.source)").bytes))'"))
  }
}
