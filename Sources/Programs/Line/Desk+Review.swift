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
    let draft = try await draft(of: job)
    let isNew = try draft.version > 1 && !outbox.shows(draft.version, at: .script, of: job)
    try outbox.showDraft(draft)
    if isNew { try await answerLateWords(about: draft) }
    for file in batchSamples(of: asItStands(try await house.ledger.record(of: job))) {
      try outbox.showBeside(file, of: job, version: draft.version)
    }
    if try !outbox.hasStoryboard(of: job) { hands.wantStoryboard(job, self) }
    try await wantPreview(ofDraft: job)
  }

  /// `seen` is what its preview found in it as it stands now; without that it is what its writer found.
  func draft(of job: JobName, seen: [String: String]? = nil) async throws -> Draft {
    let record = asItStands(try await house.ledger.record(of: job))
    guard let script = try await house.ledger.script(of: job),
      let text = try house.store.read(script.textDigest, atMost: ScriptText.largest)
    else { throw missingScript(job) }
    let scriptText = try ScriptText.parse(bytes: text)
    let length = looks[job]?.length ?? script.length
    var draft = Draft(
      job: job, version: record.version, scriptText: (Self.hasHints(record) ? scriptText : scriptText.withoutOurLines).text,
      length: length + (seen.flatMap(Self.brandFilms) ?? .zero)
    )
    draft.grace = house.settings.review.grace
    let found = record.results[.script]?.facts ?? [:]
    // What could not be read has no price of its own.
    let facts = isPriced(record) && seen?[SpokenFact.language] != nil ? seen ?? found : found
    draft.remarks = Self.remarks(record, seen: seen)
    if let why = facts[SpokenFact.remark] { draft.remarks.append(why) }
    draft.remarks += Self.formatRemarks(record, length: seen.flatMap(Self.previewedLength) ?? length)
    let missing = seen?[PreviewFact.missing]
    if let missing { draft.remarks.append("There is no preview. \(missing)") }
    draft.hasPreview = house.settings.review.previews && missing == nil
    draft.isTemplate = record.isBatch
    draft.isOverRecording = record.isRecorded
    draft.mistakes = record.isBatch ? found[Self.givenFact].flatMap(Int.init) ?? 0 : 0
    draft.costs = PriceList(facts).prices.map {
      Draft.Cost(provider: $0.provider, amount: $0.amount)
    }
    draft.saidBefore = facts[SpokenFact.saidBefore]
    if draft.total != .zero {
      draft.budgetLeft = house.settings.budget(of: client.name).left(after: try await house.ledger.spending(of: job))
    }
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
    var seen: Set<JobName> = []
    var all: [JobCard] = []
    var offset = 0
    while true {
      let cards = try await house.ledger.jobs(
        client: client.name, states: ReviewPhase.states, limit: Self.reviewsAtOnce, offset: offset)
      for card in cards {
        if try await readReviewAlone(of: card) { changed = true } else { try remind(of: card) }
        seen.insert(card.name)
      }
      all += cards.filter { $0.name.batch != nil }
      if cards.count < Self.reviewsAtOnce { break }
      offset += cards.count
    }
    // What a command forgot meanwhile stays forgotten.
    lastReadings = lastReadings.filter { seen.contains($0.key) }
    looks = looks.filter { seen.contains($0.key) }
    if try await reviewBatches(among: all) { changed = true }
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
      await house.journal(of: card.name).log(.warning, "A review folder could not be read", fields: ["error": "\(error)"])
      return false
    }
  }

  private func readReview(of card: JobCard) async throws -> Bool {
    guard let review = reviewFolder(of: card.name) else { return false }
    // The ledger has the next version a moment before the folder: what lies there until then was said about the one before.
    guard let gate = card.gate, ReviewPhase(of: card) != nil, try outbox.shows(card.version, at: gate, of: card.name) else {
      return try await readExcess(of: card, review)
    }
    guard let reading = try await read(review, of: card.name, at: gate) else { return false }
    guard lastReadings[card.name] != ReadingMark(reading) else { return false }
    // As it is now: the list may be some folders old.
    guard let now = try await house.ledger.job(named: card.name), now.gate == gate, let phase = ReviewPhase(of: now) else {
      return false
    }
    if try await act(on: reading, now, phase, at: gate) { lastReadings[card.name] = ReadingMark(reading) }
    if gate == .script, case .undecided = reading.decision {
      try await wantPreview(of: card.name, saying: reading.submitted?.text)
    }
    return true
  }

  /// False when the folder is to be read again, as it was being written.
  private func act(on reading: ReviewReading, _ card: JobCard, _ phase: ReviewPhase, at gate: Gate) async throws -> Bool {
    switch (phase, reading.decision) {
    case (.decided, .decided(.approve, _, _)):
      // The text may have been edited since: what counts is what stands there when the grace ends.
      let record = try await house.ledger.record(of: card.name)
      guard let text = reading.submitted?.text, try await record.approved[gate] != store(text, of: card.name) else {
        // The answer may not have come out when it was decided: the disk was full, or the service killed.
        if card.state != .overBudget {
          let time = scheduled(record.order.settings)
          try outbox.acknowledge(card.name, .approved(startsIn: house.settings.review.grace, at: time))
        }
        return true
      }
      if try await undo(card.name, at: gate) { return try await decide(.approve, reading, card.name, at: gate) }
    case (.decided, .decided(.cancel, _, _)):
      // Its grace may have ended while nobody looked.
      if isRecovering, card.state == .publishing, try await !undo(card.name, at: gate) { return true }
      return try await decide(.cancel, reading, card.name, at: gate)
    case (.decided, _), (.held, .undecided):
      guard try await undo(card.name, at: gate) else { return true }
      if case .decided(let decision, _, _) = reading.decision { return try await decide(decision, reading, card.name, at: gate) }
      if case .unclear(let refusal) = reading.decision { try outbox.acknowledge(card.name, .notUnderstood(refusal)) }
    case (.held, .decided(.hold, _, _)): try outbox.acknowledge(card.name, .held)
    case (_, .decided(let decision, _, _)): return try await decide(decision, reading, card.name, at: gate)
    case (_, .unclear(let refusal)): try outbox.acknowledge(card.name, .notUnderstood(refusal))
    case (_, .undecided):
      // An answer that is out of date makes way for the note that says what to do.
      if lastReadings[card.name]?.saidSomething == true { try await askAgain(card.name, at: gate) }
    }
    return true
  }

  /// False when the work has begun, and only waits to be tried again: then it is too late, and the folder says so.
  private func undo(_ job: JobName, at gate: Gate) async throws -> Bool {
    do {
      try await house.ledger.undoDecision(job, nothingIsOut: isRecovering && !outbox.hasDelivered(job))
    } catch is Refusal {
      if try await house.ledger.record(of: job).state == .overBudget {
        try await showExcess(of: job)
      } else {
        try outbox.acknowledge(job, .started)
      }
      return false
    }
    try await askAgain(job, at: gate)
    await house.journal(of: job).log(.notice, "A decision was taken back")
    return true
  }

  /// False when it cannot be decided about yet, as it is being written.
  private func decide(_ decision: Decision, _ reading: ReviewReading, _ job: JobName, at gate: Gate) async throws -> Bool {
    let record = try await house.ledger.record(of: job)
    var textDigest: Digest?
    if let text = reading.submitted?.text { textDigest = try await store(text, of: job) }
    var list = ShownList.asItWas
    if decision == .approve {
      guard let submitted = reading.submitted else {
        let refusal = Refusal(
          "There is no \(gate.fileName) here that could be approved.",
          wayOut: "Put \(gate.fileName) back from versions/, and rename it to \"\(gate) approved.txt\".")
        try outbox.acknowledge(job, .notUnderstood(refusal))
        return true
      }
      switch try await check(submitted, record, at: gate) {
      case .readable: break
      case .toMend: return true
      case .beingWritten: return false
      }
      list = try await shownList(of: record)
      if case .beingWritten = list { return false }
    }
    let approval = Approval(
      decision: decision, by: await decider(of: reading, on: job), at: .now(), version: record.version, textDigest: textDigest,
      notes: reading.notes, gate: gate, listDigest: list.digest)
    try await carryOut(approval, on: job)
    return true
  }

  /// Records a decision, wherever it was made, and answers it in the folder.
  func carryOut(_ approval: Approval, on job: JobName) async throws {
    let record = try await house.ledger.record(of: job)
    let consults =
      !house.settings.writers(of: client.name).isEmpty && StageInputs.mayConsult(record, version: approval.version + 1)
    let step = Route.step(
      after: approval.decision, at: approval.gate, settings: record.settings, isBatch: record.isBatch, consults: consults)
    let grace = house.settings.review.grace
    let isApproved = approval.decision == .approve
    let asked = isApproved ? record.order.settings.startsAt.map(outbox.clock.moment(of:)) : nil
    let (state, ended) = try await house.ledger.decide(
      job, approval, then: step.state, next: step.stage, at: step.gate,
      notBefore: isApproved ? .now().advanced(by: grace) : nil, startsAt: asked, within: house.settings.budget(of: client.name),
      script: try await scriptToChange(after: approval, of: job))
    if let ended { hands.stopLease(ended) }
    dropPreview(of: job)
    await house.journal(of: job).log(
      .notice, "A decision was made", fields: ["decision": approval.decision.rawValue, "by": approval.by])
    if state == .overBudget { return try await showExcess(of: job) }
    if state == .draft { return try await showDraft(job) }
    switch approval.decision {
    case .approve: try outbox.acknowledge(job, .approved(startsIn: grace, at: scheduled(record.order.settings)))
    case .reject: try outbox.acknowledge(job, .rejected)
    case .redo: try outbox.acknowledge(job, .redo)
    case .hold: try outbox.acknowledge(job, .held)
    case .cancel: await giveUp(job, "It was cancelled by \(approval.by).")
    }
  }

  /// The time that was asked for, where it is still to come.
  private func scheduled(_ settings: JobSettings) -> WallTime? {
    settings.startsAt.flatMap { outbox.clock.moment(of: $0) > .now() ? $0 : nil }
  }

  /// A script that cannot be read back keeps its name and text, and gains lines that say what to mend.
  ///
  /// One that a word processor saved cannot be written to: it stays as it is, and only the note says what to mend.
  func checkScript(_ script: SubmittedText, _ record: JobRecord) throws -> ScriptCheck {
    let settings = record.settings
    let text: ScriptText
    do throws(Refusal) {
      text = try ScriptText.parse(bytes: script.text)
    } catch {
      try outbox.acknowledge(record.name, .notUnderstood(error))
      return .toMend
    }
    // The stage that wrote or took the script knows what language it is in, and which voices there are.
    let facts = record.results[.script]?.facts ?? [:]
    let language = SpokenLanguage(code: facts[SpokenFact.language] ?? "und")
    let pace = { (words: String, speaker: String) in
      let asks = speaker == settings.questioner.name
      let voice = facts[asks ? "voice.questioner" : "voice.explainer"]
      return SpeechEstimate.seconds(
        words, voice: voice ?? (asks ? settings.questioner.voice : settings.explainer.voice), language: language)
    }
    let keys = record.fact(ReadingFact.leadsKeys)?.split(separator: ",").map(String.init) ?? []
    let recording = record.fact(ReadingFact.recordingLength).flatMap(Double.init).map { Timecode(seconds: $0) }
    let asPeopleWantIt = { (text: ScriptText) in
      text.read(
        cast: [settings.questioner.name, settings.explainer.name], columns: record.isBatch ? keys : nil,
        fillsIn: record.name.batch == nil, silentSections: recording != nil, longest: settings.longestInAnyFormat,
        estimate: { $0.estimatedLength(takeawayBy: settings.explainer.name, secondsFor: pace) })
    }
    let (reading, found) = asPeopleWantIt(text)
    let unspoken = try self.unspoken(reading.script, record, read: { asPeopleWantIt($0).0.script })
    let problems = found + reading.checked(by: ScriptRules(settings, recording: recording), secondsFor: pace).mistakes + unspoken
    return try mend(text, problems, script, record, at: .script)
  }
}
