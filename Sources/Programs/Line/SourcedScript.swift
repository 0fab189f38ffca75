import Files
import FoundationEssentials
import Ledger
import Production
import Scripts

/// A job's draft as it was written, with what each statement was made from.
struct SourcedScript: Decodable {
  let script: Script
  let sources: [Source]

  struct Source: Decodable {
    let line: Int
    let sentence: String
  }

  private static let artifact = "draft.json"
  private static let largest = 4 << 20

  /// The draft of the script that a job shows or has shown.
  init(of record: JobRecord, in store: ContentStore) throws {
    guard let artifact = record.results[.script]?.artifacts.first(where: { $0.name == Self.artifact }) else {
      throw Refusal(
        "No statement of the script of \(record.name) is traced to its source.",
        wayOut: "Scripts that were dropped with a document, and those of before their draft, have none.")
    }
    guard let bytes = try store.read(artifact.digest, atMost: Self.largest) else {
      throw Refusal(
        "The draft of \(record.name) is not kept any more.",
        wayOut: "The service keeps what finished jobs were made of for a while only.")
    }
    self = try JSONDecoder().decode(SourcedScript.self, from: Data(bytes))
  }

  var text: String {
    script.printed(from: Dictionary(sources.map { ($0.line, $0.sentence) }, uniquingKeysWith: { "\($0) \($1)" }))
  }
}
