import Files
import Journal
import Ledger
import Outbox
import Production
import Scripts

extension Desk {
  func isToBeHosted(_ record: JobRecord) -> Bool {
    !record.settings.publish.host.isEmpty && record.results[.picture] != nil && !record.isBatch
  }

  /// What is to become of a finished video besides; nil where nothing is.
  func hosting(of record: JobRecord, outputs: [Artifact], details: PublishDetails?) throws -> HostedVideo? {
    guard isToBeHosted(record) else { return nil }
    return HostedVideo(of: record, outputs: outputs, details: try details ?? proposed(for: record))
  }

  /// What the finishing stage would have people approve, as private as the settings say.
  private func proposed(for record: JobRecord) throws -> PublishDetails? {
    guard let text = record.results[.finish]?.artifacts.first(where: { $0.name == Gate.publish.fileName }),
      let bytes = try house.store.read(text.digest, atMost: ScriptText.largest)
    else { return nil }
    let reading = try ScriptText.parse(bytes: bytes).readPublishing()
    guard reading.problems.isEmpty else { return nil }
    var details = reading.details
    details.privacy = record.settings.publish.privacy
    return details
  }

  /// Shows how things stand with a video's host, as the ledger says. False while the share is not there.
  @discardableResult
  func showHosting(of job: JobName) async throws -> Bool {
    guard let video = try await house.ledger.hosted(job) else { return true }
    guard standing() == .present else { return false }
    guard try await house.ledger.job(named: job)?.state != .deleted else { return true }
    try outbox.showHosting(video, details: video.wish.details.written)
    return true
  }

  /// What stands in a file that asks for a video to be published: nothing, or all that is said of it.
  func publish(_ job: JobName, as bytes: [UInt8]?, by person: String) async throws {
    guard let bytes else {
      throw Refusal("The file says more than can be said of a video.", wayOut: "Write into it what stands in publish.txt.")
    }
    var change = PublishChange()
    let text = try ScriptText.parse(bytes: bytes)
    if !text.saysNothing {
      let reading = text.readPublishing()
      if let problem = reading.problems.first { throw Refusal(problem.sentence, wayOut: problem.wayOut) }
      change.details = reading.details
    }
    try await house.publish(job, change, by: person)
    try await showHosting(of: job)
  }
}
