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

  @Test func thePolicyNamesBothSheets() {
    let digest = Digest(of: "\(ViewStyle.source)")
    #expect(
      ViewStyle.policy.contains("'sha256-\(StatusTests().base64(digest.bytes))'"),
      "after a change of the sheet, put its digest there")
    #expect(ViewStyle.policy.contains("'sha256-\(StatusTests().base64(Digest(of: "\(StatusStyle.source)").bytes))'"))
  }
}
