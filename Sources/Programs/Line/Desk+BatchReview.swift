import Files
import Journal
import Ledger
import Outbox
import Production
import Review
import Settings

// The rows of a batch that wait for a person can be decided about all at once, in the folder of the batch.
extension Desk {
  /// What was asked last in a batch's folder, and what was read there.
  struct BatchAsked {
    var rows: [JobCard] = []
    var said = ReviewDecision.undecided
    /// What was decided because of it, where that could not be answered yet.
    var untold: BatchAnswer?
    var at: ContinuousClock.Instant?
  }

  /// Reads what the folders of batches say about all their rows, and brings the notes there up to date. `cards` are the jobs that may wait
  /// for a person. True when something was decided.
  func reviewBatches(among cards: [JobCard]) async throws -> Bool {
    var waiting: [JobName: [JobCard]] = [:]
    for card in cards {
      if let batch = card.name.batch { waiting[batch, default: []].append(card) }
    }
    if batchesAsked == nil {
      batchesAsked = Dictionary(try await batchesInReview().map { ($0, BatchAsked()) }) { $1 }
    }
    var changed = false
    for batch in Set(waiting.keys).union(batchesAsked?.keys.map { $0 } ?? []).sorted() {
      // What is in the way of one must not be in the way of the others.
      do {
        if try await review(batch, waiting[batch] ?? []) { changed = true }
      } catch let refusal as Refusal {
        try outbox.acknowledge(batch, .notUnderstood(refusal))
      } catch let error as FileError where error.isPassing {
        throw error
      } catch let error as FileError {
        house.heard(error)
        await house.journal(of: batch).log(.warning, "A batch's review folder could not be read", fields: ["error": "\(error)"])
      }
    }
    return changed
  }

  /// After a start: what is asked there stands in no memory.
  private func batchesInReview() async throws -> [JobName] {
    var batches: [JobName] = []
    for entry in try share.folder(Self.name(of: .review)).entries() where entry.kind == .folder {
      guard let job = JobName(entry.name.description), try await house.ledger.batch(named: job)?.client == client.name else {
        continue
      }
      batches.append(job)
    }
    return batches
  }

  private func review(_ batch: JobName, _ rows: [JobCard]) async throws -> Bool {
    if let gate = try outbox.gateAsked(of: batch), let folder = reviewFolder(of: batch),
      try await readDecision(about: batch, at: gate, in: folder)
    {
      return true
    }
    try await askAboutAll(of: batch, rows)
    return false
  }

  // MARK: - Asking

  private func askAboutAll(of batch: JobName, _ rows: [JobCard]) async throws {
    let waiting = rows.filter { [.open, .held].contains(ReviewPhase(of: $0)) && $0.gate != nil }
    guard let gate = Gate.allCases.first(where: { gate in waiting.contains { $0.gate == gate } }) else {
      if rows.contains(where: { ReviewPhase(of: $0) == .decided }) {
        if batchesAsked?[batch]?.rows.isEmpty == false { try outbox.pauseAsking(about: batch) }
        batchesAsked?[batch, default: BatchAsked()].rows = []
        return
      }
      try outbox.endAsking(about: batch)
      batchesAsked?[batch] = reviewFolder(of: batch) == nil ? nil : BatchAsked()
      return
    }
    let here = waiting.filter { $0.gate == gate }.sorted { $0.name < $1.name }
    let last = batchesAsked?[batch]
    guard last?.rows != here, let card = try await house.ledger.batch(named: batch) else { return }
    // Of a large one not with every row that comes.
    let pace = Duration.seconds(card.total > 500 ? 30 : 1)
    if let at = last?.at, ContinuousClock.now - at < pace, !(last?.rows.isEmpty ?? true) { return }
    let record = try await house.ledger.record(of: batch)
    let titles = Dictionary((try batchRows(of: record)?.rows ?? []).map { ($0.number, $0.who) }) { $1 }
    var asked: [BatchAsk.Row] = []
    for row in here {
      let script = try await house.ledger.script(of: row.name)
      asked.append(
        BatchAsk.Row(
          job: row.name, title: row.name.folders.last.flatMap { titles[Int($0)] } ?? "", length: script?.length ?? .zero,
          cost: gate == .script ? script?.estimate ?? .zero : .zero, isHeld: row.state == .held))
    }
    let notMade = [ReadingFact.topicsBad, ReadingFact.leadsBad].compactMap { record.fact($0).flatMap(Int.init) }.reduce(0, +)
    try outbox.ask(
      BatchAsk(batch: batch, gate: gate, rows: asked, later: Self.later(than: gate, in: card), notMade: notMade))
    batchesAsked?[batch] = BatchAsked(rows: here, said: last?.said ?? .undecided, at: .now)
  }

