import Files
import Journal
import Ledger
import Outbox
import Production
import Settings

// What somebody asked to be deleted, or whom to forget: the ledger knows it, and here it is carried out where people see it.
extension Desk {
  /// True when something changed. What cannot be done now is done later, and is in nobody's way.
  func takeAwayWhatIsDue() async throws -> Bool {
    let due = try await house.ledger.dueRemovals(of: client.name, at: .now())
    for removal in due {
      do {
        try await carryOut(removal)
      } catch {
        house.heard(error)
        await house.journal(of: removal.job).log(
          .warning, "What is to be taken away is still there", fields: ["error": "\(error)"])
        try await house.ledger.postpone(removal, until: .now().advanced(by: .seconds(60)))
      }
    }
    return !due.isEmpty
  }

  private func carryOut(_ removal: Removal) async throws {
    if case .person(let person) = removal.kind { return try await forget(person, as: removal) }
    let record = try await house.ledger.record(of: removal.job)
    if case .job(let isShown) = removal.kind, record.state != .deleted {
      if isShown, try outbox.isDeletionTakenBack(of: removal.job, original(record)) {
        try outbox.withdrawDeletion(of: removal.job, original(record))
        await house.journal(of: removal.job).log(.notice, "It is kept after all", fields: [:])
        return try await house.ledger.keepAfterAll(removal)
      }
      if !isShown, try await announce(removal, record) { return }
    }
    try await delete(removal, record)
  }

  /// False where there is no folder to say it in.
  private func announce(_ removal: Removal, _ record: JobRecord) async throws -> Bool {
    let grace = house.settings.review.grace
    guard try outbox.announceDeletion(of: removal.job, original(record), in: grace, by: removal.by) else { return false }
    try await house.ledger.postpone(removal, until: .now().advanced(by: grace), isShown: true)
    return true
  }

  private func delete(_ removal: Removal, _ record: JobRecord) async throws {
    let job = removal.job
    guard try await house.ledger.delete(removal) else {
      return try await house.ledger.postpone(removal, until: .now().advanced(by: .seconds(2)))
    }
    hands.wantHost()
    let left = try outbox.delete(job, original(record), outputs: try await outputs(of: job))
    for content in try await house.ledger.contents(onlyOf: removal) { try house.store.remove(content) }
    try await house.ledger.finish(removal)
    if let batch = job.batch, let card = try await house.ledger.batch(named: batch) { try await show(card) }
    var fields = ["client": client.name.text, "by": removal.by]
    if !left.isEmpty { fields["left"] = left.joined(separator: ", ") }
    await house.journal(of: job).log(.notice, "A job was deleted", fields: fields)
  }

  /// What lies in its folder by the ledger; of a row that is also what its batch put there.
  private func outputs(of job: JobName) async throws -> [String] {
    let own = try await house.ledger.story(job)?.outputs.map(\.name) ?? []
    guard let batch = job.batch, let folder = job.folders.last else { return own }
    let shared = try await house.ledger.story(batch)?.outputs.map(\.name) ?? []
    return own + shared.filter { $0.hasPrefix("\(folder)/") }.map { String($0.dropFirst(folder.utf8.count + 1)) }
  }

  // MARK: - People

  private func forget(_ person: ForgottenPerson, as removal: Removal) async throws {
    let job = removal.job
    let record = try await house.ledger.record(of: job)
    let table = record.state == .deleted ? nil : try batchRows(of: record)
    let left = try outbox.forget(person, in: job, original(record), renewed: table == nil ? [] : BatchReport.names + [CampaignSheet.name])
    if let card = try await house.ledger.batch(named: job) { try await show(card) }
    // While rows of it are being made their list is needed, and pages may show it again.
    guard try await house.ledger.forgottenLines(of: job).isAtRest else {
      return try await house.ledger.postpone(removal, until: .now().advanced(by: .seconds(60)))
    }
    let lists = try await house.ledger.listContents(of: job)
    for content in try await house.unneeded(among: lists, at: .now()) { try house.store.remove(content.digest) }
    try await house.ledger.finish(removal)
    if !left.isEmpty { try outbox.askToLook(at: left, of: job) }
    await house.journal(of: job).log(
      .notice, "Somebody of its list is forgotten", fields: ["client": client.name.text, "left": "\(left.count)"])
  }

  /// What a file asks for that is called after a person: that they be forgotten.
  func forget(_ words: String, by person: String) async throws {
    let cards = try await house.people(called: words, of: client.name)
    for card in cards {
      let (forgetting, ended) = try await house.ledger.forget(card, by: person)
      for lease in ended { hands.stopLease(lease) }
      errands.leave(forgetting)
    }
    hands.workCame()
  }
}

extension Errands {
  /// Whoever takes things away sleeps until something is left for them.
  func leave(_ forgetting: Forgetting) {
    if let job = (forgetting.videos + forgetting.lists).first { leave(.show(job)) }
  }
}
