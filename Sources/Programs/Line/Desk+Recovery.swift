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
    for card in try await house.ledger.jobs(client: client.name, states: [.queued], limit: 100_000, offset: 0) {
      try await lookForEarlier(card.name)
    }
    for job in try await house.ledger.unpublished() where try await house.ledger.record(of: job).order.drop.client == client.name
    {
      await orLater(job) { try await publish(job) }
    }
    try await giveBackWhatFailed()
    for card in try await house.ledger.jobs(client: client.name, states: [.draft, .held], limit: 10_000, offset: 0) {
      await orLater(card.name) { try await showDraft(card.name) }
    }
  }

  /// One job that cannot be shown must not keep the others, and the service, from their work.
  private func orLater(_ job: JobName, _ show: () async throws -> Void) async {
    do {
      try await show()
    } catch {
      house.heard(error)
      showLater(job)
      house.journal.log(.warning, "A result cannot be shown", fields: ["job": job.text, "error": "\(error)"])
    }
  }

  /// Shows what could not be shown when it happened: the disk was full, or the share away.
  func showPending() async {
    let jobs = pending
    pending = []
    for job in jobs { await orLater(job) { try await showAsTheLedgerSays(job) } }
  }

  private func showAsTheLedgerSays(_ job: JobName) async throws {
    switch try await house.ledger.record(of: job).state {
    case .draft, .held: try await showDraft(job)
    case .finishing: if try await house.ledger.unpublished().contains(job) { try await publish(job) }
    case .failed, .quarantined, .cancelled: try await failAsTheLedgerSays(job)
    default: return
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
      if [.failed, .quarantined, .cancelled].contains(state) {
        await orLater(job) { try await failAsTheLedgerSays(job) }
      }
    }
  }

  private func failAsTheLedgerSays(_ job: JobName) async throws {
    if let earlier = try await house.ledger.pointer(of: job) { return try await showPointer(job, to: earlier) }
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
