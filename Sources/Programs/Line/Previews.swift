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
  private var made: Int64 = 0

  private struct Waiting {
    let wish: PreviewWish
    let desk: Desk
    let from: ContinuousClock.Instant
  }

  private struct Running {
    let wish: PreviewWish
    let task: Task<WorkResult?, any Error>
  }

  init(house: House, foreman: Foreman) {
    self.house = house
    self.foreman = foreman
  }

  /// Makes it soon, for the desk that shows the draft; nobody waits for it.
  func want(_ wish: PreviewWish, for desk: Desk) async {
    if let running, running.wish.job == wish.job {
      if running.wish.text == wish.text { return }
      running.task.cancel()
    }
    waiting.removeAll { $0.wish.job == wish.job }
    waiting.append(Waiting(wish: wish, desk: desk, from: .now + wish.quiet))
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
      try? await Task.sleep(until: first)
    }
    return nil
  }

  private func make(_ next: Waiting) async {
    let task = Task { try await self.films(of: next.wish) }
    running = Running(wish: next.wish, task: task)
    let films = await task.result
    running = nil
    // The worker was killed for it: nothing went wrong.
    if task.isCancelled { return }
    do {
      guard let result = try films.get(), !result.artifacts.isEmpty else { return }
      // Not waited for: a share that hangs must not keep the others from their films.
      Task {
        do {
          try await next.desk.showPreview(result, of: next.wish)
        } catch {
          await missed(next.wish.job, error)
        }
      }
    } catch {
      await missed(next.wish.job, error)
    }
  }

  /// Nil when the draft is none any more.
  private func films(of wish: PreviewWish) async throws -> WorkResult? {
    let record = try await house.ledger.record(of: wish.job)
    guard record.state == .draft, record.gate == .script, house.disk.hasRoom else { return nil }
    made += 1
    let client = record.order.drop.client
    let lease = Lease(id: Self.firstNumber - made, job: wish.job, client: client, stage: .preview, attempt: 1)
    let texts =
      try record.isBatch ? StageInputs.inputs(of: .preview, record) : [StageInput(name: "script.txt", digest: wish.text)]
    guard !texts.isEmpty else { return nil }
    let said = try house.pronunciations.input(of: client, in: house.store)
    var notes = [
      "voices": house.voicesAreNeural ? "neural" : "built-in",
      // What is shown while each of them is told has still to be recorded.
      "picture": record.isBatch ? "card" : "film",
    ]
    var roster: StageInput?
    if let account = house.voiceAccount, Self.isPriced(record) {
      notes[SpeakNotes.account] = try SpeakNotes.written(account)
      roster = await foreman.roster(for: client).input
    }
    return try await foreman.runWorker(
      StageOrder(
        lease: lease, inputs: texts + [said, roster].compactMap { $0 }, settings: record.order.settings, notes: notes))
  }

  /// Whether paid voices will say it, so that a change of the text changes the price.
  static func isPriced(_ record: JobRecord) -> Bool { !record.isBatch && !record.order.settings.paidVoices.isEmpty }

  private func missed(_ job: JobName, _ error: any Error) async {
    house.heard(error)
    await house.journal(of: job).log(.notice, "A preview could not be made", fields: ["error": "\(error)"])
  }

  /// Below the numbers of storyboards.
  private static let firstNumber: Int64 = -2_000_000_000
}
