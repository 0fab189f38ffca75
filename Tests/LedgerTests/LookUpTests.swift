import Digests
import Ledger
import Production
import Testing

/// Paid calls of a stage that can look up what became of them.
@Suite("Calls that can be looked up")
struct LookUpTests {
  let fixture: LedgerFixture
  var ledger: Ledger { fixture.ledger }
  private let crash = Failure(Refusal("The worker died.", wayOut: "Wait."), kind: .crash)

  init() async throws { fixture = try await LedgerFixture() }

  private func lease() async throws -> LeasedWork {
    try #require(try await ledger.lease([.speak], runningByClient: [:], states: [.speak: .speaking]))
  }

  private func speaking(_ name: String) async throws -> LeasedWork {
    try await fixture.take(name)
    try await fixture.finish(try #require(try await fixture.lease([.read])), then: .reading, next: .script)
    try await fixture.finish(try #require(try await fixture.lease([.script])), then: .approved, next: .speak)
    return try await lease()
  }

  private func intend(_ work: LeasedWork) async throws -> CallStanding {
    try await ledger.intend(
      "line", provider: "voices", atMost: Money(microDollars: 1000), lease: work.lease,
      within: Budget(month: Money(microDollars: 1_000_000)))
  }

  private func granted(_ work: LeasedWork) async throws -> Int64 {
    guard case .granted(let call) = try await intend(work) else { throw LedgerError.closed }
    return call
  }

  /// Its worker crashed while the line was out, and it comes back.
  private func crashed(_ work: LeasedWork) async throws -> Int64 {
    let call = try await granted(work)
    #expect(try await ledger.fail(work.lease, crash, then: .again(at: fixture.clock.now, .approved)) == .approved)
    return call
  }

  @Test func aPersonsWordOnAnotherJobSettlesNothingThatIsToBeLookedUp() async throws {
    let one = try await speaking("a.md")
    let call = try await crashed(one)
    try await fixture.take("b.md")
    let other = try #require(try await fixture.lease([.read]))
    #expect(try await ledger.fail(other.lease, crash, then: .failed) == .failed)
    try await ledger.retry(other.job.name, by: "Thandi")
    #expect(try await intend(try await lease()) == .perhapsCharged(call, of: one.job.name, whichWaits: false))
    #expect(try await ledger.verify() == [])
  }

  @Test func aCancelledJobThatIsTriedAgainLooksItsLinesUp() async throws {
    let one = try await speaking("a.md")
    let call = try await granted(one)
    try await ledger.cancel(one.job.name, by: "Thandi")
    try await ledger.retry(one.job.name, from: .speak, by: "Thandi")
    #expect(try await intend(try await lease()) == .perhapsCharged(call, of: one.job.name, whichWaits: false))
  }

  @Test func whereLookingWasInVainAPersonsWordCounts() async throws {
    let one = try await speaking("a.md")
    let call = try await granted(one)
    try await ledger.perhapsCharged(call)
    #expect(try await ledger.fail(one.lease, crash, then: .failed) == .perhapsCharged)
    try await ledger.resume(one.job.name, by: "Thandi", then: .speaking, next: .speak)
    #expect(try await granted(try await lease()) != call)
    #expect(try await ledger.verify() == [])
  }

  @Test func theWordOfWhoeverLookedForAnotherJobCountsToo() async throws {
    let one = try await speaking("a.md")
    let call = try await granted(one)
    try await ledger.cancel(one.job.name, by: "Thandi")
    let two = try await speaking("b.md")
    _ = try await ledger.lookUpAgain(call, by: two.lease)
    try await ledger.perhapsCharged(call)
    #expect(try await ledger.fail(two.lease, crash, then: .failed) == .perhapsCharged)
    try await ledger.resume(two.job.name, by: "Thandi", then: .speaking, next: .speak)
    #expect(try await granted(try await lease()) != call)
  }

  @Test func whatCameBackForAJobThatIsStillMadeIsNeeded() async throws {
    let one = try await speaking("a.md")
    let answer = Artifact(name: "answer", digest: Digest(of: "answer"), size: 3)
    try await ledger.charge(try await granted(one), cost: Money(microDollars: 900), answer: answer)
    fixture.clock.advance(.seconds(60))
    #expect(try await ledger.unneeded(among: [answer.digest], keepingLinesSince: fixture.clock.now) == [])
  }

  @Test func anAnswerThatIsForgottenIsBoughtAgain() async throws {
    let one = try await speaking("a.md")
    let call = try await granted(one)
    let answer = Artifact(name: "answer", digest: Digest(of: "answer"), size: 3)
    try await ledger.charge(call, cost: Money(microDollars: 900), answer: answer)
    #expect(try await intend(one) == .answered(call, answer))
    try await ledger.forgetAnswer(of: call)
    #expect(try await granted(one) != call)
    #expect(try await ledger.answer(to: "line", for: one.lease.client) == nil)
    #expect(try await ledger.verify() == [])
  }
}
