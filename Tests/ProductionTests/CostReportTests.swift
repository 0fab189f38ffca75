import Production
import Testing

/// What some days cost, computed from what was used and from rates that change.
@Suite struct CostReportTests {
  private static func rates() -> RateBook { RateBook(dated()) }

  private static func dated() -> DatedRates {
    var rates = DatedRates()
    rates.first.computeHour = Money(microDollars: 36_000)
    rates.first.storedGigabyteMonth = Money(microDollars: 30_000)
    rates.first.sentGigabyte = Money(microDollars: 90_000)
    var later = rates.first
    later.computeHour = Money(microDollars: 72_000)
    rates.later = [.init(since: "2026-11-15", rates: later)]
    return rates
  }

  private static func usage(
    _ day: String, _ kind: Usage.Kind, _ amount: Int64, _ cost: Int64 = 0, job: String = "rain", project: String? = ""
  ) -> Usage {
    Usage(
      day: day, kind: kind, provider: kind == .compute ? "voice" : kind == .transfer ? "" : "elevenlabs", job: JobName(job),
      project: project, amount: amount, cost: Money(microDollars: cost))
  }

  private static func came(_ day: String, _ bytes: Int64, at host: String = "", job: String? = nil, project: String = "") -> Usage
  {
    Usage(day: day, kind: .storage, provider: host, job: job.flatMap { JobName($0) }, project: project, amount: bytes)
  }

  private static func report(_ facts: CostFacts, today: String = "2026-11-20") -> CostReport {
    CostReport(
      client: ClientName("acme"), days: ViewDays(since: "2026-11-01", until: "2026-11-30"), facts, rates: rates(),
      perView: Money(microDollars: 100_000), perClick: Money(microDollars: 1_000_000), today: today)
  }

  @Test func eachDayHasItsOwnRates() {
    var facts = CostFacts()
    facts.usage = [
      Self.usage("2026-11-14", .compute, 3_600_000_000), Self.usage("2026-11-15", .compute, 1_800_000_000),
      Self.usage("2026-11-15", .voice, 2, 500_000),
    ]
    facts.jobs = facts.usage
    let report = Self.report(facts)
    #expect(report.total == Money(microDollars: 36_000 + 36_000 + 500_000))
    #expect(report.byDay.map(\.cost.microDollars) == [36_000, 536_000])
    #expect(report.items.first { $0.kind == .compute }?.amount == 5_400_000_000)
    #expect(report.jobs.map(\.cost) == [report.total])
  }

  @Test func whatIsStoredCostsEachDay() {
    var facts = CostFacts()
    facts.stored = [Self.came("2026-11-01", 1_000_000_000), Self.came("2026-11-11", 1_000_000_000)]
    // Ten days of one gigabyte, ten of two, at a thousandth a day.
    #expect(Self.report(facts).total == Money(microDollars: 30_000))
    #expect(Self.report(facts, today: "2026-12-24").total == Money(microDollars: 50_000))
  }

  @Test func allDaysAreThoseSinceTheFirstFile() {
    var facts = CostFacts()
    facts.stored = [Self.came("2026-11-11", 1_000_000_000)]
    for since in ["0000-01-01", nil] {
      let report = CostReport(
        client: nil, days: ViewDays(since: since), facts, rates: Self.rates(), today: "2038-11-20")
      #expect(report.byDay.first?.day == "2026-11-11" && report.byDay.last?.day == "2038-11-20")
      #expect(report.byDay.count == 12 * 365 + 3 + 10)
    }
    #expect(CostReport(client: nil, days: .all, CostFacts(), rates: Self.rates(), today: "2026-11-20").isEmpty)
  }

