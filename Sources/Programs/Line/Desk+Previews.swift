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
    guard house.settings.review.previews, let name = FileName(job.text),
      let review = try? share.folder([Self.name(of: .review), name]),
      let reading = try await read(review, of: job, at: .script), case .undecided = reading.decision
    else { return }
    try await wantPreview(of: job, saying: reading.submitted?.text)
  }

  /// Has a preview made of a draft that says this, and takes one away that says something else.
  func wantPreview(of job: JobName, saying text: [UInt8]?) async throws {
    guard house.settings.review.previews, let text, let script = try await house.ledger.script(of: job) else { return }
    // The films of a script that is told to many are of those who stand beside it, and they do not change.
    let isBatch = try await house.ledger.record(of: job).isBatch
    let digest = isBatch ? script.textDigest : Digest(of: text)
    if try outbox.previewedText(of: job) == digest {
      previewsWanted[job] = nil
      return
    }
    if previewsWanted[job] == digest { return }
    // One that is there, or was asked for, is out of date because somebody writes.
    let isFirst = try outbox.previewedText(of: job) == nil && previewsWanted[job] == nil
    try outbox.withdrawPreview(of: job)
    if !isBatch { _ = try house.store.put(text) }
    previewsWanted[job] = digest
    let quiet = isFirst ? Duration.zero : max(.seconds(1), house.settings.intake.settle)
    hands.wantPreview(PreviewWish(job: job, text: digest, quiet: quiet), self)
  }

  func dropPreview(of job: JobName) {
    guard previewsWanted.removeValue(forKey: job) != nil else { return }
    hands.dropPreview(job)
  }

  /// Lays the films beside the draft that they were made of; by then it may say something else, or be decided about.
  func showPreview(_ result: WorkResult, of wish: PreviewWish) async throws {
    let record = try await house.ledger.record(of: wish.job)
    guard previewsWanted[wish.job] == wish.text, record.state == .draft else { return }
    let deliveries = result.artifacts.map { Delivery($0, named: Self.sampleName($0.name), from: house.store) }
    try outbox.showPreview(deliveries, of: wish.job, version: record.version, saying: wish.text)
    previewsWanted[wish.job] = nil
    if Previews.isPriced(record), house.voiceAccount != nil {
      try outbox.tellPrice(of: try await draft(of: wish.job, priced: result.facts))
    }
  }

  /// What lies beside a template is numbered for the eye.
  static func sampleName(_ name: String) -> String { name.replacing("sample-", with: "sample ") }
}

extension Desk {
  /// Where scripts that no voice can read are refused.
  static func unspoken(_ facts: [String: String], _ settings: JobSettings) -> [ScriptProblem] {
    guard settings.unknownLanguage == .refuse, let sentence = facts[SpokenFact.unspoken] else { return [] }
    return [
      ScriptProblem(
        line: 0, sentence: sentence, wayOut: "Drop the document again with settings that name a voice that speaks it.")
    ]
  }
}
