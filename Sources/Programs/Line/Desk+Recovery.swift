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
    try await giveStraysBack()
    try await recoverClaims()
    while true {
      let duplicates = try await house.ledger.pointOutDuplicates(client.name, since: 0, limit: 500)
      if duplicates.isEmpty { break }
      await show(duplicates)
    }
    // Before drafts are shown again: a folder that was renamed meanwhile is not missing.
    _ = try await takeRenamedFoldersBack()
    // Before anything goes on or out: what people took back meanwhile counts, also when its grace ended while nobody looked.
    try await readWhatWasDecidedMeanwhile()
    try await remember()
    _ = try await showPending()
  }

  /// What is in the way of one folder for good keeps nobody from the share: it is said again at each look.
  private func readWhatWasDecidedMeanwhile() async throws {
    isRecovering = true
    defer { isRecovering = false }
    do {
      _ = try await readReviews()
    } catch {
      switch error {
      case let error as FileError where error.isPassing: throw error
      case is FileError, is Refusal:
        house.heard(error)
        house.journal.log(
          .warning, "Not all that was decided meanwhile could be read",
          fields: ["client": client.name.text, "error": "\(error)"])
      default: throw error
      }
    }
  }

  /// Finds all that may have to be shown, as the ledger knows it.
  func remember() async throws {
    // Each by itself: one that cannot be shown now stands in nobody's way.
    for job in try await house.ledger.unpublished(client.name) { pending.insert(job) }
    for job in try await endedButNotGivenBack() { pending.insert(job) }
    for job in try await endedWithoutAClaim() { pending.insert(job) }
    let shown: Set<JobState> = [.draft, .held, .audioReady, .waitingToPublish, .overBudget]
    for card in try await house.ledger.jobs(client: client.name, states: shown, limit: 10_000, offset: 0)
    where card.waitsForPerson {
      pending.insert(card.name)
    }
  }

  /// Shows what could not be shown when it happened: the disk was full, the share away, or the service killed.
  ///
  /// True when something was shown.
  func showPending() async throws -> Bool {
    var shown = false
    for job in pending {
      guard standing() == .present else { break }
      do {
        try await showAsTheLedgerSays(job)
        pending.remove(job)
        shown = true
      } catch {
        house.heard(error)
        await house.journal(of: job).log(.warning, "A result cannot be shown yet", fields: ["error": "\(error)"])
      }
    }
    return shown
  }

  /// Brings the folders of a job to what the ledger says of it. Repeated after a kill, it ends the same.
  func showAsTheLedgerSays(_ job: JobName) async throws {
    guard let card = try await house.ledger.job(named: job) else { return }
    switch card.state {
    case .draft, .held, .waitingToPublish: try await show(card.gate ?? .script, of: job)
    case .audioReady where card.waitsForPerson: try await show(.voice, of: job)
    case .publishing, .finishing: if try await house.ledger.unpublished(client.name).contains(job) { try await publish(job) }
    case .failed, .quarantined, .cancelled: try await failAsTheLedgerSays(job)
    case .overBudget: try await showExcess(of: job)
    default: try outbox.endExcess(of: job)
    }
  }

  func showLater(_ job: JobName) { pending.insert(job) }

  /// Jobs that have ended without a video while their originals still lie claimed.
  private func endedButNotGivenBack() async throws -> [JobName] {
    var jobs: [JobName] = []
    for entry in try claimed.entries() {
      if TemporaryName.isOne(entry.name) {
        try claimed.remove(entry.name)
        continue
      }
      guard let id = Int64(entry.name.description), let job = try await house.ledger.job(ofClaim: id) else { continue }
      let record = try await house.ledger.record(of: job)
      if [.failed, .quarantined, .cancelled].contains(record.state) { jobs.append(job) }
      // All of a group was given back, and only our folder for it stayed.
      if record.order.drop.shape == .group, record.state == .completed { try claiming.forgetIfEmpty(id) }
    }
    return jobs
  }

  /// Rows, topics' jobs and further formats that ended lately, and whose folders do not say so yet: nothing lies claimed for any of them.
  private func endedWithoutAClaim() async throws -> [JobName] {
    let ended: Set<JobState> = [.failed, .quarantined, .cancelled]
    var jobs: [JobName] = []
    for name in try namesInReview() {
      guard let card = try await house.ledger.job(named: name), card.client == client.name, ended.contains(card.state) else {
        continue
      }
      jobs.append(name)
    }
    for card in try await house.ledger.jobs(client: client.name, states: ended, limit: Self.endedAtOnce, offset: 0) {
      let isShown = try outbox.isShownWorking(card.name)
      if card.name.batch != nil {
        if isShown { jobs.append(card.name) }
        continue
      }
      let mayBeUntold = !card.wasMadeBefore && Moment.now().since(card.changed) < Self.lately
      guard try isShown || mayBeUntold && folderIfThere(.failed, of: card.name) == nil else { continue }
      if try await house.ledger.record(of: card.name).isSplit { jobs.append(card.name) }
    }
    return jobs
  }

  /// The jobs that the folders in review/ are called after, and those in the folders of batches.
  private func namesInReview() throws -> [JobName] {
    var names: [JobName] = []
    for entry in try share.folder(Self.name(of: .review)).entries() where entry.kind == .folder {
      guard let job = JobName(entry.name.description) else { continue }
      names.append(job)
      for inner in try reviewFolder(of: job)?.entries() ?? [] where inner.kind == .folder {
        if let row = JobName("\(job).\(inner.name)") { names.append(row) }
      }
    }
    return names
  }

  private static let endedAtOnce = 500
  /// What people threw away since does not come back for ever.
  private static let lately = Duration.seconds(86_400)

  private func failAsTheLedgerSays(_ job: JobName) async throws {
    if let earlier = try await house.ledger.pointer(of: job) { return try await showPointer(job, to: earlier) }
    let note = try await house.ledger.story(job)?.card.note
    try await fail(job, note ?? Refusal("It was not made.", wayOut: "To make it after all, drop it into the inbox again."))
  }
}
