import Digests
import Ledger
import Production
import Testing

@Suite("Leases")
struct LeaseTests {
  let fixture: LedgerFixture
  var ledger: Ledger { fixture.ledger }

  init() async throws { fixture = try await LedgerFixture() }

  private func leaseAll(_ stages: Set<Stage> = [.read]) async throws -> [String] {
    var names: [String] = []
    while let work = try await fixture.lease(stages) { names.append(work.job.name.text) }
    return names
  }

  @Test func urgentComesFirstThenTheOldest() async throws {
    try await fixture.take("low.md", priority: .low)
    try await fixture.take("normal-1.md")
    try await fixture.take("high.md", priority: .high)
    try await fixture.take("normal-2.md")
    #expect(try await leaseAll() == ["high", "normal-1", "normal-2", "low"])
  }

  @Test func clientsTakeTurnsHoweverMuchOneDrops() async throws {
    for number in 1...4 { try await fixture.take("acme-\(number).md", client: "acme") }
    for number in 1...2 { try await fixture.take("zeta-\(number).md", client: "zeta") }
    #expect(try await leaseAll() == ["acme-1", "zeta-1", "acme-2", "zeta-2", "acme-3", "acme-4"])
  }

  @Test func whoHasLessAtWorkComesFirst() async throws {
    try await fixture.take("acme.md", client: "acme")
    try await fixture.take("zeta.md", client: "zeta")
    let acme = try #require(ClientName("acme"))
    let work = try #require(try await fixture.lease(running: [acme: 2]))
    #expect(work.lease.client.text == "zeta")
  }

  @Test func onlyTheAskedStagesAreLeased() async throws {
    try await fixture.take("a.md")
    #expect(try await fixture.lease([.voice, .picture]) == nil)
    #expect(try await fixture.lease([]) == nil)
    #expect(try await fixture.lease([.read])?.lease.stage == .read)
    #expect(try await fixture.lease([.read]) == nil)
  }

  @Test func aLeaseCarriesAllThatTheWorkNeeds() async throws {
    var settings = JobSettings.defaults
    settings.style = .tech
    let job = try await fixture.take("Notes on e\u{301}.md", settings: settings)
    let read = try #require(try await fixture.lease())
    #expect(read.lease.attempt == 1)
    #expect(read.job.order.settings == settings)
    #expect(read.job.order.drop.displayName == "Notes on e\u{301}.md")
    #expect(read.job.order.drop.device == .max)
    #expect(read.job.order.kind == .markdown)
    #expect(read.job.state == .reading)
    #expect(read.job.results.isEmpty)
    try await fixture.finish(read, then: .reading, next: .script)

    let script = try #require(try await fixture.lease())
    #expect(script.job.state == .drafting)
    #expect(script.job.results[.read]?.artifacts == fixture.result("\(job)-read").artifacts)
    #expect(script.job.results[.read]?.facts == ["made": "\(job)-read"])
  }

  @Test func aPassingFailureWaitsForItsTimeAndCounts() async throws {
    let job = try await fixture.take("a.md")
    let failure = Failure(Refusal("The provider is busy.", wayOut: "It is tried again."), kind: .passing)
    let first = try #require(try await fixture.lease())
    let later = fixture.clock.now.advanced(by: .seconds(30))
    #expect(try await ledger.fail(first.lease, failure, then: .again(at: later, .queued)) == .queued)
    #expect(try await ledger.job(named: job)?.note == failure.refusal)
    #expect(try await fixture.lease() == nil)
    #expect(try await ledger.nextLeaseTime() == later)

    fixture.clock.advance(.seconds(30))
    let second = try #require(try await fixture.lease())
    #expect(second.lease.attempt == 2)
    #expect(try await ledger.counts(second.lease).failures == 1)
    #expect(try await ledger.nextLeaseTime() == nil)
  }

  /// The clock was a day ahead when the pause was reckoned.
  @Test func aMomentThatIsTooFarAwayIsTakenBack() async throws {
    try await fixture.take("far.md")
    try await fixture.take("near.md")
    let failure = Failure(Refusal("The provider is busy.", wayOut: "It is tried again."), kind: .passing)
    let far = fixture.clock.now.advanced(by: .seconds(86_400))
    let near = fixture.clock.now.advanced(by: .seconds(30))
    for moment in [far, near] {
      let work = try #require(try await fixture.lease())
      _ = try await ledger.fail(work.lease, failure, then: .again(at: moment, .queued))
    }
    #expect(try await ledger.recall(beyond: .seconds(3600), to: fixture.clock.now))
    #expect(try await fixture.lease()?.job.name.text == "far")
    #expect(try await fixture.lease() == nil)
    #expect(try await ledger.nextLeaseTime() == near)
    #expect(try await !ledger.recall(beyond: .seconds(3600), to: fixture.clock.now))
  }

  /// However far away it is: no clock was wrong.
  @Test func aTimeThatSomebodyAskedForIsKept() async throws {
    let job = try await fixture.draft("later.md")
    let asked = fixture.clock.now.advanced(by: .seconds(86_400 * 30))
    try await ledger.decide(
      job, fixture.approval(), then: .approved, next: .voice, notBefore: fixture.clock.now.advanced(by: .seconds(10)),
      startsAt: asked)
    #expect(try await !ledger.recall(beyond: .seconds(3600), to: fixture.clock.now))
    try await ledger.recall([.voice])
    #expect(try await ledger.nextLeaseTime() == asked)
    fixture.clock.advance(.seconds(86_400 * 30))
    #expect(try await fixture.lease()?.job.name == job)
  }

