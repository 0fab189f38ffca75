import Digests
import Ledger
import Production
import Testing

@Suite("Decisions")
struct DecisionTests {
  let fixture: LedgerFixture
  var ledger: Ledger { fixture.ledger }

  init() async throws { fixture = try await LedgerFixture() }

  @Test func aDraftShowsWhatIsOffered() async throws {
    let job = try await fixture.draft("a.md")
    #expect(try await fixture.state(job) == .draft)
    #expect(try await ledger.script(of: job) == fixture.script(of: 1))
    #expect(try await fixture.lease() == nil)
  }

  @Test func anApprovalIsLeasedAfterItsGraceWithTheApprovedText() async throws {
    let job = try await fixture.draft("a.md")
    let grace = fixture.clock.now.advanced(by: .seconds(10))
    try await fixture.approve(job, notBefore: grace)
    #expect(try await fixture.lease() == nil)
    #expect(try await ledger.nextLeaseTime() == grace)
    fixture.clock.advance(.seconds(10))
    let work = try #require(try await fixture.lease())
    #expect(work.lease.stage == .voice)
    #expect(work.job.approvedText == Digest(of: "text 1"))
    #expect(work.job.state == .speaking)
  }

  @Test func anApprovalCanBeTakenBackUntilItsWorkBegins() async throws {
    let job = try await fixture.draft("a.md")
    try await fixture.approve(job, notBefore: fixture.clock.now.advanced(by: .seconds(10)))
    try await ledger.undoDecision(job)
    #expect(try await fixture.state(job) == .draft)
    #expect(try await ledger.record(of: job).approvedText == nil)
    #expect(try await ledger.nextLeaseTime() == nil)
    await #expect(throws: Refusal.self) { try await ledger.undoDecision(job) }

    try await fixture.approve(job)
    _ = try #require(try await fixture.lease())
    await #expect(throws: Refusal.self) { try await ledger.undoDecision(job) }
    #expect(try await fixture.state(job) == .speaking)
  }

  @Test func afterARetryOfTheVoiceAnApprovalStands() async throws {
    let job = try await fixture.draft("a.md")
    try await fixture.approve(job)
    let work = try #require(try await fixture.lease())
    let failure = Failure(Refusal("Busy.", wayOut: "Wait."), kind: .passing)
    try await ledger.fail(work.lease, failure, then: .again(at: fixture.clock.now.advanced(by: .seconds(60)), .approved))
    #expect(try await fixture.state(job) == .approved)
    await #expect(throws: Refusal.self) { try await ledger.undoDecision(job) }
  }

  @Test func aRejectionBringsTheNextVersionWithItsNotes() async throws {
    let job = try await fixture.draft("a.md")
    try await ledger.decide(
      job, fixture.approval(.reject, notes: "Shorter, please."), then: .rejected, next: .script, notBefore: nil)
    let work = try #require(try await fixture.lease())
    #expect(work.lease.stage == .script)
    #expect(work.job.version == 2)
    #expect(work.job.notes == "Shorter, please.")
    #expect(work.job.approvedText == nil)
    #expect(work.job.results[.script]?.version == 1)
    #expect(work.lease.attempt == 1)
    try await fixture.finish(work, then: .draft, next: nil, script: fixture.script(of: 2))

    await #expect(throws: Refusal.self) { try await fixture.approve(job) }
    try await ledger.decide(job, fixture.approval(version: 2), then: .approved, next: .voice, notBefore: nil)
    #expect(try await ledger.job(named: job)?.version == 2)
  }

  @Test func aScriptOfAnotherVersionIsNotTaken() async throws {
    try await fixture.take("a.md")
    try await fixture.finish(try #require(try await fixture.lease()), then: .reading, next: .script)
    let work = try #require(try await fixture.lease())
    await #expect(throws: LedgerError.self) {
      try await fixture.finish(work, then: .draft, next: nil, script: fixture.script(of: 2))
    }
    #expect(try await fixture.state(work.job.name) == .drafting)
  }

