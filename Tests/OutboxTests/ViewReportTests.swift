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
    var report = ViewReport(client: ClientName("acme"), scope: video.map(ViewScope.video) ?? .all, tally: tally)
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

  @Test func campaignsAndPeopleHaveFoldersOfTheirOwn() throws {
    let share = try TestShare()
    var report = ViewReport(client: ClientName("acme"), scope: .campaign("../spring"), tally: try Self.report(nil).tally)
    report.knowsViewersAgain = true
    report.videos = [.init(name: "spring.0001", tally: report.tally)]
    try share.outbox.showViews(report)
    let name = ViewReportPage.fileName(of: "../spring")
    let page = try #require(try share.text(at: "reports/campaigns/\(name).html"))
    #expect(page.contains("Campaign ../spring") && page.contains("<span>viewers</span>") && !page.contains("href=\"./"))
    try share.outbox.showViews(try Self.report(nil), beside: [.campaign("../spring"), .site("shop.example.com")])
    let all = try #require(try share.text(at: "reports/views.html"))
    #expect(all.contains("href=\"./campaigns/\(name).html\"") && all.contains("daily viewers, summed"))
    #expect(all.contains("href=\"./sites/shop.example.com.html\""))
    report = ViewReport(client: ClientName("acme"), scope: .site("shop.example.com"), tally: report.tally)
    try share.outbox.showViews(report)
    #expect(try share.text(at: "reports/sites/shop.example.com.html")?.contains("Demos of shop.example.com") == true)
    // Nobody else's campaign has this file.
    #expect(name.hasPrefix("-spring-") && ViewReportPage.fileName(of: "-spring") == "-spring")
    try share.outbox.showLead(try Self.lead())
    let person = ViewReportPage.fileName(of: "Ann <b>Lee|> 7")
    #expect(person.hasPrefix("Ann -b-Lee-- 7-"))
    let lead = try #require(try share.text(at: "reports/leads/\(person).html"))
    #expect(lead.contains("Ann &lt;b&gt;Lee") && lead.contains("40 % played, clicked the button, on a phone, ZA"))
    #expect(lead.contains("with an e-mail to send"))
    #expect(try share.text(at: "reports/leads/\(person).csv")?.contains("2026-11-20T10:00:00Z") == true)
  }

  /// Days and marks are what they are said to be.
  @Test func aPageSaysWhichDaysItIsOfAndWhatIsKept() throws {
    var report = try Self.report("demo")
    func page() -> String { String(decoding: ViewReportPage(report).bytes(of: "html", named: []), as: UTF8.self) }
    #expect(page().contains("acme, all views so far") && page().contains("Views on each day with views"))
    #expect(page().contains("no address is kept") && page().contains("changes every day"))
    report.days = Array(report.days.suffix(2))
    #expect(page().contains("Views on the last 2 days with views"))
    report.period = ViewDays(since: "2026-11-01")
    #expect(page().contains("acme, views since 2026-11-01"))
    report.period.until = "2026-11-30"
    #expect(page().contains("acme, views from 2026-11-01 to 2026-11-30"))
    // Viewers who could be known again, but are added up day by day here.
    report.keepsSalt = true
    #expect(!page().contains("no address is kept") && page().contains("counts again") && !page().contains("changes every day"))
    report.knowsViewersAgain = true
    #expect(page().contains("the secret that these marks are made with is kept") && !page().contains("counts again"))
  }

  @Test func aPersonWhoseNameWasCorrectedHasOnePage() throws {
    let share = try TestShare()
    func pages() throws -> Set<String> { Set(try share.names(in: "reports/leads")) }
    try share.outbox.showLead(try Self.lead())
    let before = try pages()
    try share.put("mine", at: "reports/leads/notes about Ann 7.txt")
    try share.outbox.showLead(try Self.lead(called: "Ann Leigh"))
    let name = ViewReportPage.fileName(of: "Ann Leigh 7")
    let after = try pages()
    #expect(before.count == 3 && after == Set(["html", "csv", "json"].map { "\(name).\($0)" } + ["notes about Ann 7.txt"]))
    for page in ["\(name).html", "\(name) (2).csv", "Ann 7.json", "Ann 7 (13).html"] {
      #expect(LeadPage.isPage(page, of: 7), "\(page)")
    }
    for page in ["\(name).txt", "Ann 17.html", "Ann 7 (x).html", "Ann.html"] { #expect(!LeadPage.isPage(page, of: 7), "\(page)") }
    try share.outbox.forgetPages(of: 7)
    #expect(try pages() == ["notes about Ann 7.txt"])
  }

  @Test func pagesSayWhenTheyWereWritten() throws {
    let at = Moment(microseconds: 1_795_168_800_000_000)
    let (report, lead) = (ViewReportPage(try Self.report("demo"), asOf: at), LeadPage(try Self.lead(), asOf: at))
    for bytes in [report.bytes(of: "html", named: []), lead.bytes(of: "html", named: [])] {
      #expect(String(decoding: bytes, as: UTF8.self).contains("As of 20 November 2026, 10:00 UTC."))
    }
  }

  private static func lead(called name: String = "Ann <b>Lee|>") throws -> LeadStory {
    let client = try #require(ClientName("acme"))
    let job = try #require(JobName("spring.0001"))
    let at = Moment(microseconds: 1_795_168_800_000_000)
    let card = LeadCard(id: 7, client: client, values: ["name": name], lists: 1, created: at, changed: at)
    var story = LeadStory(
      card: card,
      events: [.init(at: at, drop: "=leads.csv", line: 2, job: JobName("spring"), state: .completed)])
    var tally = ViewTally()
    (tally.views, tally.measured, tally.percents, tally.ctas) = (1, 1, 40, 1)
    story.videos = [
      .init(
        job: job, state: .completed, changed: at.advanced(by: .seconds(60)), hasMail: true, tally: tally,
        views: [
          .init(
            at: at.advanced(by: .seconds(90)), percent: 40, clicked: true, liked: false, shared: false, device: "phone",
            country: "ZA")
        ])
    ]
    return story
  }
}
