import Journal
import Ledger
import Production
import Settings

/// A draft that is to be seen and heard before it is approved.
struct PreviewWish: Sendable {
  let job: JobName
  /// What the draft says now: the preview is of this text and no other.
  let text: Digest
  /// Somebody may be writing at it: it waits until the text has been left alone for this long.
  let quiet: Duration
  /// It is told to many people, and says something else than when its stage looked at it.
  var isChangedTemplate = false
}

/// Makes the previews of drafts, one after the other, beside the line: the newest text of a draft takes the place of all before it, and
/// what is decided about needs none any more.
///
/// No lease of the ledger, for nothing depends on it: what a kill cut off is made again when its draft is looked at again.
actor Previews {
  private let house: House
  private let foreman: Foreman
  private var waiting: [Waiting] = []
  private var running: Running?
  private var isAtWork = false
  /// Until somebody's quiet or pause is over; who comes meanwhile ends it.
  private var sleep: Task<Void, Never>?
  private var made: Int64 = 0

  private struct Waiting {
    let wish: PreviewWish
    let desk: Desk
    let from: ContinuousClock.Instant
    /// How often it was missed.
    var misses = 0
  }

  private struct Running {
    let wish: PreviewWish
    let task: Task<Films?, any Error>
  }

  private struct Films {
    let result: WorkResult
    /// What was found in a template that was changed.
    var look: WorkResult?
  }

  init(house: House, foreman: Foreman) {
    self.house = house
    self.foreman = foreman
  }

  /// Makes it soon, for the desk that shows the draft; nobody waits for it.
  func want(_ wish: PreviewWish, for desk: Desk) async {
    // One that was cancelled is not shown any more, whatever it is of.
    if let running, running.wish.job == wish.job, !running.task.isCancelled {
      if running.wish.text == wish.text { return }
      running.task.cancel()
    }
    waiting.removeAll { $0.wish.job == wish.job }
    await takeUp(Waiting(wish: wish, desk: desk, from: .now + wish.quiet))
  }

  private func takeUp(_ wish: Waiting) async {
    waiting.append(wish)
    sleep?.cancel()
    if isAtWork { return }
    isAtWork = true
    defer { isAtWork = false }
    while let next = await nextWaiting() { await make(next) }
  }

  /// The draft is decided about: whatever is made of it now is not looked at any more.
  func drop(_ job: JobName) {
    waiting.removeAll { $0.wish.job == job }
    if running?.wish.job == job { running?.task.cancel() }
  }

  /// Who has waited for quiet and has it; nil when nobody waits, or the service stops.
  private func nextWaiting() async -> Waiting? {
    while let first = waiting.map(\.from).min(), await !foreman.stopsNow {
      if let index = waiting.firstIndex(where: { $0.from <= .now }) { return waiting.remove(at: index) }
      let sleep = Task { _ = try? await Task.sleep(until: first) }
      self.sleep = sleep
      await sleep.value
    }
    return nil
  }

  private func make(_ next: Waiting) async {
    let task = Task { try await self.films(of: next.wish, attempt: next.misses + 1) }
    running = Running(wish: next.wish, task: task)
    let films = await task.result
    running = nil
    // The worker was killed for it: nothing went wrong.
    if task.isCancelled { return }
    do {
      guard let films = try films.get() else { return }
      // Not waited for: a share that hangs must not keep the others from their films.
      house.looseWork.begin { [self] in
        do {
          try await next.desk.showPreview(films.result, of: next.wish, look: films.look)
        } catch {
          await missed(next, error)
        }
      }
    } catch {
      await missed(next, error)
    }
  }

  /// What may pass is tried again as every stage is; what never comes is not promised any more.
  private func missed(_ missed: Waiting, _ error: any Error) async {
    house.heard(error)
    let wish = missed.wish
    await house.journal(of: wish.job).log(.notice, "A preview could not be made", fields: ["error": "\(error)"])
    let failure = error as? Failure
    let count = missed.misses + 1
    let verdict = house.retry.verdict(
      failure?.kind ?? (error is Refusal ? .input : .passing), tries: count, crashes: count, dice: .random(in: 0...1))
    guard case .again(let pause) = verdict else {
      let why = failure?.kind == .input ? failure?.refusal : error as? Refusal
      // A share that hangs is nobody's to wait for here either.
      house.looseWork.begin { try? await missed.desk.missedPreview(wish, why) }
      return
    }
    if waiting.contains(where: { $0.wish.job == wish.job }) { return }
    let again = Waiting(wish: wish, desk: missed.desk, from: .now + pause, misses: count)
    // Not here: who is at a share is waited for at the stop, and this may go on for as long as there are previews to be made.
    Task { await takeUp(again) }
  }

  /// Nil when the draft is none any more.
  private func films(of wish: PreviewWish, attempt: Int) async throws -> Films? {
    var record = try await house.ledger.record(of: wish.job)
    guard record.state == .draft, record.gate == .script else { return nil }
    guard house.disk.hasRoom else { throw Failure(.noRoom(), kind: .passing) }
    var look: WorkResult?
    if wish.isChangedTemplate {
      let found = try await self.look(at: wish, record, attempt: attempt)
      record = record.having(found, of: .script)
      look = found
    }
    let none = record.isBatch ? Films(result: WorkResult(artifacts: [], facts: [:]), look: look) : nil
    guard house.settings.review.previews else { return none }
    let client = record.order.drop.client
    let lease = newLease(.preview, of: record, attempt: attempt)
    let texts =
      try record.isBatch
      ? StageInputs.inputs(of: .preview, record)
      : [StageInput(name: "script.txt", digest: wish.text)] + StageInputs.recording(of: record) + StageInputs.voice(of: record)
    guard !texts.isEmpty else { return none }
    let said = try house.pronunciations.input(of: client, in: house.store)
    var notes = SpeechNotes.voices(areNeural: house.voicesAreNeural)
    var roster: StageInput?
    if let account = house.voiceAccount, record.asksPaidVoices {
      notes[SpeakNotes.account] = try SpeakNotes.written(account)
      let known = await foreman.roster(for: client)
      roster = known.input
      notes[SpeakNotes.languages] = known.languages
    }
    let assets = house.assetBook.inputs(of: .preview, record.settings, client)
    let result = try await foreman.runWorker(
      StageOrder(
        lease: lease, inputs: texts + assets + [said, roster].compactMap { $0 }, settings: record.settings, notes: notes))
    try await house.ledger.made(result.artifacts.map(\.digest), for: wish.job)
    return Films(result: result, look: look)
  }

  /// A changed template is looked through as its stage does it, for everybody of the list.
  private func look(at wish: PreviewWish, _ record: JobRecord, attempt: Int) async throws -> WorkResult {
    let work = LeasedWork(lease: newLease(.script, of: record, attempt: attempt), job: record)
    let isPriced = StageInputs.looksAtPaidVoices(work) && house.voiceAccount != nil
    let roster = isPriced ? await foreman.roster(for: work.lease.client) : .unknown
    let said = isPriced ? try house.pronunciations.input(of: work.lease.client, in: house.store) : nil
    let others = try StageInputs.inputs(of: work).filter { $0.name != "given.txt" }
    let result = try await foreman.runWorker(
      StageOrder(
        lease: work.lease,
        inputs: others + [StageInput(name: "given.txt", digest: wish.text), said, roster.input].compactMap { $0 },
        settings: record.settings,
        notes: try StageInputs.notes(
          of: work, voicesAreNeural: house.voicesAreNeural, account: house.voiceAccount, languages: roster.languages)))
    try await house.ledger.made(result.artifacts.map(\.digest), for: wish.job)
    return result
  }

  private func newLease(_ stage: Stage, of record: JobRecord, attempt: Int) -> Lease {
    made += 1
    return Lease(id: Self.firstNumber - made, job: record.name, client: record.order.drop.client, stage: stage, attempt: attempt)
  }

  /// Below the numbers of storyboards.
  private static let firstNumber: Int64 = -2_000_000_000
}
