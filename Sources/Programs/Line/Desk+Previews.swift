import Digests
import Files
import Ledger
import Outbox
import Production
import Review
import Scripts
import Settings

// A draft is shown with a film of it, said by the free voices; it is always of the text that lies there.
extension Desk {
  /// Looks at the draft that lies in review/, and has its preview made where there is none.
  func wantPreview(ofDraft job: JobName) async throws {
    guard let review = reviewFolder(of: job),
      let reading = try await read(review, of: job, at: .script), case .undecided = reading.decision
    else { return }
    try await wantPreview(of: job, saying: reading.submitted?.text)
  }

  /// Has a preview made of a draft that says this, and takes one away that says something else.
  func wantPreview(of job: JobName, saying text: [UInt8]?) async throws {
    let isTemplate = try await house.ledger.record(of: job).isBatch
    guard isTemplate || house.settings.review.previews, let script = try await house.ledger.script(of: job),
      // Of a template our own lines do not count: they change when it was looked at.
      let text = isTemplate ? text.flatMap(Self.withoutOurLines) : text
    else { return }
    let digest = Digest(of: text)
    if try outbox.previewedText(of: job) == digest {
      previewsWanted[job] = nil
      return
    }
    if previewsWanted[job] == digest { return }
    // One that is there, or was asked for, is out of date because somebody writes.
    let isFirst = try outbox.previewedText(of: job) == nil && previewsWanted[job] == nil
    try outbox.withdrawPreview(of: job)
    _ = try await store(text, of: job)
    let isAsWritten = try isTemplate && writtenText(script) == digest
    previewsWanted[job] = digest
    let quiet = isFirst ? Duration.zero : max(.seconds(1), house.settings.intake.settle)
    hands.wantPreview(PreviewWish(job: job, text: digest, quiet: quiet, isChangedTemplate: isTemplate && !isAsWritten), self)
  }

  /// What a draft said when it was written, without the lines of ours.
  func writtenText(_ script: DraftScript) throws -> Digest? {
    try house.store.read(script.textDigest, atMost: ScriptText.largest).flatMap(Self.withoutOurLines).map { Digest(of: $0) }
  }

  private static func withoutOurLines(_ bytes: [UInt8]) -> [UInt8]? { try? ScriptText.parse(bytes: bytes).withoutOurLines.bytes }

  func dropPreview(of job: JobName) {
    guard previewsWanted.removeValue(forKey: job) != nil else { return }
    hands.dropPreview(job)
  }

  /// Lays the films beside the draft that they were made of; by then it may say something else, or be decided about.
  func showPreview(_ result: WorkResult, of wish: PreviewWish, look: WorkResult? = nil) async throws {
    let record = try await house.ledger.record(of: wish.job)
    guard previewsWanted[wish.job] == wish.text, record.state == .draft else { return }
    if record.isBatch {
      looks[wish.job] = look.map { TemplateLook(version: record.version, result: $0) }
      guard try await showLook(of: wish, asItStands(record)) else {
        // Somebody is at it: it is read again, and looked at then.
        if previewsWanted[wish.job] == wish.text { previewsWanted[wish.job] = nil }
        lastReadings[wish.job] = nil
        return
      }
    }
    let deliveries = result.artifacts.map { Delivery($0, named: Self.sampleName($0.name), from: house.store) }
    // What is too long to be filmed has its price all the same, and stays asked for: it would be too long again.
    if !deliveries.isEmpty || record.isBatch {
      try outbox.showPreview(deliveries, of: wish.job, version: record.version, saying: wish.text)
      previewsWanted[wish.job] = nil
    }
    try outbox.bringUpToDate(noteOf: try await draft(of: wish.job, seen: result.facts))
  }

  /// There is no film of what the draft says, and the note promises none. Where that does not lie in the text, it is made when its folder
  /// is looked at again.
  func missedPreview(_ wish: PreviewWish, _ why: Refusal?) async throws {
    guard previewsWanted[wish.job] == wish.text else { return }
    if why == nil { previewsWanted[wish.job] = nil }
    let sentence = why?.sentence ?? "It could not be made."
    try outbox.bringUpToDate(noteOf: try await draft(of: wish.job, seen: [PreviewFact.missing: sentence]))
  }

  /// The note tells again what the draft cost when it was written. Only a preview knows what it costs as it was changed since.
  func askAboutDraft(_ job: JobName) async throws {
    try outbox.askAgain(try await draft(of: job))
    let record = try await house.ledger.record(of: job)
    let isLost = try await isLookLost(record)
    guard isPriced(record) || isLost else { return }
    try outbox.withdrawPreview(of: job)
    previewsWanted[job] = nil
  }

  /// Whether a preview says what the paid voices will cost.
  func isPriced(_ record: JobRecord) -> Bool { record.asksPaidVoices && house.voiceAccount != nil }

  /// What lies beside a template is numbered for the eye.
  static func sampleName(_ name: String) -> String { name.replacing("sample-", with: "sample ") }
}