  /// Only who waits after a failure is called: who was just decided about waits for the grace, in which it may be undone.
  @Test func nobodyIsCalledOutOfTheGrace() async throws {
    let failed = try await fixture.draft("failed.md")
    try await fixture.approve(failed)
    let work = try #require(try await fixture.lease([.voice]))
    let busy = Failure(Refusal("The provider is busy.", wayOut: "It is tried again."), kind: .passing)
    _ = try await ledger.fail(work.lease, busy, then: .again(at: fixture.clock.now.advanced(by: .seconds(600)), .approved))
    let decided = try await fixture.draft("decided.md")
    try await fixture.approve(decided, notBefore: fixture.clock.now.advanced(by: .seconds(10)))
    try await ledger.recall([.voice])
    #expect(try await fixture.lease([.voice])?.job.name == failed)
    #expect(try await fixture.lease([.voice]) == nil)
    fixture.clock.advance(.seconds(10))
    #expect(try await fixture.lease([.voice])?.job.name == decided)
  }

  @Test func crashesCountApartAndQuarantineUntilSomeoneRetries() async throws {
    let job = try await fixture.take("a.md")
    let crash = Failure(Refusal("The worker died.", wayOut: "It is tried again."), kind: .crash)
    for number in 0..<3 {
      let work = try #require(try await fixture.lease())
      let counts = try await ledger.counts(work.lease)
      #expect(counts.crashes == number)
      #expect(counts.failures == 0)
      try await ledger.fail(work.lease, crash, then: number < 2 ? .again(at: fixture.clock.now, .queued) : .quarantined)
    }
    #expect(try await fixture.state(job) == .quarantined)
    #expect(try await fixture.lease() == nil)

    try await ledger.retry(job, by: "Thandi")
    let again = try #require(try await fixture.lease())
    #expect(again.lease.attempt == 1)
    #expect(try await ledger.counts(again.lease) == AttemptCounts())
  }

  @Test func aCleanStopIsNoTry() async throws {
    let job = try await fixture.take("a.md")
    let work = try #require(try await fixture.lease())
    #expect(try await ledger.release(work.lease) == .queued)
    #expect(try await fixture.state(job) == .queued)
    let again = try #require(try await fixture.lease())
    #expect(again.lease.attempt == 1)
    #expect(try await ledger.counts(again.lease).interruptions == 1)
    await #expect(throws: LedgerError.leaseEnded(work.lease)) { try await fixture.finish(work, then: .reading, next: .script) }
  }

  @Test func aStateThatTheTableForbidsChangesNothing() async throws {
    let job = try await fixture.take("a.md")
    let work = try #require(try await fixture.lease())
    await #expect(throws: LedgerError.forbidden(job, from: .reading, to: .completed)) {
      try await fixture.finish(work, then: .completed, next: nil)
    }
    #expect(try await fixture.state(job) == .reading)
    #expect(try await ledger.record(of: job).results.isEmpty)
    try await fixture.finish(work, then: .reading, next: .script)
  }

  @Test func workThatWasDoneOnceIsFoundByItsInput() async throws {
    try await fixture.take("a.md")
    let work = try #require(try await fixture.lease())
    let input = Digest(of: "the input")
    let result = fixture.result("text")
    try await ledger.finish(work.lease, result: result, inputDigest: input, then: .reading, next: .script)
    let acme = work.lease.client
    #expect(try await ledger.result(of: .read, inputDigest: input, client: acme)?.artifacts == result.artifacts)
    #expect(try await ledger.result(of: .script, inputDigest: input, client: acme) == nil)
    #expect(try await ledger.result(of: .read, inputDigest: Digest(of: "another"), client: acme) == nil)
    let other = try #require(ClientName("zeta"))
    #expect(try await ledger.result(of: .read, inputDigest: input, client: other) == nil)
  }

  @Test func cancellingAnswersWithTheRunningLease() async throws {
    let job = try await fixture.take("a.md")
    let work = try #require(try await fixture.lease())
    #expect(try await ledger.cancel(job, by: "Thandi") == work.lease)
    #expect(try await fixture.state(job) == .cancelled)
    await #expect(throws: LedgerError.leaseEnded(work.lease)) { try await ledger.release(work.lease) }
    try await ledger.retry(job, by: "Thandi")
    #expect(try await fixture.lease()?.lease.stage == .read)
  }

  @Test func aLateStageIsTriedAgainFromWhereItStopped() async throws {
    let job = try await fixture.draft("a.md")
    try await fixture.approve(job)
    try await fixture.finish(try #require(try await fixture.lease([.voice])), then: .audioReady, next: .picture)
    let picture = try #require(try await fixture.lease([.picture]))
    let failure = Failure(Refusal("A pose is missing.", wayOut: "Add it."), kind: .input)
    try await ledger.fail(picture.lease, failure, then: .failed)
    #expect(try await fixture.lease() == nil)
    try await ledger.retry(job, by: "Thandi")
    #expect(try await fixture.state(job) == .queued)
    let again = try #require(try await fixture.lease())
    #expect(again.lease.stage == .picture)
    #expect(again.job.state == .rendering)
    #expect(again.job.results[.voice] != nil)
  }
}
