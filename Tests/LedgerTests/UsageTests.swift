import Digests
import Ledger
import Production
import Testing

/// What was used and paid, by client, day, kind and job, kept as it happens.
@Suite struct UsageTests {
  let fixture: LedgerFixture
  var ledger: Ledger { fixture.ledger }

  init() async throws { fixture = try await LedgerFixture() }

  private static let budget = Budget(month: Money(microDollars: 100_000_000))

  /// Brings a job to where it speaks, and pays for a call.
  private func pay(_ name: String, client: String = "acme", cost: Int64) async throws -> LeasedWork {
    _ = try await fixture.take(name, client: client)
    let work = try #require(try await fixture.lease([.read]))
    let standing = try await ledger.intend(
      "call of \(name)", provider: "elevenlabs", atMost: Money(microDollars: cost * 2), lease: work.lease, within: Self.budget)
    guard case .granted(let call) = standing else { throw Failure(Refusal("No.", wayOut: "None."), kind: .input) }
    try await ledger.charge(call, cost: Money(microDollars: cost))
    return work
  }

  private func facts(
    _ client: String?, _ days: ViewDays = .all, rates: DatedRates = DatedRates(), hosts: [HostAccount] = []
  ) async throws -> CostFacts {
    try await ledger.costFacts(of: client.flatMap { ClientName($0) }, in: days, rates: RateBook(rates, hosts, of: nil))
  }

  @Test func callsAndProcessorsAreKeptByJobAndDay() async throws {
    let work = try await pay("rain", cost: 120_000)
    try await ledger.used(processor: .seconds(3), by: work.lease)
    try await ledger.used(processor: .milliseconds(500), by: work.lease)
    let usage = try await facts("acme").usage
    let paid = try #require(usage.first { $0.kind == .other })
    #expect(paid.provider == "elevenlabs" && paid.cost == Money(microDollars: 120_000) && paid.amount == 1)
    #expect(try await facts("acme").jobs.map(\.job) == [work.job.name, work.job.name])
    let compute = try #require(usage.first { $0.kind == .compute })
    #expect(compute.provider == "read" && compute.amount == 3_500_000 && compute.cost == .zero)
    #expect(try await facts("acme", ViewDays(until: "1969-01-01")).usage.isEmpty)
    #expect(try await ledger.verify() == [])
  }