  /// How many rows have not come to a gate yet.
  private static func later(than gate: Gate, in card: BatchCard) -> Int {
    var before: [JobState] = [.queued, .reading, .drafting, .rejected]
    if gate == .voice || gate == .publish { before += [.draft, .approved, .speaking] }
    if gate == .publish { before += [.audioReady, .rendering, .finishing] }
    return before.reduce(0) { $0 + (card.counts[$1] ?? 0) }
  }

  // MARK: - Deciding

  private func readDecision(about batch: JobName, at gate: Gate, in folder: Folder) async throws -> Bool {
    guard let reading = try await read(folder, of: batch, at: gate) else { return false }
    let before = batchesAsked?[batch]?.said ?? .undecided
    if before == reading.decision { return false }
    batchesAsked?[batch, default: BatchAsked()].said = reading.decision
    do {
      switch reading.decision {
      case .undecided:
        batchesAsked?[batch]?.untold = nil
        try outbox.withdrawAnswer(in: batch)
        return false
      case .unclear(let refusal): try outbox.acknowledge(batch, .notUnderstood(refusal))
      case .decided(_, _, let marked) where !marked.isEmpty: try outbox.acknowledge(batch, .notUnderstood(Self.onlyMarkers))
      case .decided(let decision, let marker, _):
        try await act(on: reading, decision, marker, about: batch, at: gate, in: folder)
        batchesAsked?[batch] = BatchAsked()
      }
    } catch {
      // It was not done, or not all of it, and is read again.
      batchesAsked?[batch]?.said = before
      throw error
    }
    return true
  }

  private func act(
    on reading: ReviewReading, _ decision: Decision, _ marker: FileName, about batch: JobName, at gate: Gate, in folder: Folder
  ) async throws {
    let person = await decider(of: reading, on: batch)
    if decision == .cancel {
      try await cancelBatch(batch, by: person)
      try outbox.answer(BatchAnswer(decision: .cancel, gate: gate), in: batch)
    } else {
      var answer = batchesAsked?[batch]?.untold
      if answer?.decision != decision || answer?.gate != gate {
        answer = try await decideAll(of: batch, decision, notes: reading.notes, by: person, at: gate)
        batchesAsked?[batch]?.untold = answer
      }
      if let answer { try await tell(answer, in: batch) }
    }
    try takeAway(marker, reading.marker, of: batch, in: folder)
    if !reading.notes.isEmpty { try putNotesAside(of: batch, in: folder) }
  }

