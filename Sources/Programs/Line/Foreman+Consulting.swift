import Digests
import Journal
import Ledger
import Production
import Settings

/// What the line does where language models write.
extension Foreman {
  /// A digest that stands for this one try.
  static func once(_ digest: Digest, _ lease: Lease) -> Digest { Digest(of: Array("\(digest.hex) \(lease.id)".utf8)) }

  /// Where no model wrote and the built-in writer may: the job goes on with it, and says so. False where it may not.
  func recordOffline(_ failure: Failure, of work: LeasedWork) async throws -> Bool {
    let lease = work.lease
    guard lease.stage == .consult, house.settings.writer(of: lease.client).offlineToo else { return false }
    let result = WorkResult(artifacts: [], facts: [ConsultNotes.offlineWhy: failure.refusal.sentence])
    let step = Route.step(after: .consult, settings: work.job.settings)
    let digest = Self.once(Digest(of: Array(lease.job.text.utf8)), lease)
    try await house.ledger.finish(lease, result: result, inputDigest: digest, then: step.state, next: step.stage)
    house.journal(of: work).log(
      .warning, "No language model wrote; the built-in writer does",
      fields: ["why": failure.refusal.sentence, "detail": failure.refusal.detail])
    return true
  }
}