  @Test func workBesideTheLineIsOfNoJob() async throws {
    let namesake = try await pay("assets", cost: 10)
    try await ledger.used(processor: .seconds(1), by: namesake.lease)
    let bolt = try #require(ClientName("bolt"))
    for client in [fixture.client, bolt] {
      let lease = Lease(id: -1, job: namesake.job.name, client: client, stage: .assets, attempt: 1)
      for _ in 0..<2 { try await ledger.usedAside(processor: .seconds(3), by: lease) }
    }
    // Nor is a job another client's.
    try await ledger.used(
      processor: .seconds(50), by: Lease(id: -1, job: namesake.job.name, client: bolt, stage: .host, attempt: 1))
    func compute(_ client: String?) async throws -> [String: Int64] {
      let facts = try await facts(client)
      let usage = (facts.jobs + facts.usage.filter { $0.project == nil }).filter { $0.kind == .compute }
      #expect(
        facts.usage.filter { $0.kind == .compute }.reduce(0) { $0 + $1.amount } == usage.reduce(0) { $0 + $1.amount },
        "sums are of both")
      return Dictionary(usage.map { ("\($0.job?.text ?? "no job") \($0.provider)", $0.amount) }) { $0 + $1 }
    }
    #expect(try await compute("acme") == ["assets read": 1_000_000, "no job assets": 6_000_000])
    #expect(try await compute("bolt") == ["no job assets": 6_000_000])
    #expect(try await compute(nil) == ["assets read": 1_000_000, "no job assets": 12_000_000])
  }

  @Test func whatWasToldBeforeApprovalIsOfTheDayOfTheApproval() async throws {
    var rates = DatedRates()
    rates.first.computeHour = Money(microDollars: 36_000_000)
    let told = Money(microDollars: 140_000)
    let job = try await fixture.draft("rain")
    let drafted = try #require(ViewDays(month: String(CivilDay(at: fixture.clock.now).text.prefix(7))))
    try await ledger.used(
      processor: .seconds(1), by: Lease(id: 1, job: job, client: fixture.client, stage: .script, attempt: 1))
    let draft = try await facts("acme", drafted, rates: rates)
    #expect(draft.jobs.count == 1 && draft.estimates.isEmpty && draft.estimate == .zero, "nobody has approved yet")
    fixture.clock.advance(.seconds(32 * 86_400))
    try await fixture.approve(job)
    let work = try #require(try await fixture.lease([.voice]))
    try await ledger.used(processor: .seconds(1), by: work.lease)
    let approved = try #require(ViewDays(month: String(CivilDay(at: fixture.clock.now).text.prefix(7))))
    let before = try await facts("acme", drafted, rates: rates)
    #expect(before.jobs.count == 1 && before.estimates.isEmpty && before.estimate == .zero)
    let month = try await facts("acme", approved, rates: rates)
    #expect(month.estimates == [job: told] && month.estimate == told)
    fixture.clock.advance(.seconds(32 * 86_400))
    try await ledger.used(processor: .seconds(1), by: work.lease)
    let later = try #require(ViewDays(month: String(CivilDay(at: fixture.clock.now).text.prefix(7))))
    let last = try await facts("acme", later, rates: rates)
    #expect(last.usage.count == 1 && last.jobs.count == 1 && last.estimates.isEmpty && last.estimate == .zero)
    let all = try await facts("acme", rates: rates)
    #expect(all.estimates == [job: told] && all.estimate == told)
    // What cost nothing is told of in sums only.
    let free = try await facts("acme")
    #expect(free.estimates.isEmpty && free.estimate == told)
  }

  @Test func noFigureOfAClientIsAnothers() async throws {
    let own = try await pay("rain", cost: 120_000)
    let other = try await pay("bees", client: "bolt", cost: 70_000)
    for work in [own, other] {
      try await ledger.used(processor: .seconds(2), by: work.lease)
      try await fixture.finish(work, then: .reading, next: .script)
    }
    let name = try #require(ClientName("bolt"))
    var view = ViewFragment(video: "bees", viewer: 1, at: 1_795_168_800)
    view.page = 1
    view.marks = [.started]
    _ = try await ledger.count([view], of: name)
    let (acme, bolt, all) = (try await facts("acme"), try await facts("bolt"), try await facts(nil))
    #expect(Set(acme.jobs.compactMap(\.job)) == [own.job.name] && Set(bolt.jobs.compactMap(\.job)) == [other.job.name])
    #expect(acme.usage.reduce(.zero) { $0 + $1.cost } == Money(microDollars: 120_000))
    #expect(bolt.usage.reduce(.zero) { $0 + $1.cost } == Money(microDollars: 70_000))
    // What both used of the same stands there once.
    #expect(all.usage.count == acme.usage.count && all.jobs.count == acme.jobs.count + bolt.jobs.count)
    #expect(all.usage.reduce(.zero) { $0 + $1.cost } == Money(microDollars: 190_000))
    #expect(acme.views == 0 && bolt.views == 1 && all.views == 1)
    #expect(acme.performance.first { $0.name == "read" }?.good == 1 && all.performance.first { $0.name == "read" }?.good == 2)
    #expect(try await facts("nobody").usage.isEmpty)
  }

  /// Which are dearest, the rates of each day say.
  @Test func theDearestJobsAreTold() async throws {
    let paid = try await pay("rain", cost: 1000)
    try await fixture.finish(paid, then: .reading, next: .script)
    for (name, seconds) in [("bees", 40), ("moss", 20)] {
      _ = try await fixture.take(name)
      let work = try #require(try await fixture.lease([.read]))
      try await ledger.used(processor: .seconds(seconds), by: work.lease)
      try await fixture.finish(work, then: .reading, next: .script)
    }
    let client = try #require(ClientName("acme"))
    // Without rates only what was paid costs anything.
    #expect(try await Set(facts("acme").jobs.compactMap(\.job)) == [paid.job.name])
    var rates = DatedRates()
    rates.first.computeHour = Money(microDollars: 3_600_000_000)
    rates.later = [.init(since: "1970-01-01", rates: rates.first)]
    let all = try await facts("acme", rates: rates)
    #expect(Set(all.jobs.compactMap { $0.job?.text }) == ["rain", "bees", "moss"])
    let report = CostReport(client: client, days: .all, all, rates: RateBook(rates), today: "1970-01-02")
    #expect(report.jobs.map(\.job.text) == ["bees", "moss", "rain"])
    #expect(report.total == report.jobs.reduce(.zero) { $0 + $1.cost })
  }

  /// What viewers fetched of a job is its own; what they fetched of a video that nobody knows is nobody's, as is work beside the line.
  @Test func theLinesOfVideosComeToTheTotal() async throws {
    var rates = DatedRates()
    rates.first.computeHour = Money(microDollars: 360_000_000)
    rates.first.sentGigabyte = Money(microDollars: 90_015_000)
    for name in ["bees", "moss"] {
      _ = try await fixture.take(name)
      let work = try #require(try await fixture.lease([.read]))
      try await ledger.used(processor: .microseconds(333_335), by: work.lease)
      try await fixture.finish(work, then: .reading, next: .script)
    }
    try await ledger.usedAside(
      processor: .microseconds(777_775),
      by: Lease(id: -1, job: try #require(JobName("bees")), client: fixture.client, stage: .read, attempt: 1))
    for name in ["bees", "demo"] {
      var view = ViewFragment(video: name, viewer: 1, at: 1_795_168_800)
      (view.file, view.size) = ("\(name).mp4", 64_000)
      view.sent(from: 0, count: 32_000, of: 64_000)
      _ = try await ledger.count([view, view], of: fixture.client)
    }
    let facts = try await facts("acme", rates: rates)
    #expect(facts.usage.map(\.amount) == [777_775, 666_670] && facts.sent.map(\.amount) == [32_000, 32_000])
    #expect((facts.usage + facts.sent).filter { $0.project == nil }.map(\.amount) == [777_775, 32_000])
    #expect(facts.jobs.filter { $0.kind == .transfer }.map(\.job?.text) == ["bees"])
    let report = CostReport(client: fixture.client, days: .all, facts, rates: RateBook(rates), today: "2026-11-20")
    #expect(report.jobs.map(\.job.text) == ["bees", "moss"] && report.otherJobs == .zero)
    #expect(report.apart == rates.first.compute(microseconds: 777_775) + rates.first.sent(bytes: 32_000))
    #expect(report.jobs.reduce(report.apart) { $0 + $1.cost } == report.total)
  }

  @Test func whatLiesInTheOutboxIsKept() async throws {
    let job = try await fixture.draft("rain")
    try await fixture.approve(job)
    try await fixture.makeVideo(job)
    let files = [
      Artifact(name: "a.mp4", digest: Digest(of: "a"), size: 900), Artifact(name: "b.mp4", digest: Digest(of: "b"), size: 100),
    ]
    try await ledger.publish(job, outputs: files)
    #expect(try await facts("acme").stored.map(\.amount) == [1000])
    let stages = try await facts("acme").performance.filter { !$0.isProvider }
    #expect(Set(stages.map(\.name)) == ["read", "script", "voice", "picture", "finish"])
    #expect(stages.allSatisfy { $0.good == 1 && $0.bad == 0 && $0.successPercent == 100 })
    #expect(try await facts("acme").estimates.isEmpty, "nothing was used")
  }

  @Test func whatViewersFetchedIsTold() async throws {
    var view = ViewFragment(video: "demo", viewer: 1, at: 1_795_168_800)
    (view.file, view.size) = ("demo.mp4", 64_000)
    view.sent(from: 0, count: 32_000, of: 64_000)
    _ = try await ledger.count([view, view], of: fixture.client)
    let sent = try await facts("acme").sent
    #expect(sent.map(\.amount) == [32_000] && sent.map(\.day) == ["2026-11-20"])
    // A log may say anything of a file's length.
    for number in 2..<5 {
      var odd = ViewFragment(video: "demo", viewer: UInt64(number), at: 1_795_168_800)
      (odd.size, odd.parts, odd.pieces) = (.max, .max, [.init(line: UInt64(number), bytes: .max)])
      _ = try await ledger.count([odd], of: fixture.client)
    }
    #expect(try await facts("acme").sent.count == 1)
  }

  // MARK: - Hosts and projects

  private func hosted(_ job: JobName, on host: String?, _ bytes: Int64) -> HostedVideo {
    var video = HostedVideo(
      job: job, client: fixture.client, wish: HostWish(host: "auto", details: PublishDetails(title: "Rain")), address: "rain-x",
      files: [HostParcel.File(name: "rain.mp4", digest: Digest(of: "film"), size: bytes)])
    (video.task, video.state, video.host) = (nil, .ready, host)
    if host != nil { video.copy = HostedCopy(id: "7", link: "https://x.example/7", state: .ready) }
    return video
  }

  private func watch(_ video: String, on day: String, bytes: Int, by viewer: UInt64) async throws {
    let noon = Int64(try #require(CivilDay(day)).number) * 86_400 + 43_200
    var view = ViewFragment(video: video, viewer: viewer, at: noon)
    (view.file, view.size) = ("\(video).mp4", 64_000)
    view.sent(from: 0, count: Int64(bytes), of: 64_000)
    _ = try await ledger.count([view], of: fixture.client)
  }

  @Test func whatLiesAtHostsAndIsSentFromThereIsKnown() async throws {
    _ = try await fixture.take("rain")
    let work = try #require(try await fixture.lease([.read]))
    try await fixture.finish(work, then: .reading, next: .script)
    let job = work.job.name
    func day() -> String { CivilDay(at: fixture.clock.now).text }
    func pass() { fixture.clock.advance(.seconds(86_400)) }
    var days = [day()]
    try await ledger.keep(hosted(job, on: nil, 5000))
    #expect(try await facts("acme").stored.isEmpty, "it lies nowhere yet")
    for change in [("nas", 6000 as Int64), ("nas", 5000), ("bucket", 7000)] {
      pass()
      days.append(day())
      try await ledger.keep(hosted(job, on: change.0, change.1))
    }
    pass()
    days.append(day())
    try await ledger.keep(hosted(job, on: nil, 7000))
    let stored = try await facts("acme").stored
    #expect(
      Set(stored.map { "\($0.day) \($0.provider) \($0.amount)" })
        == [
          "\(days[1]) nas 6000", "\(days[2]) nas -1000", "\(days[3]) nas -5000", "\(days[3]) bucket 7000",
          "\(days[4]) bucket -7000",
        ], "\(stored)")
    #expect(try await facts("acme").hostsSince == ["nas": days[1], "bucket": days[3]])
    pass()
    days.append(day())
    for (number, day) in days.enumerated() { try await watch("rain", on: day, bytes: 1000 + number, by: UInt64(number) + 1) }
    let all = try await facts("acme")
    let sent = all.sent.filter { $0.kind == .transfer }
    #expect(sent.map(\.provider) == ["", "nas", "nas", "bucket", "bucket", ""] && sent.map(\.day) == days, "\(sent)")
    #expect(all.sent.filter { $0.kind == .requests }.map { "\($0.day) \($0.provider) \($0.amount)" }.first == "\(days[1]) nas 10")
    // A job's own figures are the same.
    let own = try await ledger.costFacts(of: job, in: .all)
    #expect(own.sent.isEmpty && Set(own.jobs.filter { $0.kind != .compute }.map(\.amount)) == Set(all.sent.map(\.amount)))
    #expect(own.storedOfJobs.count == stored.count && own.stored == own.storedOfJobs)
    // What lay there before counts from the first day on.
    let later = try await facts("acme", ViewDays(since: days[2]))
    #expect(later.stored.first { $0.provider == "nas" }.map { [$0.day, "\($0.amount)"] } == [days[2], "5000"])
  }

  @Test func whatIsStoredMakesAVideoDear() async throws {
    for name in ["rain", "bees"] {
      let job = try await fixture.draft(name)
      try await fixture.approve(job)
      try await fixture.makeVideo(job)
      try await ledger.publish(
        job, outputs: [Artifact(name: "a.mp4", digest: Digest(of: name), size: name == "bees" ? 9_000_000_000 : 1_000_000_000)])
    }
    fixture.clock.advance(.seconds(10 * 86_400))
    var rates = DatedRates()
    rates.first.storedGigabyteMonth = Money(microDollars: 30_000_000)
    let facts = try await facts("acme", rates: rates)
    let report = CostReport(
      client: fixture.client, days: .all, facts, rates: RateBook(rates), today: CivilDay(at: fixture.clock.now).text)
    #expect(report.jobs.map(\.job.text) == ["bees", "rain"] && report.otherJobs == .zero && report.apart == .zero)
    #expect(report.total >= Money(microDollars: 10_000_000 * 9) && report.jobs.reduce(.zero) { $0 + $1.cost } == report.total)
  }

  @Test func whatIsUsedBelongsToTheFolderOfTheInbox() async throws {
    func order(_ names: [String]) throws -> JobOrder {
      let drop = Drop(
        client: fixture.client, path: names.map { Array($0.utf8) }, size: 1, modified: Moment(microseconds: 5), device: 1,
        inode: UInt64(names.joined().utf8.count), digest: Digest(of: names.joined()))
      return JobOrder(drop: drop, kind: .markdown, settings: .defaults)
    }
    for (names, seconds) in [(["rain.md"], 1), (["Spring", "first week", "bees.md"], 2), (["Spring", "moss.md"], 3)] {
      let claims = try await ledger.beginClaims([.order(try order(names))])
      _ = try await ledger.confirmClaims(claims.map(\.id), next: .read)
      let work = try #require(try await fixture.lease([.read]))
      for _ in 0..<2 { try await ledger.used(processor: .seconds(seconds), by: work.lease) }
      try await fixture.finish(work, then: .reading, next: .script)
    }
    let usage = try await facts("acme").usage.filter { $0.kind == .compute }
    #expect(
      Dictionary(uniqueKeysWithValues: usage.map { ($0.project, $0.amount) })
        == ["": 2_000_000, "Spring/first week": 4_000_000, "Spring": 6_000_000])
  }
}
