import Files
import Journal
import Ledger
import Outbox
import Production
import Settings
import Review
import Scripts

extension Desk {
  /// Shows the newest version of a job's script to people.
  func showDraft(_ job: JobName) async throws {
    try outbox.showDraft(try await draft(of: job))
  }

  private func draft(of job: JobName) async throws -> Draft {
    let record = try await house.ledger.record(of: job)
    guard let script = try await house.ledger.script(of: job),
      let text = try house.store.read(script.textDigest, atMost: ScriptText.largest)
    else { throw missingScript(job) }
    var draft = Draft(
      job: job, version: record.version, scriptText: String(decoding: text, as: UTF8.self), length: script.length)
    draft.grace = house.settings.review.grace
    if record.version > 1, let earlier = try await house.ledger.script(of: job, version: record.version - 1) {
      // Only for the comparison in versions/: when it was removed from the store meanwhile, the comparison is left out.
      let text = try house.store.read(earlier.textDigest, atMost: ScriptText.largest)
      draft.earlierText = text.map { String(decoding: $0, as: UTF8.self) }
    }
    return draft
  }

  private func missingScript(_ job: JobName) -> Refusal {
    Refusal("The script of \(job) is missing from the service's store.", wayOut: "Run: dropreel redo \(job)")
  }

  /// Reads every review folder in which a decision may stand.
  ///
  /// True when something was decided or taken back.
  func readReviews() async throws -> Bool {
    var changed = false
    var seen: [JobName: ReadingMark] = [:]
    var offset = 0
    while true {
      let cards = try await house.ledger.jobs(
        client: client.name, states: [.draft, .held, .approved], limit: Self.reviewsAtOnce, offset: offset)
      for card in cards {
        if try await readReviewAlone(of: card) { changed = true }
        seen[card.name] = lastReadings[card.name]
      }
      if cards.count < Self.reviewsAtOnce { break }
      offset += cards.count
    }
    lastReadings = seen
    return changed
  }

  private static let reviewsAtOnce = 500

  /// One folder that cannot be read, or one decision that cannot be carried out, must not keep the others from being read.
  private func readReviewAlone(of card: JobCard) async throws -> Bool {
    guard !beingDecided.contains(card.name) else { return false }
    do {
      return try await readReview(of: card)
    } catch let refusal as Refusal {
      try outbox.acknowledge(card.name, .notUnderstood(refusal))
      return true
    } catch let error as LedgerError {
      // The state of the job went on while its folder was read; or the ledger itself is in trouble, which stops the round.
      guard case .forbidden = error else { throw error }
      return false
    } catch {
      house.heard(error)
      house.journal.log(.warning, "A review folder could not be read", fields: ["job": card.name.text, "error": "\(error)"])
      return false
    }
  }

  private func readReview(of card: JobCard) async throws -> Bool {
    guard let name = FileName(card.name.text), let review = try? share.folder([Self.name(of: .review), name]) else {
      return false
    }
    // The ledger has the next version a moment before the folder: what lies there until then was said about the one before.
    guard try outbox.shows(card.version, of: card.name) else { return false }
    guard let reading = try await read(review, of: card.name) else { return false }
    guard lastReadings[card.name] != ReadingMark(reading) else { return false }
    // As it is now: the list may be some folders old.
    guard let now = try await house.ledger.job(named: card.name), [.draft, .held, .approved].contains(now.state) else {
      return false
    }
    if try await act(on: reading, now) { lastReadings[card.name] = ReadingMark(reading) }
    return true
  }

  /// False when the folder is to be read again, as it was being written.
  private func act(on reading: ReviewReading, _ card: JobCard) async throws -> Bool {
    switch (card.state, reading.decision) {
    case (.approved, .decided(.approve, _, _)):
      // The text may have been edited since: what counts is what stands there when the grace ends.
      let record = try await house.ledger.record(of: card.name)
      guard let text = reading.text, record.approvedText != (try house.store.put(text)).digest else {
        // The answer may not have come out when it was decided: the disk was full, or the service killed.
        try outbox.acknowledge(card.name, .approved(startsIn: house.settings.review.grace))
        return true
      }
      if try await undo(card.name) { return try await decide(.approve, reading, card.name) }
    case (.approved, .decided(.cancel, _, _)): return try await decide(.cancel, reading, card.name)
    case (.approved, _), (.held, .undecided):
      guard try await undo(card.name) else { return true }
      if case .decided(let decision, _, _) = reading.decision { return try await decide(decision, reading, card.name) }
      if case .unclear(let refusal) = reading.decision { try outbox.acknowledge(card.name, .notUnderstood(refusal)) }
    case (_, .decided(.hold, _, _)) where card.state == .held: try outbox.acknowledge(card.name, .held)
    case (_, .decided(let decision, _, _)): return try await decide(decision, reading, card.name)
    case (_, .unclear(let refusal)): try outbox.acknowledge(card.name, .notUnderstood(refusal))
    case (_, .undecided):
      // An answer that is out of date makes way for the note that says what to do.
      if lastReadings[card.name]?.saidSomething == true { try outbox.askAgain(try await draft(of: card.name)) }
    }
    return true
  }

