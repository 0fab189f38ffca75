import Files
import Journal
import Ledger
import Outbox
import Production
import Review
import Scripts
import Settings

extension Desk {
  /// Shows what a person is asked about at a gate, or asks again.
  func show(_ gate: Gate, of job: JobName) async throws {
    switch gate {
    case .script: try await showDraft(job)
    case .topics, .voice, .publish: try outbox.show(try await exhibit(at: gate, of: job))
    }
  }

  /// Lays the storyboard beside the draft that it was drawn of; by then it may be out of date.
  func showStoryboard(_ picture: Artifact, of job: JobName, version: Int) throws {
    try outbox.showBeside(Delivery(picture, from: house.store), of: job, version: version)
  }

  /// Puts the note back that says how to decide.
  func askAgain(_ job: JobName, at gate: Gate) async throws {
    switch gate {
    case .script: try await askAboutDraft(job)
    case .topics, .voice, .publish: try outbox.askAgain(try await exhibit(at: gate, of: job))
    }
  }

  /// What is to be listened to or watched, and the text that people rename. Its last lines name what it is about by digest: who
  /// approves the text approves just that.
  private func exhibit(at gate: Gate, of job: JobName) async throws -> Exhibit {
    let record = try await house.ledger.record(of: job)
    let voice = record.results[.voice]
    let shown: [Artifact]
    let written: Artifact?
    switch gate {
    case .topics: (shown, written) = ([], record.results[.topics]?.artifacts.first { $0.name == gate.fileName })
    case .script: (shown, written) = ([], nil)
    case .voice:
      shown = voice?.artifacts.filter { $0.name == Self.soundToHear } ?? []
      written = voice?.artifacts.first { $0.name == gate.fileName }
    case .publish:
      shown =
        record.results[.picture]?.artifacts.filter { $0.name.hasSuffix(".mp4") && StreamFile.name(of: $0.name) == nil } ?? []
      written = record.results[.finish]?.artifacts.first { $0.name == gate.fileName }
    }
    guard let written, let text = try house.store.read(written.digest, atMost: ScriptText.largest),
      // Over a recording nobody need speak.
      gate == .topics || !shown.isEmpty || gate == .voice && record.isDemo
    else {
      throw Refusal("What was made of \(job) is missing from the service's store.", wayOut: "Run: dropreel redo \(job)")
    }
    let deliveries = shown.map { Delivery($0, named: Self.deliveredName(of: $0, job), from: house.store) }
    let about = deliveries.map { "# This is about \($0.name), SHA-256 \($0.digest.hex)\n" }.joined()
    let length = Timecode(seconds: voice?.facts["seconds"].flatMap(Double.init) ?? 0)
    return Exhibit(
      job: job, gate: gate, version: record.version, text: String(decoding: text, as: UTF8.self) + "\n" + about,
      files: deliveries, length: length, grace: house.settings.review.grace)
  }

  private static let soundToHear = "voiceover.mp3"

  /// What a stage's file is called where people see it.
  static func deliveredName(of artifact: Artifact, _ job: JobName) -> String {
    artifact.name.hasSuffix(".mp4") ? "\(job).\(artifact.name)" : artifact.name
  }

  // MARK: - What may be approved

  func check(_ submitted: SubmittedText, _ record: JobRecord, at gate: Gate) async throws -> ScriptCheck {
    switch gate {
    case .topics: try checkTopics(submitted, record)
    case .script: try await isLate(submitted, record) ? .toMend : try checkScript(submitted, record)
    case .voice: try await checkVoice(submitted.text, record)
    case .publish: try checkPublishing(submitted, record)
    }
  }

  /// Words that were changed here would not be heard: nobody is made to believe so.
  private func checkVoice(_ bytes: [UInt8], _ record: JobRecord) async throws -> ScriptCheck {
    let shown = try await exhibit(at: .voice, of: record.name).text
    if try ScriptText.parse(bytes: bytes).saysTheSame(as: .parse(shown)) { return .readable }
    try outbox.acknowledge(
      record.name,
      .notUnderstood(
        Refusal(
          "The text in voice.txt was changed, but the sound says what it said before, so nothing was decided.",
          wayOut: "To change what is said, rename it to \"voice redo.txt\": the script comes back. Else undo your change in it."))
    )
    return .toMend
  }

  private func checkPublishing(_ submitted: SubmittedText, _ record: JobRecord) throws -> ScriptCheck {
    let text = try ScriptText.parse(bytes: submitted.text)
    return try mend(text, text.readPublishing().problems, submitted, record, at: .publish)
  }

  /// Readable, or said to the person who is to mend it.
  func mend(
    _ text: ScriptText, _ problems: [ScriptProblem], _ submitted: SubmittedText, _ record: JobRecord, at gate: Gate
  ) throws -> ScriptCheck {
    if problems.isEmpty { return .readable }
    if submitted.isOffice {
      try outbox.askToMend(record.name, at: gate, office: submitted.name, problems: problems.map { text.words(for: $0) })
      return .toMend
    }
    let marking = try outbox.askToMend(
      record.name, version: record.version, at: gate, script: submitted.name, was: submitted.text,
      marked: text.annotated(with: problems).bytes,
      problems: problems.map { "\($0.line > 0 ? "Line \($0.line): " : "")\($0.sentence) \($0.wayOut)" })
    return marking == .settled ? .toMend : .beingWritten
  }

  /// Who asks for what was heard or watched to be made otherwise, without notes, gets the script back to change it.
  func scriptToChange(after approval: Approval, of job: JobName) async throws -> DraftScript? {
    guard approval.decision == .redo, approval.gate != .script, approval.gate != .topics,
      let script = try await house.ledger.script(of: job)
    else {
      return nil
    }
    let text = try await house.ledger.record(of: job).approvedText ?? script.textDigest
    return DraftScript(version: approval.version + 1, textDigest: text, estimate: script.estimate, length: script.length)
  }

  // MARK: - Publishing

  /// Publishes what is ready, such as what was approved when its grace is over. True when there was any.
  func publishWhatIsDue() async throws -> Bool {
    let due = try await house.ledger.unpublished(client.name).filter { !pending.contains($0) }
    for job in due {
      do {
        try await publish(job)
      } catch {
        house.heard(error)
        showLater(job)
        await house.journal(of: job).log(.warning, "A video could not be published yet", fields: ["error": "\(error)"])
      }
    }
    return !due.isEmpty
  }

  // MARK: - Waiting for money

  /// Says in the review folder that a job waits for money, and what can be done.
  func showExcess(of job: JobName) async throws {
    guard let card = try await house.ledger.job(named: job), card.state == .overBudget, let why = card.note else { return }
    try outbox.showExcess(of: job, why)
  }

  /// A job that waits for money can be cancelled in its folder, whatever else lies there.
  func readExcess(of card: JobCard, _ review: Folder) async throws -> Bool {
    guard card.state == .overBudget else { return false }
    guard let reading = try await read(review, of: card.name, at: card.gate ?? .script),
      case .decided(.cancel, _, _) = reading.decision
    else { return false }
    let person = await decider(of: reading, on: card.name)
    _ = try await house.ledger.cancel(card.name, by: person)
    await giveUp(card.name, "It was cancelled by \(person).")
    return true
  }
}