  @Test func noFigureIsTooLarge() {
    var facts = CostFacts()
    facts.sent = [Self.usage("2026-11-03", .transfer, .max), Self.usage("2026-11-04", .transfer, .max)]
    (facts.views, facts.clicks) = (9_300_000, 9_300_000)
    let report = CostReport(
      client: nil, days: .all, facts, rates: Self.rates(), perView: Money(microDollars: 1_000_000_000_000),
      perClick: Money(microDollars: 1_000_000_000_000), today: "2026-11-20")
    #expect(report.value == Money(microDollars: .max) && report.items.first?.amount == .max)
  }

  @Test func theLinesOfVideosComeToTheTotal() {
    var facts = CostFacts()
    facts.usage = (1...250).map { Self.usage("2026-11-02", .voice, 1, 1000 + Int64($0), job: "rain-\($0)") }
    facts.usage.append(Usage(day: "2026-11-14", kind: .compute, provider: "assets", project: nil, amount: 3_600_000_000))
    // The dearest come one by one.
    facts.jobs = Array(facts.usage[50..<250])
    facts.stored = [Self.came("2026-11-11", 1_000_000_000)]
    let report = Self.report(facts)
    #expect(report.jobs.count == 200 && report.otherJobs == Money(microDollars: 50 * 1000 + 25 * 51 + 10_000))
    #expect(report.apart == Money(microDollars: 36_000))
    #expect(report.jobs.reduce(.zero) { $0 + $1.cost } + report.otherJobs + report.apart == report.total)
  }

  /// Rounded each by itself, they would come to more than what was spent, or to less.
  @Test(arguments: [(1, 50_000), (3, 50_000), (7, 149_999), (200, 1), (199, 149_999)])
  func partsAreRoundedWithTheirSum(jobs: Int, microseconds: Int64) {
    var facts = CostFacts()
    facts.jobs = (1...jobs).map { Self.usage("2026-11-02", .compute, microseconds, job: "rain-\($0)") }
    facts.usage = [
      Self.usage("2026-11-02", .compute, microseconds * Int64(jobs)), Self.usage("2026-11-02", .compute, 70_000, project: nil),
    ]
    let report = Self.report(facts)
    #expect(report.total == Self.dated().first.compute(microseconds: microseconds * Int64(jobs) + 70_000))
    #expect(report.otherJobs == .zero && report.apart == Money(microDollars: 1))
    #expect(report.jobs.reduce(.zero) { $0 + $1.cost } + report.apart == report.total)
  }

  @Test func noPartIsMoreThanItsSum() {
    var facts = CostFacts()
    facts.sent = [Self.usage("2026-11-03", .transfer, 4_000_000_000)]
    facts.jobs = ["rain", "bees"].map { Self.usage("2026-11-03", .transfer, .max, job: $0) }
    facts.jobs.append(Self.usage("2026-11-04", .transfer, 1_000_000_000))
    let report = Self.report(facts)
    #expect(report.total == Money(microDollars: 360_000) && report.otherJobs == .zero)
    #expect(report.jobs.map(\.job.text) == ["rain"] && report.jobs.map(\.cost) == [report.total])
  }

