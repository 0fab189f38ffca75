import Digests
import Ledger
import Production
import Testing

@Suite("Money")
struct MoneyTests {
  let fixture: LedgerFixture
  let work: LeasedWork
  var ledger: Ledger { fixture.ledger }
  let atMost = Money(microDollars: 200_000)
  let cost = Money(microDollars: 123_456)

  init() async throws {
    fixture = try await LedgerFixture()
    try await fixture.take("a.md")
    try await fixture.finish(try #require(try await fixture.lease()), then: .reading, next: .script)
    work = try #require(try await fixture.lease())
  }

  private func intend(
    _ key: String = "key", _ lease: Lease? = nil, within budget: Budget? = nil
  ) async throws -> CallStanding {
    try await ledger.intend(
      key, provider: "writer", atMost: atMost, lease: lease ?? work.lease, within: budget ?? plenty)
  }

  private let plenty = Budget(month: Money(microDollars: 100_000_000))

  private func granted(_ key: String = "key") async throws -> Int64 {
    guard case .granted(let id) = try await intend(key) else { throw LedgerError.closed }
    return id
  }

  @Test func anIntentCountsAtItsMostAndAChargeAtItsCost() async throws {
    let call = try await granted()
    #expect(try await ledger.spentThisMonth(work.lease.client) == atMost)
    try await ledger.charge(call, cost: cost)
    #expect(try await ledger.spentThisMonth(work.lease.client) == cost)
    #expect(try await ledger.job(named: work.job.name)?.cost == cost)
    fixture.clock.advance(.seconds(40 * 86_400))
    #expect(try await ledger.spentThisMonth(work.lease.client) == .zero)
    #expect(try await ledger.verify() == [])
  }

  @Test func theSameRequestIsNotPaidTwice() async throws {
    let call = try await granted()
    #expect(try await intend() == .out(call))
    try await ledger.charge(call, cost: cost)
    #expect(try await intend() == .charged(call, cost))
    #expect(try await ledger.job(named: work.job.name)?.cost == cost)
  }

  @Test func aKeptAnswerIsGivenAgain() async throws {
    let call = try await granted()
    let answer = Artifact(name: "answer.json", digest: Digest(of: "answer"), size: 3)
    try await ledger.charge(call, cost: cost, answer: answer)
    #expect(try await intend() == .answered(call, answer))
    #expect(try await ledger.job(named: work.job.name)?.cost == cost)
  }

  /// Each limit by itself; what is spent and what may be spent are compared where the intent is written.
  @Test func nothingIsGrantedPastAnyLimit() async throws {
    let enough = Money(microDollars: 1_000_000)
    let less = Money(microDollars: 199_999)
    for budget in [
      Budget(month: less), Budget(month: enough, clientMonth: less), Budget(month: enough, day: less),
      Budget(month: enough, video: less),
    ] {
      guard case .overBudget(let refusal) = try await intend(within: budget) else { throw LedgerError.closed }
      #expect(refusal.sentence.contains("$0.20"))
    }
    #expect(try await ledger.job(named: work.job.name)?.cost == .zero)
    let exact = Budget(month: atMost, clientMonth: atMost, day: atMost, video: atMost)
    guard case .granted = try await intend(within: exact) else { throw LedgerError.closed }
    guard case .overBudget = try await intend("another", within: exact) else { throw LedgerError.closed }
    #expect(try await ledger.verify() == [])
  }

  @Test func aJobThatWaitsForMoneyGoesOnWhenTheMonthTurns() async throws {
    let budget = Budget(month: Money(microDollars: 300_000), day: Money(microDollars: 250_000))
    guard case .granted(let call) = try await intend(within: budget) else { throw LedgerError.closed }
    try await ledger.charge(call, cost: atMost)
    guard case .overBudget(let refusal) = try await intend("another", within: budget) else { throw LedgerError.closed }
    let state = try await ledger.fail(work.lease, Failure(refusal, kind: .restart), then: .overBudget(atMost))
    #expect(state == .overBudget)
    let budgets = [fixture.client: budget]
    #expect(try await ledger.resumeWithin(budgets).isEmpty)
    // The next day begins, but this month has not enough left.
    fixture.clock.advance(.seconds(86_400))
    #expect(try await ledger.resumeWithin(budgets).isEmpty)
    fixture.clock.advance(.seconds(31 * 86_400))
    #expect(try await ledger.resumeWithin(budgets) == [work.job.name])
    let next = try #require(try await fixture.lease())
    #expect(next.lease.stage == work.lease.stage)
    #expect(next.lease.attempt == 1, "waiting for money is no try")
    #expect(try await ledger.verify() == [])
  }

  /// The budget was raised at noon, and the work was to begin at night: it does not begin at noon.
  @Test func aJobThatWaitsForMoneyStillBeginsAtItsTime() async throws {
    let job = try await fixture.draft("later.md")
    let start = fixture.clock.now.advanced(by: .seconds(3600))
    let (state, _) = try await ledger.decide(
      job, fixture.approval(), then: .approved, next: .voice, notBefore: fixture.clock.now.advanced(by: .seconds(10)),
      startsAt: start, within: Budget(month: Money(microDollars: 1)))
    #expect(state == .overBudget)
    #expect(try await ledger.nextLeaseTime() == nil)
    fixture.clock.advance(.seconds(60))
    #expect(try await ledger.resumeWithin([fixture.client: plenty]) == [job])
    #expect(try await ledger.nextLeaseTime() == start)
    #expect(try await fixture.lease([.voice]) == nil)
    fixture.clock.advance(.seconds(3600))
    #expect(try await fixture.lease([.voice])?.job.name == job)
    #expect(try await ledger.verify() == [])
  }

  @Test func whatIsFreeIsAskedBySeveralJobsAtOnce() async throws {
    let other = try await another()
    for lease in [work.lease, other, work.lease] {
      let standing = try await ledger.intend(
        "list", provider: "writer", atMost: .zero, lease: lease, within: Budget(month: .zero))
      guard case .granted = standing else { throw LedgerError.closed }
    }
  }

  @Test func whatAnotherJobAsksJustNowIsNotPerhapsPaid() async throws {
    let call = try await granted()
    let other = try await another()
    #expect(try await intend("key", other) == .out(call))
    let answer = Artifact(name: "answer", digest: Digest(of: "answer"), size: 3)
    try await ledger.charge(call, cost: cost, answer: answer)
    #expect(try await intend("key", other) == .answered(call, answer))
  }

  @Test func whatWasTurnedAwayForNothingIsAskedAgain() async throws {
    try await ledger.charge(try await granted(), cost: .zero)
    _ = try await granted()
  }

  @Test func aLostAnswerIsBoughtAgainOnlyByAPersonsWord() async throws {
    let call = try await granted()
    try await ledger.charge(call, cost: cost)
    #expect(try await intend() == .charged(call, cost))
    let wrong = Failure(Refusal("It is lost.", wayOut: "Pay again."), kind: .input)
    #expect(try await ledger.fail(work.lease, wrong, then: .failed) == .failed)
    try await ledger.retry(work.job.name, by: "Thandi")
    let next = try #require(try await fixture.lease())
    guard case .granted(let second) = try await intend("key", next.lease) else { throw LedgerError.closed }
    #expect(second != call)
    #expect(try await ledger.job(named: work.job.name)?.cost == cost + atMost, "what was paid stays counted")
    #expect(try await ledger.verify() == [])
  }

  @Test func whatAnotherJobPerhapsPaidForNamesThatJob() async throws {
    let call = try await granted()
    let other = try await another()
    let died = Failure(Refusal("The worker died.", wayOut: "Wait."), kind: .crash)
    #expect(try await ledger.fail(work.lease, died, then: .failed) == .perhapsCharged)
    #expect(try await intend("key", other) == .perhapsCharged(call, of: work.job.name, whichWaits: true))
    // It was given up, so nobody will say a word on it any more: another job's person does.
    try await ledger.cancel(work.job.name, by: "Thandi")
    #expect(try await intend("key", other) == .perhapsCharged(call, of: work.job.name, whichWaits: false))
    let wrong = Failure(Refusal("It was perhaps paid for.", wayOut: "Look."), kind: .input)
    #expect(try await ledger.fail(other, wrong, then: .failed) == .failed)
    try await ledger.retry(other.job, by: "Thandi")
    let again = try #require(try await fixture.lease())
    guard case .granted = try await intend("key", again.lease) else { throw LedgerError.closed }
    #expect(try await ledger.verify() == [])
  }

  @Test func noCallCostsLessThanNothing() async throws {
    let call = try await granted()
    await #expect(throws: (any Error).self) { try await ledger.charge(call, cost: Money(microDollars: -1)) }
    await #expect(throws: (any Error).self) {
      _ = try await ledger.intend(
        "other", provider: "writer", atMost: Money(microDollars: -1), lease: work.lease, within: plenty)
    }
    #expect(try await ledger.spentThisMonth(work.lease.client) == atMost)
  }

