import Files
import Journal
import Ledger
import Outbox
import Production
import Settings

/// How a worker's try of a stage ended.
enum StageOutcome: Sendable {
  case done(WorkResult, inputDigest: Digest)
  case failed(Failure)
  /// There is nothing to work with, as on a full disk: no try, only a wait.
  case notNow(Refusal, after: Duration = .seconds(1))
  /// The next paid call may cost more than may be spent: no try, and a wait for money.
  case overBudget(Refusal, needs: Money)
}

extension Foreman {
  func record(_ outcome: StageOutcome, of work: LeasedWork) async throws {
    let lease = work.lease
    switch outcome {
    case .done(let result, let inputDigest): try await recordDone(result, inputDigest, work)
    case .notNow(let refusal, let pause):
      // While the disk is full, nothing is leased at all.
      let again = Moment.now().advanced(by: min(pause, house.settings.line.longestPause))
      try await house.ledger.fail(lease, Failure(refusal, kind: .restart), then: .again(at: again, lease.stage.stateBefore))
    case .overBudget(let refusal, let needs): try await recordExcess(refusal, needs, work)
    case .failed(let failure) where failure.kind == .restart || stopsNow: try await house.ledger.release(lease)
    case .failed(let failure): try await recordFailure(failure, work)
    }
  }

  private func recordDone(_ made: WorkResult, _ inputDigest: Digest, _ work: LeasedWork) async throws {
    let lease = work.lease
    var result = made
    // First, so that a job never goes on whose people were forgotten by a kill.
    // A topic's job shares the drop, and the people, of the one that it came from.
    if lease.stage == .read, !work.job.isSplit {
      try await rememberLeads(result, of: lease.job)
      result = try await rememberViews(result, of: lease)
    }
    let consults =
      !house.settings.writers(of: lease.client).isEmpty && StageInputs.mayConsult(work.job, version: work.job.version)
    let step = Route.step(
      after: lease.stage, settings: work.job.settings, facts: result.facts, isBatch: work.job.isBatch, consults: consults)
    // Where nobody is asked, this is where it would begin.
    let begins = lease.stage == .script && step.state == .approved
    let asked = begins ? work.job.order.settings.startsAt.map(WallClock.ofTheMachine.moment(of:)) : nil
    try await house.ledger.finish(
      lease, result: result, inputDigest: inputDigest, then: step.state, next: step.stage, at: step.gate, startsAt: asked,
      script: Self.draft(result, work))
    await tellOfDoubts(after: lease)
    if step.stage == nil { show(lease.job, of: lease.client) }
  }

  /// The ledger knows what is to be shown: the desk does it, now or when the share, or the disk, is back.
  private func show(_ job: JobName, of client: ClientName) { errands[client]?.leave(.show(job)) }

  private static func draft(_ result: WorkResult, _ work: LeasedWork) -> DraftScript? {
    guard work.lease.stage == .script, let text = result.artifacts.first(where: { $0.name == "script.txt" }) else { return nil }
    let seconds = result.facts["seconds"].flatMap(Double.init) ?? 0
    return DraftScript(
      version: work.job.version, textDigest: text.digest, estimate: PriceList(result.facts).total,
      length: Timecode(seconds: seconds))
  }

  /// It waits for money, and people are told.
  private func recordExcess(_ refusal: Refusal, _ needs: Money, _ work: LeasedWork) async throws {
    let lease = work.lease
    let state = try await house.ledger.fail(lease, Failure(refusal, kind: .restart), then: .overBudget(needs))
    house.journal(of: work).log(
      .notice, "A job waits, because it would go over its budget", fields: ["why": refusal.sentence, "state": state.rawValue])
    show(lease.job, of: lease.client)
  }

  private func recordFailure(_ failure: Failure, _ work: LeasedWork) async throws {
    let lease = work.lease
    let counts = try await house.ledger.counts(lease)
    let verdict = house.retry.verdict(
      failure.kind, tries: counts.failures + 1, crashes: counts.crashes + (failure.kind == .crash ? 1 : 0),
      dice: Double.random(in: 0...1))
    if verdict == .failed || verdict == .quarantined, try await recordOffline(failure, of: work) { return }
    let state: JobState
    switch verdict {
    case .again(let pause):
      let asked = min(failure.pause ?? .zero, house.settings.line.longestPause)
      let at = Moment.now().advanced(by: max(pause, asked))
      state = try await house.ledger.fail(lease, failure, then: .again(at: at, lease.stage.stateBefore))
    case .failed: state = try await house.ledger.fail(lease, failure, then: .failed)
    case .quarantined: state = try await house.ledger.fail(lease, failure, then: .quarantined)
    }
    house.journal(of: work).log(
      .warning, "A stage did not end well",
      fields: ["why": failure.refusal.sentence, "detail": failure.refusal.detail, "state": state.rawValue])
    guard state == .failed || state == .quarantined else { return }
    house.meter.count(.jobFailed(lease.client))
    show(lease.job, of: lease.client)
  }

  /// Lets the jobs go on that waited for money and may have it now.
  func resumeWithinBudget() async throws {
    let settings = house.settings
    let budgets = Dictionary(settings.clients.map { ($0.name, settings.budget(of: $0.name)) }) { $1 }
    for job in try await house.ledger.resumeWithin(budgets) {
      await house.journal(of: job).log(.notice, "A job goes on, as there is budget for it now")
      show(job, of: try await house.ledger.record(of: job).order.drop.client)
      changed()
    }
  }
}
