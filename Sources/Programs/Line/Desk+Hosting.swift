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
    if record.order.kind == .link { return HostedVideo(linkedBy: record) }
    guard isToBeHosted(record) else { return nil }
    return HostedVideo(of: record, outputs: outputs, details: try details ?? house.proposed(for: record))
  }

  /// Shows how things stand with a video's host, as the ledger says. False while the share is not there.
  @discardableResult
  func showHosting(of job: JobName) async throws -> Bool {
    guard let video = try await house.ledger.hosted(job) else { return true }
    guard standing() == .present else { return false }
    guard try await house.ledger.job(named: job)?.state != .deleted else { return true }
    try outbox.showHosting(video, details: video.wish.details.written)
    try showMails(of: try await house.ledger.record(of: job), hosted: video)
    if let batch = job.batch { campaignsDue.insert(batch) }
    return true
  }

  /// What stands in a file that asks for a video to be published: nothing, or what is to be said of it.
  func publish(_ job: JobName, as bytes: [UInt8]?, by person: String) async throws {
    guard let bytes else {
      throw Refusal("The file says more than can be said of a video.", wayOut: "Write into it what stands in publish.txt.")
    }
    var change = PublishChange()
    let text = try ScriptText.parse(bytes: bytes)
    if !text.saysNothing {
      let reading = text.readPublishing()
      if let problem = reading.problems.first { throw Refusal(problem.sentence, wayOut: problem.wayOut) }
      let said = reading.said
      (change.title, change.description, change.tags, change.privacy) = (said.title, said.description, said.tags, said.privacy)
    }
    try await house.publish(job, change, by: person)
    try await showHosting(of: job)
  }
}
