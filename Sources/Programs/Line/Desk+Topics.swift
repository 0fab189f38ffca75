import Files
import Journal
import Ledger
import Outbox
import Production
import Review
import Scripts
import Settings

extension Desk {
  func checkTopics(_ submitted: SubmittedText, _ record: JobRecord) throws -> ScriptCheck {
    let text = try ScriptText.parse(bytes: submitted.text)
    return try mend(text, text.readTopics().problems, submitted, record, at: .topics)
  }

  /// Every topic that a person kept becomes a job of its own; the list, and the drop, lie in the folder of this one.
  func publishTopics(of record: JobRecord) async throws {
    guard let digest = record.approved[.topics], let bytes = try house.store.read(digest, atMost: ScriptText.largest),
      let story = try await house.ledger.story(record.name)
    else {
      throw Refusal(
        "The approved topics of \(record.name) are missing from the service's store.",
        wayOut: "Drop the document into the inbox again.")
    }
    let topics = try ScriptText.parse(bytes: bytes).readTopics().list.topics.map(\.title)
    let list = Delivery(name: Gate.topics.fileName, bytes: bytes, digest: digest)
    let provenance = Provenance(
      versions: [:], voices: [:], licences: [:],
      label: "This is a list of topics that a person chose from; each became a job of its own: \(topics.joined(separator: "; "))."
    )
    let outputs = try outbox.publish(
      Publication(story: story, deliveries: [list], originals: [original(record)], provenance: provenance, at: .now()))
    let jobs = try await house.ledger.split(record.name, into: topics, next: .read, outputs: outputs)
    await house.journal(of: record.name).log(
      .notice, "Topics became jobs", fields: ["jobs": jobs.map(\.text).joined(separator: ", ")])
    // The same topic of the same document may have been made before.
    await show(try await house.ledger.pointOutDuplicates(client.name, since: record.claim, limit: 500))
  }
}
