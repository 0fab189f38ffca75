import Files
import Intake
import Journal
import Ledger
import Outbox
import Production
import Settings

extension Desk {
  /// Gives back what a ledger took in that is not this one any more, because it was lost, or an older copy was put back: a drop must
  /// not stay hidden for ever, nor stand in the way of the next one that gets its number.
  func giveStraysBack() async throws {
    for entry in try claimed.entries() {
      guard let id = Int64(entry.name.description), try await house.ledger.drop(ofClaim: id) == nil else { continue }
      guard let job = JobName("recovered-\(id)") else { continue }
      giveBack(job, [Original(in: claimed, name: entry.name, originalName: try nameOfStray(entry, id))])
    }
    try await endReviewsOfStrays()
  }

  /// Nobody knows any more what a person called it: only what it is.
  private func nameOfStray(_ entry: FolderEntry, _ id: Int64) throws -> FileName {
    let name = "drop \(id)"
    guard entry.kind == .file else { return FileName(name) ?? entry.name }
    let head = try claimed.file(entry.name).read(at: 0, count: 4096)
    let isText = (try? ContentKind.of(.known("drop.txt"), head: head).get()) == .plainText
    return FileName(isText ? "\(name).txt" : name) ?? entry.name
  }

  /// Review folders in which a decision would decide about nothing: what people wrote in them is kept in failed/.
  private func endReviewsOfStrays() async throws {
    let folder = try share.folder(Self.name(of: .review))
    for entry in try folder.entries() where entry.kind == .folder {
      guard let job = JobName(entry.name.description), try await house.ledger.job(named: job) == nil,
        let review = try? folder.folder(entry.name),
        try review.entries().contains(where: { $0.kind == .file && outbox.isOurs($0.name, in: review) })
      else { continue }
      giveBack(job, [])
    }
  }

  /// What cannot be given back now is, at the next start; it stands in nobody's way until then.
  private func giveBack(_ job: JobName, _ originals: [Original]) {
    let fields = ["client": client.name.text, "folder": "failed/\(job)"]
    do {
      try outbox.fail(job, originals: originals, refusal: Self.forgotten)
      house.journal.log(.warning, "The ledger knows nothing of what lies here, so it was given back", fields: fields)
    } catch {
      house.heard(error)
      house.journal.log(.warning, "What the ledger does not know could not be given back", fields: fields)
    }
  }

  private static let forgotten = Refusal(
    "The service's records were put back to an older state, which knows nothing of this.",
    wayOut: "Drop the document again if the video is still wanted; nothing of it is lost.")
}
