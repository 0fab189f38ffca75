import Files
import Journal
import Ledger
import Production
import Settings

/// How a worker's try of a stage ended.
enum StageOutcome: Sendable {
  case done(WorkResult, inputDigest: Digest)
  case failed(Failure)
  /// The disk is full: no try, only a wait.
  case noRoom(Refusal)
}

extension Foreman {
  func record(_ outcome: StageOutcome, of work: LeasedWork) async throws {
    let lease = work.lease
    switch outcome {
    case .done(let result, let inputDigest): try await recordDone(result, inputDigest, work)
    case .noRoom(let refusal):
      // Nothing is leased before there is room.
      let again = Moment.now().advanced(by: .seconds(1))
      try await house.ledger.fail(lease, Failure(refusal, kind: .restart), then: .again(at: again, Self.stateBefore(lease.stage)))
    case .failed(let failure) where failure.kind == .restart || stopsNow: try await house.ledger.release(lease)
    case .failed(let failure): try await recordFailure(failure, work)
    }
  }

  private func recordDone(_ result: WorkResult, _ inputDigest: Digest, _ work: LeasedWork) async throws {
    let lease = work.lease
    let step = Route.step(after: lease.stage, settings: work.job.order.settings)
    try await house.ledger.finish(
      lease, result: result, inputDigest: inputDigest, then: step.state, next: step.stage, script: Self.draft(result, work))
    house.journal.log(
      .info, "A stage is done", fields: ["job": lease.job.text, "stage": lease.stage.rawValue, "client": lease.client.text])
    guard let desk = desks[lease.client] else { return }
    do {
      switch lease.stage {
      case .script where step.state == .draft: try await desk.showDraft(lease.job)
      case .finish: try await desk.publish(lease.job)
      default: break
      }
    } catch {
      house.heard(error)
      // The ledger knows what is to be shown; it is shown again when the share, or the disk, is back.
      await desk.showLater(lease.job)
      house.journal.log(.warning, "A result could not be shown yet", fields: ["job": lease.job.text, "error": "\(error)"])
    }
  }

  private static func draft(_ result: WorkResult, _ work: LeasedWork) -> DraftScript? {
    guard work.lease.stage == .script, let text = result.artifacts.first(where: { $0.name == "script.txt" }) else { return nil }
    let seconds = result.facts["seconds"].flatMap(Double.init) ?? 0
    return DraftScript(version: work.job.version, textDigest: text.digest, estimate: .zero, length: Timecode(seconds: seconds))
  }

  private func recordFailure(_ failure: Failure, _ work: LeasedWork) async throws {
    let lease = work.lease
    let counts = try await house.ledger.counts(lease)
    let verdict = house.retry.verdict(
      failure.kind, tries: counts.failures + 1, crashes: counts.crashes + (failure.kind == .crash ? 1 : 0),
      dice: Double.random(in: 0...1))
    let state: JobState
    switch verdict {
    case .again(let pause):
      let at = Moment.now().advanced(by: pause)
      state = try await house.ledger.fail(lease, failure, then: .again(at: at, Self.stateBefore(lease.stage)))
    case .failed: state = try await house.ledger.fail(lease, failure, then: .failed)
    case .quarantined: state = try await house.ledger.fail(lease, failure, then: .quarantined)
    }
    house.journal.log(
      .warning, "A stage did not end well",
      fields: [
        "job": lease.job.text, "stage": lease.stage.rawValue, "why": failure.refusal.sentence, "detail": failure.refusal.detail,
        "state": state.rawValue,
      ])
    guard state == .failed || state == .quarantined, let desk = desks[lease.client] else { return }
    do {
      try await desk.fail(lease.job, failure.refusal)
    } catch {
      house.heard(error)
      await desk.showLater(lease.job)
      house.journal.log(.warning, "A failure could not be shown yet", fields: ["job": lease.job.text, "error": "\(error)"])
    }
  }

  /// The state that a job waits in for this stage.
  private static func stateBefore(_ stage: Stage) -> JobState {
    switch stage {
    case .settings, .retype, .read: .queued
    case .script: .drafting
    case .voice: .approved
    case .picture: .audioReady
    case .finish: .finishing
    }
  }
}
