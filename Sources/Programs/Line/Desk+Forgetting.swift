import Files
import FoundationEssentials
import Journal
import Ledger
import Outbox
import Production
import Review
import Settings

// Whom somebody asked to forget: people have a moment to take that back, then the ledger knows it, and lists are gone through.
extension Desk {
  /// Somebody asked for it in the inbox, and has not taken it back so far.
  struct Erasure {
    /// As the file that asks is called.
    let subject: String
    let asker: String
    /// Taken away, it is taken back.
    let note: FileName
    let due: ContinuousClock.Instant
  }

  /// A file is called after somebody who is to be forgotten. It stays until that is done, so a restart only makes it later.
  ///
  /// A document may well be called so: only where somebody of that name is known it is more than that.
  func askToForget(asIn name: FileName, _ inbox: Folder, _ marker: InboxMarker) async throws -> Bool {
    if erasures[name] != nil { return true }
    guard house.settings.review.takesMarkers else {
      try giveBack(name, in: inbox, InboxMarker.onlyByAdministrators)
      return true
    }
    guard let status = try inbox.status(of: name) else { return true }
    do {
      if try await house.people(called: marker.subject, of: client.name).isEmpty {
        // Killed behind it, it is carried out already.
        guard try await house.ledger.isForgetting(marker.subject, of: client.name) else {
          throw Refusal.nobody(called: marker.subject)
        }
        if try inbox.status(of: name)?.isUnchanged(since: status) == true { try inbox.remove(name) }
        return true
      }
    } catch let refusal as Refusal {
      // No document is called after an address.
      if marker.endsAsText, !marker.subject.contains("@") { return false }
      try giveBack(name, in: inbox, refusal)
      return true
    }
    let person = await person(at: ["\(ShareFolder.inbox.rawValue)/\(name)"], around: [.now()], isAwaited: false)
    // Another look may have come first.
    guard erasures[name] == nil, try inbox.status(of: name) != nil else { return true }
    let asker = person ?? Accounts.person(owning: status) ?? Self.someone
    erasures[name] = Erasure(
      subject: marker.subject, asker: asker, note: try outbox.announceForgetting(of: marker.subject, by: asker),
      due: .now + house.settings.review.grace)
    errands.hurry()
    return true
  }

  /// When the next one is forgotten; nil for never.
  var nextErasure: ContinuousClock.Instant? { erasures.values.map(\.due).min() }

  /// Forgets those whose time to be kept is over, and nobody whose note or file is gone. True where there were any.
  func forgetWhoIsDue() async throws -> Bool {
    if erasures.isEmpty { return false }
    let inbox = try share.folder(Self.name(of: .inbox))
    var isChanged = false
    for (name, asked) in erasures {
      let isKept = try inbox.status(of: name) == nil || !outbox.isForgettingAnnounced(by: asked.note)
      guard isKept || asked.due <= .now else { continue }
      isChanged = true
      if isKept {
        house.journal.log(.notice, "Somebody is not forgotten after all", fields: ["client": client.name.text])
      } else {
        do {
          try await forget(asked.subject, by: asked.asker)
        } catch let refusal as Refusal {
          try giveBack(name, in: inbox, refusal)
        }
      }
      if try inbox.status(of: name) != nil { try inbox.remove(name) }
      try outbox.withdrawForgetting(asked.note)
      erasures[name] = nil
    }
    return isChanged
  }

  /// Asked twice, as after a kill, it is carried out once; of whom a list told again since, is forgotten again.
  private func forget(_ words: String, by person: String) async throws {
    for card in try await house.people(called: words, of: client.name) {
      let (forgetting, ended) = try await house.forget(card, by: person)
      for lease in ended { hands.stopLease(lease) }
      pending.formUnion(forgetting.videos)
      errands.leave(forgetting)
    }
    hands.workCame()
  }

  /// Takes a person out of a job's lists, and away from what is shown of it.
  func strike(_ person: ForgottenPerson, as removal: Removal) async throws {
    let job = removal.job
    let record = try await house.ledger.record(of: job)
    let table = record.state == .deleted ? nil : try batchRows(of: record)
    // First what is ours is written anew: whatever names them after that is somebody's own.
    if let card = try await house.ledger.batch(named: job) { try await show(card) }
    let (lines, isAtRest) = try await house.ledger.forgottenLines(of: job)
    var (left, struck) = try outbox.forget(
      person, in: job, original(record), lines: lines, pages: BatchReport.names + [CampaignSheet.name], areRenewed: table != nil)
    try await house.ledger.keep(struck: struck, of: job)
    // While rows of it are being made their list is needed, and pages may show it again.
    guard isAtRest else {
      return try await house.ledger.postpone(removal, until: .now().advanced(by: .seconds(600)))
    }
    try await house.ledger.forgetSamples(of: job)
    if record.state != .deleted, try house.batchRows(of: record) == nil, try await house.ledger.hasRowsOfNobody(job) {
      left.append("outbox/\(job.path)/: one of the folders in it may be theirs, and it is not known any more which")
    }
    let lists = try await house.ledger.listContents(of: job)
    for content in try await house.unneeded(among: lists, at: .now()) { try house.store.remove(content.digest) }
    try await house.ledger.finish(removal)
    if !left.isEmpty { try outbox.askToLook(at: left, of: job) }
    await house.journal(of: job).log(
      .notice, "Somebody of its list is forgotten", fields: ["client": client.name.text, "left": "\(left.count)"])
  }
}

extension House {
  /// A person is forgotten, with all that was made for them. Whom rows of old batches were made for is looked up first.
  func forget(_ card: LeadCard, by person: String) async throws -> (forgetting: Forgetting, ended: [Lease]) {
    for batch in try await ledger.batchesOfNobody(card) {
      let rows = try batchRows(of: try await ledger.record(of: batch))?.rows ?? []
      let lines = Dictionary(rows.compactMap { row in row.number.map { ($0, row.line) } }) { $1 }
      if !lines.isEmpty { try await ledger.link(rowsOf: batch, toLines: lines) }
    }
    return try await ledger.forget(card, by: person)
  }

  /// What became of each row of a batch's list, when that was read; nil where it is not kept any more.
  func batchRows(of record: JobRecord) throws -> BatchRows? {
    guard let artifacts = (record.results[.rows] ?? record.results[.read])?.artifacts,
      let artifact = artifacts.first(where: { $0.name == BatchRows.fileName }),
      let bytes = try store.read(artifact.digest, atMost: BatchRows.largest)
    else { return nil }
    return try JSONDecoder().decode(BatchRows.self, from: Data(bytes))
  }
}

extension Errands {
  /// Whoever takes things away sleeps until something is left for them.
  func leave(_ forgetting: Forgetting) {
    for job in forgetting.videos + forgetting.lists { leave(.show(job)) }
  }
}
