import Files
import Journal
import Ledger
import Outbox
import Production
import Review
import Settings

extension Desk {
  /// Reads the review folders of what is being made already: a cancel still counts there, and all else gets an answer. True when
  /// something was cancelled.
  func readLateDecisions() async throws -> Bool {
    var changed = false
    let making: Set<JobState> = [.speaking, .audioReady, .rendering, .finishing]
    var cards: [JobCard] = []
    while true {
      let page = try await house.ledger.jobs(client: client.name, states: making, limit: Self.jobsAtOnce, offset: cards.count)
      cards += page
      if page.count < Self.jobsAtOnce { break }
    }
    for card in cards where ReviewPhase(of: card) == nil && !card.waitsForPerson && !beingDecided.contains(card.name) {
      if try await readLateDecision(of: card) { changed = true }
    }
    let made = Set(cards.map(\.name))
    lateDecisions = lateDecisions.filter { made.contains($0.key) }
    return changed
  }

  private static let jobsAtOnce = 500

  private func readLateDecision(of card: JobCard) async throws -> Bool {
    let job = card.name
    guard let review = reviewFolder(of: job),
      let reading = try await read(review, of: job, at: card.gate ?? .script, asking: .cancel),
      lateDecisions[job] != reading.decision
    else { return false }
    switch reading.decision {
    case .decided(.cancel, _, _):
      do {
        try await cancel(job, by: await decider(of: reading, on: job))
        return true
      } catch let refusal as Refusal {
        try outbox.acknowledge(job, .tooLate(refusal))
      }
    case .decided(.approve, _, _): if lateDecisions[job] != nil { try outbox.acknowledge(job, .started) }
    // Taken back by another try; else somebody took an approval back, and it is too late for that.
    case .undecided where lateDecisions[job] == nil: break
    case .decided, .undecided, .unclear:
      let refusal = Refusal(
        "\(job) was approved and is being made, so what was done here since decides nothing.",
        wayOut: "To stop it, rename the script so that its name says cancel. To make it otherwise, drop the document again later."
      )
      try outbox.acknowledge(job, .tooLate(refusal))
    }
    lateDecisions[job] = reading.decision
    return false
  }

  /// What was decided about the version before after its end was sealed: it was put away with that version, and people are told.
  func answerLateWords(about draft: Draft) async throws {
    let before = draft.version - 1
    let said = try await house.ledger.story(draft.job)?.approvals.last { $0.version == before }?.decision
    let late = try outbox.putAway(with: before, of: draft.job).filter { name in
      guard case .decision(let decision) = MarkerWords.read(name), decision != said else { return false }
      return MarkerWords.isAbout(.script, name) || MarkerWords.isBareMarker(name, job: draft.job)
    }
    guard let name = late.first else { return }
    let refusal = Refusal(
      "\"\(name)\" was about version \(before), and version \(draft.version) has come since, so nothing was decided.",
      wayOut: "Read version \(draft.version), and decide about that one.")
    try outbox.acknowledge(draft.job, .tooLate(refusal))
  }

  /// Whether somebody approves an earlier version as it was: perhaps they never saw the newest. With the version in its name it is meant.
  func isLate(_ submitted: SubmittedText, _ record: JobRecord) async throws -> Bool {
    guard record.version > 1, MarkerWords.version(in: submitted.name.description) == nil else { return false }
    let digest = try await store(submitted.text, of: record.name)
    guard try await house.ledger.script(of: record.name)?.textDigest != digest else { return false }
    for version in (1..<record.version).reversed() {
      guard try await house.ledger.script(of: record.name, version: version)?.textDigest == digest else { continue }
      let refusal = Refusal(
        "This is the text of version \(version), and version \(record.version) is the newest, so nothing was decided.",
        wayOut: "To make version \(version) after all, rename the file to \"script v\(version) approved.txt\".")
      try outbox.acknowledge(record.name, .notUnderstood(refusal))
      return true
    }
    return false
  }

  /// Who asks for another try takes back the cancel that still stands in the review folder: it would be carried out once more.
  func takeCancelsBack(_ record: JobRecord) throws {
    guard let review = reviewFolder(of: record.name) else { return }
    let gate = record.gate ?? .script
    for entry in try review.entries() where entry.kind == .file && !outbox.isOurs(entry.name, in: review) {
      let text = entry.name.description
      guard case .decision(.cancel) = MarkerWords.read(text) else { continue }
      if MarkerWords.isAbout(gate, text) {
        let undecided = FileName("\(gate).\(Self.ending(of: entry.name))") ?? entry.name
        try review.moveBeside(entry.name, to: review, as: undecided)
      } else if MarkerWords.isBareMarker(text, job: record.name) {
        try outbox.putAside(entry.name, of: record.name, version: record.version)
      }
    }
  }
}