  private func another() async throws -> Lease {
    try await fixture.take("b.md")
    try await fixture.finish(try #require(try await fixture.lease([.read])), then: .reading, next: .script)
    return try #require(try await fixture.lease([.script])).lease
  }

  @Test func anotherClientsAnswerIsNotUsed() async throws {
    try await ledger.charge(try await granted(), cost: cost, answer: Artifact(name: "a", digest: Digest(of: "a"), size: 1))
    try await fixture.take("b.md", client: "zeta")
    let other = try #require(try await fixture.lease([.read]))
    guard case .granted = try await intend("key", other.lease) else { throw LedgerError.closed }
    // The budget of the month is for all of them together.
    #expect(try await ledger.spentThisMonth(other.lease.client) == atMost)
    #expect(try await ledger.spending(of: other.job.name).month == cost + atMost)
  }

  @Test func aKillBetweenIntentAndAnswerAsksAPerson() async throws {
    let call = try await granted()
    let again = try await fixture.reopened()
    let recovery = try await again.recoverAfterRestart()
    #expect(recovery.perhapsCharged == [work.job.name])
    #expect(recovery.abandoned.isEmpty)
    let card = try #require(try await again.job(named: work.job.name))
    #expect(card.state == .perhapsCharged)
    #expect(card.cost == atMost)
    #expect(card.note != nil)
    #expect(try await again.lease(Set(Stage.allCases), runningByClient: [:], states: LedgerFixture.running) == nil)

    try await again.resume(work.job.name, by: "Thandi", then: .drafting, next: .script)
    let next = try #require(try await again.lease([.script], runningByClient: [:], states: LedgerFixture.running))
    let standing = try await again.intend("key", provider: "writer", atMost: atMost, lease: next.lease, within: plenty)
    guard case .granted(let second) = standing else { throw LedgerError.closed }
    #expect(second != call)
    #expect(try await again.verify() == [])
  }

  @Test func whatTurnsUpOnTheBillIsCharged() async throws {
    let call = try await granted()
    try await ledger.perhapsCharged(call)
    try await ledger.charge(call, cost: cost)
    #expect(try await ledger.spentThisMonth(work.lease.client) == cost)
    await #expect(throws: LedgerError.self) { try await ledger.charge(call, cost: cost) }
  }

  @Test func aFailureWithAnOpenCallNeverTriesAgainByItself() async throws {
    _ = try await granted()
    let crash = Failure(Refusal("The worker died.", wayOut: "Wait."), kind: .crash)
    let state = try await ledger.fail(work.lease, crash, then: .again(at: fixture.clock.now, .drafting))
    #expect(state == .perhapsCharged)
    #expect(try await fixture.lease() == nil)
  }

  @Test func anEndedLeaseCannotSpend() async throws {
    try await ledger.cancel(work.job.name, by: "Thandi")
    await #expect(throws: LedgerError.leaseEnded(work.lease)) { try await intend() }
  }
}