  /// False when the work has begun, and only waits to be tried again: then it is too late, and the folder says so.
  private func undo(_ job: JobName) async throws -> Bool {
    do {
      try await house.ledger.undoDecision(job)
    } catch is Refusal {
      try outbox.acknowledge(job, .started)
      return false
    }
    try outbox.askAgain(try await draft(of: job))
    house.journal.log(.notice, "A decision was taken back", fields: ["job": job.text])
    return true
  }

  /// False when the script cannot be decided about yet, as it is being written.
  private func decide(_ decision: Decision, _ reading: ReviewReading, _ job: JobName) async throws -> Bool {
    let record = try await house.ledger.record(of: job)
    var textDigest: Digest?
    if let text = reading.text { textDigest = try house.store.put(text).digest }
    if decision == .approve {
      guard let text = reading.text, let script = reading.script else {
        let refusal = Refusal(
          "There is no script here that could be approved.",
          wayOut: "Put script.txt back from versions/, and rename it to \"script approved.txt\".")
        try outbox.acknowledge(job, .notUnderstood(refusal))
        return true
      }
      switch try check(text, script, record, isOffice: reading.isOffice) {
      case .readable: break
      case .toMend: return true
      case .beingWritten: return false
      }
    }
    let approval = Approval(
      decision: decision, by: decider(of: reading), at: .now(), version: record.version, textDigest: textDigest,
      notes: reading.notes)
    try await carryOut(approval, on: job)
    return true
  }

  /// Records a decision, wherever it was made, and answers it in the folder.
  func carryOut(_ approval: Approval, on job: JobName) async throws {
    let step = Route.step(after: approval.decision)
    let grace = house.settings.review.grace
    let notBefore = approval.decision == .approve ? Moment.now().advanced(by: grace) : nil
    let ended = try await house.ledger.decide(job, approval, then: step.state, next: step.stage, notBefore: notBefore)
    if let ended { stopLease(ended) }
    house.journal.log(
      .notice, "A decision was made", fields: ["job": job.text, "decision": approval.decision.rawValue, "by": approval.by])
    switch approval.decision {
    case .approve: try outbox.acknowledge(job, .approved(startsIn: grace))
    case .reject: try outbox.acknowledge(job, .rejected)
    case .redo: try outbox.acknowledge(job, .redo)
    case .hold: try outbox.acknowledge(job, .held)
    case .cancel: await giveUp(job, "It was cancelled by \(approval.by).")
    }
  }

  /// A script that cannot be read back keeps its name and text, and gains lines that say what to mend.
  ///
  /// One that a word processor saved cannot be written to: it stays as it is, and only the note says what to mend.
  func check(_ bytes: [UInt8], _ name: FileName, _ record: JobRecord, isOffice: Bool) throws -> ScriptCheck {
    let settings = record.order.settings
    let text: ScriptText
    do throws(Refusal) {
      text = try ScriptText.parse(bytes: bytes)
    } catch {
      try outbox.acknowledge(record.name, .notUnderstood(error))
      return .toMend
    }
    let reading = text.read(
      cast: [settings.questioner.name, settings.explainer.name], longest: settings.longest,
      estimate: { script in script.estimatedLength { words, _ in Double(words.split(separator: " ").count) / 2.6 } })
    if reading.problems.isEmpty { return .readable }
    if isOffice {
      try outbox.askToMend(record.name, office: name, problems: reading.problems.map { text.words(for: $0) })
      return .toMend
    }
    let marked = text.annotated(with: reading.problems)
    let marking = try outbox.askToMend(
      record.name, version: record.version, script: name, was: bytes, marked: marked.bytes,
      problems: reading.problems.map { "Line \($0.line): \($0.sentence) \($0.wayOut)" })
    return marking == .settled ? .toMend : .beingWritten
  }
}
