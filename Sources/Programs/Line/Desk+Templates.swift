import Digests
import Files
import Ledger
import Outbox
import Production
import Review
import Scripts

/// What a worker found in a template that somebody changed: what its stage would have left, had it been dropped so.
struct TemplateLook: Sendable {
  /// Of the script.
  let version: Int
  let result: WorkResult

  /// Of the longest of its people's scripts.
  var length: Timecode? { result.facts["seconds"].flatMap(Double.init).map { Timecode(seconds: $0) } }
}

// A script that is told to many people is looked at anew when it is changed: nobody reads a hundred scripts before approving them.
extension Desk {
  /// A job as its draft stands now.
  func asItStands(_ record: JobRecord) -> JobRecord {
    guard let look = looks[record.name], look.version == record.version else { return record }
    return record.having(look.result, of: .script)
  }

  /// Whether what lies beside a template is of a changed text that this start of the service did not look at.
  func isLookLost(_ record: JobRecord) async throws -> Bool {
    guard record.isBatch, looks[record.name] == nil, let shown = try outbox.previewedText(of: record.name),
      let script = try await house.ledger.script(of: record.name)
    else { return false }
    return try shown != writtenText(script)
  }

  /// Shows what a template is like now: in its own first lines, its samples, and the table of all rows. False where it says something else by
  /// now, or is being written.
  func showLook(of wish: PreviewWish, _ record: JobRecord) async throws -> Bool {
    guard let review = reviewFolder(of: wish.job), let reading = try await read(review, of: wish.job, at: .script),
      case .undecided = reading.decision, let submitted = reading.submitted
    else { return false }
    let text = try ScriptText.parse(bytes: submitted.text)
    guard Digest(of: text.withoutOurLines.bytes) == wish.text else { return false }
    if !submitted.isOffice, let found = record.results[.script]?.artifacts.first(where: { $0.name == "script.txt" }),
      let bytes = try house.store.read(found.digest, atMost: ScriptText.largest)
    {
      let marked = text.annotated(as: try ScriptText.parse(bytes: bytes)).bytes
      let isMarked = try outbox.remark(
        wish.job, version: record.version, script: submitted.name, was: submitted.text, marked: marked)
      guard isMarked else { return false }
    }
    try outbox.showAnew(batchSamples(of: record), of: wish.job, version: record.version)
    return true
  }
}