  /// Decides about all rows that wait at a gate, as if somebody had done so in the folder of each; `count` limits how many at a time.
  private func decideAll(
    of batch: JobName, _ decision: Decision, notes: String, by person: String, at gate: Gate, atMost count: Int = .max,
    sparing: Set<JobName> = []
  ) async throws -> BatchAnswer {
    _ = try await doErrands()
    var (decided, overBudget) = ([JobName](), 0)
    var refused: [BatchAnswer.Refused] = []
    let phases: [ReviewPhase] = decision == .hold ? [.open, .decided] : [.open, .held]
    for card in try await house.ledger.rows(of: batch) where card.gate == gate && !sparing.contains(card.name) {
      guard decided.count + refused.count < count else { break }
      guard let phase = ReviewPhase(of: card), phases.contains(phase) else { continue }
      do {
        try await decideInFolder(card.name, decision, notes: notes, by: person)
        decided.append(card.name)
        if decision == .approve, try await house.ledger.job(named: card.name)?.state == .overBudget { overBudget += 1 }
      } catch let refusal as Refusal {
        refused.append(BatchAnswer.Refused(job: card.name, why: refusal))
      } catch LedgerError.forbidden {
        // It went on in this very moment.
        continue
      } catch let error as FileError where !error.isPassing {
        // What is in the way of one row is in nobody else's.
        house.heard(error)
        refused.append(BatchAnswer.Refused(job: card.name, why: Self.inTheWay(of: card.name, error)))
      }
    }
    return BatchAnswer(
      decision: decision, gate: gate, decided: decided, overBudget: overBudget, refused: refused,
      grace: house.settings.review.grace)
  }

  /// Answers in the folder to what was decided.
  func tell(_ answer: BatchAnswer, in batch: JobName) async throws {
    await house.journal(of: batch).log(
      .notice, "A decision was made about all that waits of a batch",
      fields: ["decision": answer.decision.rawValue, "rows": String(answer.count)])
    if answer.count > 0 { return try outbox.answer(answer, in: batch) }
    try outbox.acknowledge(batch, .notUnderstood(answer.refused.first?.why ?? Self.nothingWaits(of: batch)))
  }

  /// What only bears a name has done its work; what a person wrote in it is kept.
  private func takeAway(_ marker: FileName, _ seen: FileStatus?, of batch: JobName, in folder: Folder) throws {
    guard let now = try folder.status(of: marker) else { return }
    if now.size == 0, let seen, now.isUnchanged(since: seen) { return try folder.remove(marker) }
    try outbox.putAside(marker, of: batch, version: 1)
  }

  /// They were about what was decided, and say nothing about what comes next.
  private func putNotesAside(of batch: JobName, in folder: Folder) throws {
    for entry in try folder.entries() where entry.kind == .file && MarkerWords.isNotes(entry.name.description) {
      if !outbox.isOurs(entry.name, in: folder) { try outbox.putAside(entry.name, of: batch, version: 1) }
    }
  }

  /// The gate that a command's word about all rows is about: the one that people are asked about, else the earliest at which any waits.
  func gateToDecide(of batch: JobName) async throws -> Gate {
    let waiting = try await house.ledger.rows(of: batch).filter { ReviewPhase(of: $0) != nil }
    let earliest = Gate.allCases.first { gate in waiting.contains { $0.gate == gate } }
    guard let gate = try outbox.gateAsked(of: batch) ?? earliest else { throw Self.nothingWaits(of: batch) }
    return gate
  }

  /// A command's word about all rows that wait at a gate, some at a time: answers with what was decided. `sparing` are those that it was said
  /// of before. Whoever asks tells it in the folder at the end.
  func decideAllByCommand(
    of batch: JobName, _ decision: Decision, notes: String, by person: String, at gate: Gate, sparing: Set<JobName>
  ) async throws -> BatchAnswer {
    let answer = try await decideAll(
      of: batch, decision, notes: notes, by: person, at: gate, atMost: 50, sparing: sparing)
    batchesAsked?[batch] = BatchAsked()
    return answer
  }

  static func nothingWaits(of batch: JobName) -> Refusal {
    Refusal(
      "Nothing of \(batch) waits for such a decision now, so nothing was decided.",
      wayOut: "See how far its rows are in outbox/\(batch)/batch.html.")
  }

  private static func inTheWay(of job: JobName, _ error: FileError) -> Refusal {
    Refusal(
      "The folder review/\(job.path) cannot be used as it is.",
      wayOut: "Take out of it what does not belong there, then decide about it there.", detail: "\(error)")
  }

  private static let onlyMarkers = Refusal(
    "A text lies here beside the folders of the rows, so it is not clear what is decided about.",
    wayOut: "Put an empty file named approved here to approve all, or rename the script in the folder of one.")
}
