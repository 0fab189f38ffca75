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
    let end = ContinuousClock.now + Self.longestRound
    var isChanged = try await forgetWhoIsDue()
    while ContinuousClock.now < end {
      let due = try await house.ledger.dueRemovals(of: client.name, at: .now())
      if due.isEmpty { break }
      for removal in due { try await carryOutOrPostpone(removal) }
      isChanged = true
    }
    return isChanged
  }

  /// A batch has many rows, and other work of the share waits.
  private static let longestRound = Duration.seconds(5)

  private func carryOutOrPostpone(_ removal: Removal) async throws {
    do {
      try await carryOut(removal)
    } catch {
      house.heard(error)
      await house.journal(of: removal.job).log(
        .warning, "What is to be taken away is still there", fields: ["error": "\(error)"])
      try await house.ledger.postpone(removal, until: .now().advanced(by: .seconds(60)))
    }
  }

  private func carryOut(_ removal: Removal) async throws {
    if case .person(let person) = removal.kind { return try await strike(person, as: removal) }
    let record = try await house.ledger.record(of: removal.job)
    if case .job(let isShown) = removal.kind, record.state != .deleted {
      guard isShown else { return try await announce(removal, record) }
      if try outbox.isDeletionTakenBack(of: removal.job, original(record)) {
        try await house.ledger.keepAfterAll(removal)
        try outbox.withdrawDeletion(of: removal.job, original(record))
        return await house.journal(of: removal.job).log(.notice, "It is kept after all", fields: [:])
      }
      try await house.ledger.begin(removal)
    }
    try await delete(removal, record)
  }

  private func announce(_ removal: Removal, _ record: JobRecord) async throws {
    try outbox.announceDeletion(of: removal.job, original(record), by: removal.by)
    try await house.ledger.postpone(removal, until: .now().advanced(by: house.settings.review.grace), isShown: true)
  }

  private func delete(_ removal: Removal, _ record: JobRecord) async throws {
    let job = removal.job
    guard record.state.isAtRest, try await house.ledger.delete(removal) else {
      return try await house.ledger.postpone(removal, until: .now().advanced(by: .seconds(5)))
    }
    hands.wantHost()
    let struck = try await house.ledger.struckFiles(of: job)
    let left = try outbox.delete(job, original(record), outputs: try await outputs(of: job), dropped: dropped(record) + struck)
    let assets = house.assetBook.contents(of: house.settings.clients.map(\.name))
    for content in try await house.ledger.contents(onlyOf: removal) where !assets.contains(content) {
      try house.store.remove(content)
    }
    try await house.ledger.finish(removal)
    if removal.kind == .jobAndWords, !left.isEmpty { try outbox.askToLook(at: left, of: job.batch ?? job) }
    if removal.kind != .row, let batch = job.batch, let card = try await house.ledger.batch(named: batch) { try await show(card) }
    var fields = ["client": client.name.text, "by": removal.by]
    if !left.isEmpty { fields["left"] = left.joined(separator: ", ") }
    await house.journal(of: job).log(.notice, "A job was deleted", fields: fields)
  }

  /// What lies in its folder by the ledger; of a row that is also what its batch put there.
  private func outputs(of job: JobName) async throws -> [Artifact] {
    let own = try await house.ledger.story(job)?.outputs ?? []
    guard let batch = job.batch, let folder = job.folders.last else { return own }
    let shared = try await house.ledger.story(batch)?.outputs ?? []
    return own
      + shared.filter { $0.name.hasPrefix("\(folder)/") }.map {
        Artifact(name: String($0.name.dropFirst(folder.utf8.count + 1)), digest: $0.digest, size: $0.size)
      }
  }

  /// The files of its drop, as they lie where people got them back.
  private func dropped(_ record: JobRecord) -> [Artifact] {
    let drop = record.order.drop
    let name = original(record).originalName.description
    if record.isSplit { return [] }
    if drop.parts.isEmpty { return [Artifact(name: name, digest: drop.digest, size: drop.size)] }
    return drop.parts.map { part in
      let path = part.path.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
      return Artifact(name: drop.shape == .folder ? "\(name)/\(path)" : path, digest: part.digest, size: part.size)
    }
  }
}