  @Test func manySmallPartsAreNoMoreThanTheirSum() {
    var facts = CostFacts()
    facts.usage = (1...9).map { Self.usage("2026-11-02", .script, 1, 1000 + Int64($0)) }
    let report = Self.report(facts)
    #expect(report.total == Money(microDollars: 9045) && report.total.spent == "under $0.01")
    #expect(
      Money(microDollars: 14_999).spent == "$0.01" && Money(microDollars: 15_000).spent == "$0.02" && Money.zero.spent == "$0.00")
    #expect(Money(microDollars: 10_001).description == "$0.02", "no price is understated")
  }

  @Test func eachDayOfTheMonthHasItsPlace() {
    var facts = CostFacts()
    facts.usage = [Self.usage("2026-11-02", .script, 1, 200_000)]
    let days = Self.report(facts).eachDay
    #expect(days.count == 30 && days[1].cost == Money(microDollars: 200_000) && days[2].cost == .zero)
    let all = CostReport(client: nil, days: .all, facts, rates: Self.rates(), today: "2026-11-20")
    #expect(all.eachDay.map(\.day) == ["2026-11-02"])
  }

  @Test func theMonthGoesOnAtThisPace() {
    var facts = CostFacts()
    facts.usage = [Self.usage("2026-11-02", .script, 1, 200_000)]
    #expect(Self.report(facts).projection == Money(microDollars: 300_000))
    #expect(Self.report(facts, today: "2026-12-01").projection == nil)
  }

  @Test func viewsAreWeighedAgainstCosts() {
    var facts = CostFacts()
    facts.usage = [Self.usage("2026-11-02", .voice, 1, 2_000_000)]
    facts.sent = [Self.usage("2026-11-03", .transfer, 10_000_000_000)]
    facts.jobs = facts.usage + facts.sent
    facts.estimates = [JobName("rain")!: Money(microDollars: 2_500_000)]
    facts.estimate = Money(microDollars: 2_600_000)
    (facts.views, facts.clicks) = (29, 3)
    let report = Self.report(facts)
    #expect(report.total == Money(microDollars: 2_900_000) && report.costPerView == Money(microDollars: 100_000))
    #expect(report.value == Money(microDollars: 5_900_000) && report.returnPercent == 103)
    #expect(report.estimate == Money(microDollars: 2_600_000))
    #expect(report.jobs.map(\.estimate) == [Money(microDollars: 2_500_000)] && report.jobs.map(\.cost) == [report.total])
  }

  @Test(arguments: [
    ("2026-12-31", "2027-01-01"), ("2028-02-28", "2028-02-29"), ("2026-02-28", "2026-03-01"), ("2026-11-09", "2026-11-10"),
  ])
  func daysFollowEachOther(_ day: String, _ next: String) { #expect(CivilDay(day)?.next.text == next) }

  @Test func monthsAreRead() {
    #expect(ViewDays(month: "2026-02") == ViewDays(since: "2026-02-01", until: "2026-02-28"))
    for odd in ["2026-13", "2026-1", "november", "2026-11-01"] { #expect(ViewDays(month: odd) == nil, "\(odd)") }
  }

  private static func sumOfProjects(_ report: CostReport) -> Money {
    report.projects.reduce(report.otherProjects + report.apart) { $0 + $1.cost }
  }

  @Test func theLinesOfProjectsComeToTheTotal() {
    var facts = CostFacts()
    facts.usage = [
      Self.usage("2026-11-02", .compute, 50_000, project: "spring"), Self.usage("2026-11-02", .compute, 50_000, project: ""),
      Self.usage("2026-11-02", .compute, 50_000, project: "autumn/late"),
      Self.usage("2026-11-02", .compute, 70_000, project: nil),
      Self.usage("2026-11-03", .voice, 1, 900_000, project: "spring"),
    ]
    facts.sent = [Self.usage("2026-11-03", .transfer, 5_000_000_000, project: "autumn/late")]
    facts.stored = [Self.came("2026-11-11", 3_000_000_000, project: "autumn/late")]
    let report = Self.report(facts)
    #expect(report.projects.map(\.name) == ["spring", "autumn/late", ""] && report.apart > .zero)
    #expect(Self.sumOfProjects(report) == report.total)
    // Where nobody uses folders, nothing is told of them.
    facts.usage = [Self.usage("2026-11-03", .voice, 1, 900_000)]
    (facts.sent, facts.stored) = ([], [])
    #expect(Self.report(facts).projects.isEmpty)
  }

  @Test func manyProjectsAreToldOfTogether() {
    var facts = CostFacts()
    facts.usage = (1...250).map { Self.usage("2026-11-02", .voice, 1, 1000 + Int64($0), project: "week \($0)") }
    let report = Self.report(facts)
    #expect(report.projects.count == 200 && report.otherProjects == Money(microDollars: 50 * 1000 + 25 * 51))
    #expect(Self.sumOfProjects(report) == report.total)
  }

  @Test func whatIsStoredIsEachVideosOwn() {
    var facts = CostFacts()
    facts.stored = [Self.came("2026-11-01", 3_000_000_000)]
    facts.storedOfJobs = [
      Self.came("2026-11-01", 1_000_000_000, job: "rain"), Self.came("2026-11-01", 1_500_000_000, job: "bees"),
    ]
    let report = Self.report(facts)
    #expect(report.jobs.map(\.job.text) == ["bees", "rain"] && report.jobs.map(\.cost.microDollars) == [30_000, 20_000])
    #expect(
      report.total == Money(microDollars: 60_000) && report.otherJobs == Money(microDollars: 10_000) && report.apart == .zero)
  }

  private static func hosts() -> [HostAccount] {
    var (bucket, tube, silent) = (
      HostAccount(name: "bucket", kind: .s3), HostAccount(name: "tube", kind: .vimeo), HostAccount(name: "nas", kind: .folder)
    )
    bucket.rates.storedGigabyteMonth = Money(microDollars: 300_000)
    bucket.rates.sentGigabyte = Money(microDollars: 10_000)
    bucket.rates.thousandRequests = Money(microDollars: 1_000)
    var later = bucket.rates
    later.sentGigabyte = Money(microDollars: 20_000)
    bucket.laterRates = [.init(since: "2026-11-10", rates: later)]
    tube.rates.planMonth = Money(microDollars: 3_000_000)
    tube.clients = ["acme"].compactMap { ClientName($0) }
    silent.url = "https://videos.example.com"
    return [bucket, tube, silent]
  }

  private static func costs(_ report: CostReport, _ kind: Usage.Kind) -> [String: Int64] {
    Dictionary(report.items.filter { $0.kind == kind }.map { ($0.provider, $0.cost.microDollars) }) { $0 + $1 }
  }

  @Test func whatHostsCostIsToldOf() {
    var facts = CostFacts()
    facts.stored = [Self.came("2026-11-11", 1_000_000_000, at: "bucket"), Self.came("2026-11-16", -1_000_000_000, at: "bucket")]
    facts.sent = ["2026-11-09", "2026-11-10"].flatMap { day in
      ["", "bucket", "nas"].map { Usage(day: day, kind: .transfer, provider: $0, amount: 1_000_000_000) }
    }
    facts.sent.append(Usage(day: "2026-11-10", kind: .requests, provider: "bucket", amount: 2000))
    facts.hostsSince = ["bucket": "2026-11-01", "tube": "2026-11-11"]
    func report(of client: String?) -> CostReport {
      let client = client.flatMap { ClientName($0) }
      return CostReport(
        client: client, days: ViewDays(since: "2026-11-01", until: "2026-11-30"), facts,
        rates: RateBook(Self.dated(), Self.hosts(), of: client), today: "2026-11-20")
    }
    let own = report(of: "acme")
    // Five days of one gigabyte, at a hundredth a day.
    #expect(Self.costs(own, .storage) == ["bucket": 50_000])
    // A host of which nobody said what it costs is at the end of the house's own line.
    #expect(Self.costs(own, .transfer) == ["": 180_000, "bucket": 30_000, "nas": 180_000])
    #expect(Self.costs(own, .requests) == ["bucket": 2000])
    // Ten days of its plan, which is this client's alone; it is of no video.
    #expect(Self.costs(own, .plan) == ["tube": 1_000_000] && own.apart == Money(microDollars: 1_000_000))
    #expect(Self.costs(report(of: "bolt"), .plan).isEmpty && Self.costs(report(of: nil), .plan) == ["tube": 1_000_000])
  }

  @Test func aGigabyteIsTheSameEverywhere() {
    let rates = Self.hosts()[0].rates
    #expect(rates.storing(1_000_000_000) == rates.storedGigabyteMonth && rates.sent(bytes: 1_000_000_000) == rates.sentGigabyte)
    #expect(rates.views(100, of: 10_000_000) == rates.sentGigabyte + rates.thousandRequests)
  }
}
