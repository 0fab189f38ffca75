import Outbox
import Pages
import Production
import Testing

/// The table from which an invoice is written.
@Suite struct CostTableTests {
  private func page(_ client: String) throws -> CostPage {
    var facts = CostFacts()
    facts.usage = (1...250).map { number in
      Usage(
        day: "2026-11-02", kind: .voice, provider: "elevenlabs", job: JobName("rain-\(number)"), amount: 1,
        cost: Money(microDollars: 1_000_000))
    }
    facts.sent = [Usage(day: "2026-11-03", kind: .transfer, provider: "", project: nil, amount: 2_000_000_000)]
    facts.jobs = Array(facts.usage.prefix(CostReport.mostJobs))
    var rates = DatedRates()
    rates.first.sentGigabyte = Money(microDollars: 500_000)
    let days = try #require(ViewDays(month: "2026-11"))
    return CostPage(
      CostReport(client: ClientName(client), days: days, facts, rates: RateBook(rates), today: "2026-12-01"), title: "2026-11")
  }

  @Test func thePageTellsOfWhatItDoesNotList() throws {
    let page = try page("acme")
    let html = String(decoding: page.bytes(of: page.names[0], named: Array(page.names[0].utf8)), as: UTF8.self)
    #expect(html.ranges(of: "<bdi>rain-").count == 50)
    #expect(html.contains("all others</bdi>") && html.contains("$200.00") && html.contains("of no single video</bdi>"))
  }

  @Test func stagesAreToldOfInWords() {
    var facts = CostFacts()
    facts.usage = [Usage(day: "2026-11-02", kind: .compute, provider: "speak", amount: 1)]
    let report = CostReport(client: nil, days: .all, facts, rates: RateBook(), today: "2026-11-20")
    #expect(report.items.map(CostPage.words) == ["processor time, fetching paid voices"])
    let host = Performance(name: "host", isProvider: false, good: 1, bad: 0, meanMilliseconds: 1)
    #expect(CostPage.words(host) == "uploading")
    #expect(CostPage.words(Performance(name: "host", isProvider: true, good: 1, bad: 0, meanMilliseconds: 1)) == "calls to host")
  }

  @Test func severalClientsHaveOneHead() throws {
    let table = CostPage.table(of: [try page("acme"), try page("bolt")])
    #expect(table.hasPrefix("\u{FEFF}client,month,what,"))
    #expect(table.ranges(of: "\u{FEFF}").count == 1 && table.ranges(of: "client,month,").count == 1)
    #expect(table.contains("acme,2026-11,total,,,,251.000000") && table.contains("bolt,2026-11,total,,,,251.000000"))
  }

  @Test func theLinesOfVideosComeToTheTotal() throws {
    let rows = CostPage.table(of: [try page("acme")]).split(separator: "\r\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let videos = rows.filter { ["video", "other videos", "of no single video"].contains($0[2]) }
    #expect(videos.count == 202)
    #expect(videos.compactMap { Double($0[6]) }.reduce(0, +) == 251)
  }

  @Test func projectsAndLimitsAreToldOf() throws {
    var facts = CostFacts()
    facts.usage = ["", "spring/first"].map {
      Usage(day: "2026-11-02", kind: .voice, provider: "elevenlabs", project: $0, amount: 1, cost: Money(microDollars: 1_000_000))
    }
    facts.usage.append(Usage(day: "2026-11-02", kind: .compute, provider: "assets", project: nil, amount: 3_600_000_000))
    var rates = DatedRates()
    rates.first.computeHour = Money(microDollars: 250_000)
    let client = try #require(ClientName("acme"))
    var report = CostReport(
      client: client, days: try #require(ViewDays(month: "2026-11")), facts, rates: RateBook(rates), today: "2026-11-20")
    let limit = Allowance(
      "budget of the month", key: "client.month_dollars", client: client, limit: Money(microDollars: 8_000_000),
      spent: Money(microDollars: 6_200_000))
    (report.limits, report.asOf) = ([limit], Moment(microseconds: 1_795_168_800_000_000))
    let page = CostPage(report, title: "2026-11")
    let html = String(decoding: page.bytes(of: page.names[0], named: Array(page.names[0].utf8)), as: UTF8.self)
    #expect(html.contains("spring/first</bdi>") && html.contains("not in a folder</bdi>"))
    #expect(html.contains("77 % spent") && html.contains("$6.20 of $8.00") && html.contains("As of 20 November 2026, 10:00 UTC."))
    let rows = CostPage.table(of: [page]).split(separator: "\r\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let projects = rows.filter { ["project", "of no single video"].contains($0[2]) }
    #expect(projects.count == 3 && projects.compactMap { Double($0[6]) }.reduce(0, +) == 2.25, "\(rows)")
    #expect(
      rows.contains { $0.dropFirst(2) == ["spending limit", "acme: budget of the month", "77", "percent spent", "8.000000"] })
  }

  @Test func aShortListComesToTheTotal() throws {
    var facts = CostFacts()
    facts.usage = (1...60).map {
      Usage(
        day: "2026-11-02", kind: .voice, provider: "x", job: JobName("rain-\($0)"), amount: 1,
        cost: Money(microDollars: 1_000_000))
    }
    facts.jobs = facts.usage
    let report = CostReport(client: nil, days: .all, facts, rates: RateBook(), today: "2026-11-20")
    let lines = CostPage.videos(of: report, most: 20)
    #expect(lines.count == 21 && lines.last?.what == "all others" && lines.last?.value == "$40.00")
  }
}
