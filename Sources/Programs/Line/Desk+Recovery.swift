import Files
import Intake
import Journal
import Ledger
import Outbox
import Production
import Settings

extension Desk {
  /// Brings the share to what the ledger says, after a stop of any kind.
  func recover() async throws {
    try await recoverClaims()
    while try await pointOutDuplicates(since: 0) > 0 {}
    for job in try await house.ledger.unpublished() where try await house.ledger.record(of: job).order.drop.client == client.name
    {
      try await publish(job)
    }
    try await giveBackWhatFailed()
    for card in try await house.ledger.jobs(client: client.name, states: [.draft, .held], limit: 10_000, offset: 0) {
      try await showDraft(card.name)
    }
  }

  /// Shows what could not be shown when it happened: the disk was full, or the share away.
  func showPending() async throws {
    let jobs = pending
    pending = []
    for job in jobs {
      let record = try await house.ledger.record(of: job)
      do {
        switch record.state {
        case .draft, .held: try await showDraft(job)
        case .finishing: try await publish(job)
        case .failed, .quarantined, .cancelled: try await failAsTheLedgerSays(job)
        default: continue
        }
      } catch {
        pending.insert(job)
        house.journal.log(.warning, "A result still cannot be shown", fields: ["job": job.text, "error": "\(error)"])
      }
    }
  }

  func showLater(_ job: JobName) { pending.insert(job) }

  /// Originals that still lie claimed although their job has ended without a video.
  private func giveBackWhatFailed() async throws {
    for entry in try claimed.entries() where entry.kind == .file {
      if TemporaryName.isOne(entry.name) {
        try claimed.remove(entry.name)
        continue
      }
      guard let id = Int64(entry.name.description), let job = try await house.ledger.job(ofClaim: id) else { continue }
      let state = try await house.ledger.record(of: job).state
      if [.failed, .quarantined, .cancelled].contains(state) { try await failAsTheLedgerSays(job) }
    }
  }

  private func failAsTheLedgerSays(_ job: JobName) async throws {
    let note = try await house.ledger.story(job)?.card.note
    try await fail(job, note ?? Refusal("It was not made.", wayOut: "To make it after all, drop it into the inbox again."))
  }

  /// Takes the original back out of failed/, so that the job can be tried again.
  func takeBack(_ job: JobName) async throws {
    let record = try await house.ledger.record(of: job)
    let original = original(record)
    guard let name = FileName(job.text), let folder = try? share.folder([Self.name(of: .failed), name]) else { return }
    if try folder.status(of: original.originalName) != nil {
      try folder.move(original.originalName, to: claimed, as: original.name, replacing: false)
    }
    try outbox.withdrawFailure(name)
  }
}
