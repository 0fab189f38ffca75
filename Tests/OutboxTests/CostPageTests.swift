import Production
import Testing

@testable import Outbox

/// What a month cost, as people and programs read it.
@Suite struct CostPageTests {
  private static func page() throws -> (html: String, csv: String) {
    var facts = CostFacts()
    let job = try #require(JobName("rain"))
    facts.usage = [
      Usage(day: "2026-11-02", kind: .voice, provider: "<b>=1+1", job: job, amount: 3, cost: Money(microDollars: 4000)),
      Usage(day: "2026-11-02", kind: .script, provider: "anthropic", job: job, amount: 1, cost: Money(microDollars: 4000)),
    ]
    facts.jobs = facts.usage
    facts.performance = [Performance(name: "read", isProvider: false, good: 1, bad: 0, meanMilliseconds: 400)]
    (facts.views, facts.clicks) = (100, 1)
    var report = CostReport(
      client: ClientName("acme"), days: ViewDays(since: "2026-11-01", until: "2026-11-30"), facts, rates: RateBook(),
      perClick: Money(microDollars: 1_000_000_000), today: "2026-11-20")
    var (flat, metered) = (HostAccount(name: "flat", kind: .folder), HostAccount(name: "metered", kind: .s3))
    flat.rates.planMonth = Money(microDollars: 9_000_000)
    metered.rates.sentGigabyte = Money(microDollars: 90_000)
    var use = HostUse()
    (use.views, use.bytesOfView) = (50, Rates.gigabyte)
    report.hosts = HostComparison([flat, metered], use)
    let page = CostPage(report, title: "2026-11")
    func text(_ name: String) -> String { String(decoding: page.bytes(of: name, named: Array(name.utf8)), as: UTF8.self) }
    return (text("costs-2026-11.html"), text("costs-2026-11.csv"))
  }

  @Test func partsLookLikeNoMoreThanTheirSum() throws {
    let html = try Self.page().html
    #expect(!html.contains("<b>=") && html.contains("voices, by &lt;b&gt;=1+1"))
    #expect(
      html.contains("<b>under $0.01</b><span>spent</span>") && html.contains("<span>under $0.01</span><span>3 calls</span>"))
    #expect(html.ranges(of: "$0.01<").count == html.ranges(of: "under $0.01<").count + 1, "only the month at this pace is a cent")
    #expect(html.contains("once, 0.4 s on average") && html.contains("over 99999 %"))
    #expect(html.contains("2026-11-02: under $0.01") && html.contains("Costs on 1 of 30 days"))
  }

  @Test func hostsAreCompared() throws {
    let (html, csv) = try Self.page()
    #expect(html.contains("metered costs least up to 100 views a month, flat from 101 views on."))
    #expect(csv.contains("acme,2026-11,month at a host,metered,50,views,4.500000,"))
    #expect(csv.contains("acme,2026-11,host that costs least,flat,101,views a month and more,,"))
    #expect(csv.contains("acme,2026-11,total,,,,0.008000,"))
  }
}