  @Test(arguments: [Decision.approve, .reject, .hold])
  func aJobThatIsNoDraftRefusesADecision(_ decision: Decision) async throws {
    let job = try await fixture.take("a.md")
    let target: [Decision: JobState] = [.approve: .approved, .reject: .rejected, .hold: .held]
    let error = try await #require(throws: Refusal.self) {
      try await ledger.decide(job, fixture.approval(decision), then: try #require(target[decision]), next: nil, notBefore: nil)
    }
    #expect(error.sentence.contains("queued"))
    #expect(try await fixture.state(job) == .queued)
    let story = try #require(try await ledger.story(job))
    #expect(story.approvals.isEmpty)
  }

  @Test func cancellingByDecisionEndsTheRunningLease() async throws {
    let job = try await fixture.draft("a.md")
    try await fixture.approve(job)
    let work = try #require(try await fixture.lease())
    let ended = try await ledger.decide(job, fixture.approval(.cancel), then: .cancelled, next: nil, notBefore: nil)
    #expect(ended.ended == work.lease)
    #expect(ended.state == .cancelled)
  }

  @Test func whatIsBeingPublishedIsNotCancelled() async throws {
    let job = try await fixture.draft("a.md")
    try await fixture.approve(job)
    try await fixture.finish(try #require(try await fixture.lease([.voice])), then: .audioReady, next: .picture)
    try await fixture.finish(try #require(try await fixture.lease([.picture])), then: .finishing, next: .finish)
    let work = try #require(try await fixture.lease([.finish]))
    try await fixture.finish(work, then: .finishing, next: nil)
    let refusal = try await #require(throws: Refusal.self) { try await ledger.cancel(job, by: "Thandi") }
    #expect(refusal.sentence.contains("being put into the outbox"))
    #expect(refusal.wayOut.contains("dropreel retry a"))
    await #expect(throws: Refusal.self) {
      try await ledger.decide(job, fixture.approval(.cancel), then: .cancelled, next: nil, notBefore: nil)
    }
    #expect(try await ledger.unpublished(fixture.client) == [job])
    #expect(try await ledger.story(job)?.approvals.count == 1)

    // Until its last stage is done it can be.
    let other = try await fixture.draft("b.md")
    try await ledger.cancel(other, by: "Thandi")
    #expect(try await fixture.state(other) == .cancelled)
  }

  @Test func aRetryMayBeginAtAnEarlierStage() async throws {
    let job = try await fixture.draft("a.md")
    try await fixture.approve(job)
    try await fixture.finish(try #require(try await fixture.lease([.voice])), then: .audioReady, next: .picture)
    let gone = Failure(Refusal("A part is missing.", wayOut: "Try it again."), kind: .input)
    try await ledger.fail(try #require(try await fixture.lease([.picture])).lease, gone, then: .failed)
    try await ledger.retry(job, from: .voice, by: "Thandi")
    let work = try #require(try await fixture.lease())
    #expect(work.lease.stage == .voice)
    #expect(work.job.approvedText == Digest(of: "text 1"))

    // All is done, but it cannot be published: its picture is gone.
    try await fixture.finish(work, then: .audioReady, next: .picture)
    try await fixture.finish(try #require(try await fixture.lease([.picture])), then: .finishing, next: .finish)
    try await fixture.finish(try #require(try await fixture.lease([.finish])), then: .finishing, next: nil)
    await #expect(throws: Refusal.self) { try await ledger.retry(job, by: "Thandi") }
    #expect(try await ledger.unpublished(fixture.client) == [job])
    try await ledger.retry(job, from: .picture, by: "Thandi")
    #expect(try await ledger.unpublished(fixture.client) == [])
    #expect(try await fixture.lease()?.lease.stage == .picture)
    #expect(try await ledger.verify() == [])
  }

  @Test func aDecisionIsTakenBackToItsOwnGate() async throws {
    let job = try await fixture.draft("a.md")
    try await fixture.approve(job)
    let voice = try #require(try await fixture.lease([.voice]))
    try await ledger.finish(
      voice.lease, result: WorkResult(artifacts: [], facts: [:]), inputDigest: Digest(of: "in"), then: .audioReady, next: nil,
      at: .voice)
    var card = try #require(try await ledger.job(named: job))
    #expect(card.waitsForPerson && card.gate == .voice)
    #expect(try await fixture.lease() == nil)
    let heard = Approval(
      decision: .approve, by: "Thandi", at: fixture.clock.now, version: 1, textDigest: Digest(of: "heard"), notes: "",
      gate: .voice)
    let later = fixture.clock.now.advanced(by: .seconds(10))
    try await ledger.decide(job, heard, then: .audioReady, next: .picture, notBefore: later)
    card = try #require(try await ledger.job(named: job))
    #expect(!card.waitsForPerson)
    #expect(try await ledger.record(of: job).approved == [.script: Digest(of: "text 1"), .voice: Digest(of: "heard")])
    try await ledger.undoDecision(job)
    card = try #require(try await ledger.job(named: job))
    #expect(card.waitsForPerson && card.state == .audioReady)
    // The one about the script is older than its voices: it stands.
    await #expect(throws: Refusal.self) { try await ledger.undoDecision(job) }
    #expect(try await ledger.story(job)?.approvals.map(\.gate) == [.script])
    #expect(try await ledger.verify() == [])
  }

  @Test func whatIsApprovedToBePublishedCanBeTakenBackUntilItIsDue() async throws {
    let job = try await fixture.draft("a.md")
    try await fixture.approve(job)
    try await fixture.finish(try #require(try await fixture.lease([.voice])), then: .audioReady, next: .picture)
    try await fixture.finish(try #require(try await fixture.lease([.picture])), then: .finishing, next: .finish)
    let finish = try #require(try await fixture.lease([.finish]))
    try await ledger.finish(
      finish.lease, result: WorkResult(artifacts: [], facts: [:]), inputDigest: Digest(of: "in"), then: .waitingToPublish,
      next: nil, at: .publish)
    let approval = Approval(
      decision: .approve, by: "Thandi", at: fixture.clock.now, version: 1, textDigest: Digest(of: "p"), notes: "", gate: .publish)
    for isUndone in [true, false] {
      let due = fixture.clock.now.advanced(by: .seconds(10))
      try await ledger.decide(job, approval, then: .publishing, next: nil, notBefore: due)
      #expect(try await ledger.unpublished(fixture.client) == [])
      #expect(try await ledger.nextLeaseTime() == due)
      if isUndone { try await ledger.undoDecision(job) }
    }
    fixture.clock.advance(.seconds(10))
    #expect(try await ledger.unpublished(fixture.client) == [job])
    await #expect(throws: Refusal.self) { try await ledger.undoDecision(job) }
    await #expect(throws: Refusal.self) { try await ledger.cancel(job, by: "Thandi") }
    try await ledger.publish(job, outputs: [])
    #expect(try await fixture.state(job) == .completed)
    #expect(try await ledger.verify() == [])
  }

  /// What was approved to go out was taken back while the service was stopped: nothing of it is out yet.
  @Test func whatIsNotOutYetCanBeTakenBackAfterItsGrace() async throws {
    let job = try await fixture.draft("watched.md")
    try await fixture.approve(job)
    try await fixture.finish(try #require(try await fixture.lease([.voice])), then: .audioReady, next: .picture)
    try await fixture.finish(try #require(try await fixture.lease([.picture])), then: .rendering, next: .finish)
    try await fixture.finish(try #require(try await fixture.lease([.finish])), then: .waitingToPublish, next: nil)
    let approval = Approval(
      decision: .approve, by: "Thandi", at: fixture.clock.now, version: 1, textDigest: Digest(of: "publish"), notes: "",
      gate: .publish)
    try await ledger.decide(
      job, approval, then: .publishing, next: nil, at: .publish, notBefore: fixture.clock.now.advanced(by: .seconds(10)))
    fixture.clock.advance(.seconds(20))
    await #expect(throws: Refusal.self) { try await ledger.undoDecision(job) }
    try await ledger.undoDecision(job, nothingIsOut: true)
    #expect(try await fixture.state(job) == .waitingToPublish)
    #expect(try await ledger.verify() == [])
  }
}
