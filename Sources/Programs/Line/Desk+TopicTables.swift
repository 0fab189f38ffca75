import Files
import FoundationEssentials
import Journal
import Ledger
import Outbox
import Production
import Settings

// Each row of a table of topics becomes a job of its own, which is written, read by people and made as that of any document.
extension Desk {
  /// The table is put into its folder, and each of its rows becomes a job. Repeated after a kill, it goes on where it was.
  func publishTopicTable(_ record: JobRecord, _ story: JobStory) async throws {
    let rows = try orders(ofRowsIn: record)
    let provenance = Provenance(
      versions: [:], voices: [:], licences: [:],
      label: "This is a table of topics; \(rows.count == 1 ? "1 row" : "\(rows.count) rows") of it became a job each.")
    let outputs = try outbox.publish(
      Publication(story: story, deliveries: [], originals: [original(record)], provenance: provenance, at: .now()))
    let stage: Stage = house.settings.writers(of: client.name).isEmpty ? .script : .consult
    while try await !house.ledger.fanOut(record.name, into: rows, next: (.drafting, stage), outputs: outputs) {}
    hands.workCame()
    await house.journal(of: record.name).log(.notice, "The rows of a table became jobs", fields: ["rows": String(rows.count)])
  }

  private func orders(ofRowsIn record: JobRecord) throws -> [RowOrder] {
    let artifacts = record.results[.read]?.artifacts ?? []
    let known = Dictionary(artifacts.map { ($0.name, $0) }) { $1 }
    let missing = Refusal(
      "What was read of \(record.name) is missing from the service's store.", wayOut: "Drop the table into the inbox again.")
    guard let list = known[TopicRows.fileName], let bytes = try house.store.read(list.digest, atMost: TopicRows.largest) else {
      throw missing
    }
    return try JSONDecoder().decode(TopicRows.self, from: Data(bytes)).rows.map { row in
      guard let document = known[row.document] else { throw missing }
      let facts = ["document.title": row.title, ReadingFact.topicRow: "yes"]
      return RowOrder(
        document: Artifact(name: "document.json", digest: document.digest, size: document.size), facts: facts,
        settings: row.settings)
    }
  }
}
