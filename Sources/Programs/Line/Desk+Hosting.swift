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
    let record = try await house.ledger.record(of: job)
    try outbox.showHosting(video, details: video.wish.details.written, besides: record.approved[.publish])
    try showMails(of: record, hosted: video)
    if let batch = job.batch { campaignsDue.insert(batch) }
    return true
  }

  /// What stands in a file that asks for a video to be published: nothing, or what is to be said of it.
  func publish(_ job: JobName, as bytes: [UInt8]?, by person: String) async throws {
    guard let bytes else {
      throw Refusal("The file says more than can be said of a video.", wayOut: "Write into it what stands in publish.txt.")
    }
    try await house.publish(job, try PublishChange(ScriptText.parse(bytes: bytes)), by: person)
    try await showHosting(of: job)
  }
}
