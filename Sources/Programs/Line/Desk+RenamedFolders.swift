import Files
import Journal
import Ledger
import Outbox
import Production
import Review
import Settings

extension Desk {
  /// Takes a review folder that was renamed as a decision, such as `NAME approved`, for that decision: it gets its name back, with a
  /// marker in it. True when there was any.
  func takeRenamedFoldersBack() async throws -> Bool {
    let review = try share.folder(Self.name(of: .review))
    var names: Set<FileName> = []
    for entry in try review.entries() where entry.kind == .folder && !Litter.isLitter(entry.name) { names.insert(entry.name) }
    var strangers: [FileName] = []
    for name in names {
      guard let job = JobName(name.description), try await house.ledger.job(named: job)?.client == client.name else {
        strangers.append(name)
        continue
      }
    }
    if strangers.isEmpty { return false }
    let open = try await house.ledger.jobs(client: client.name, states: ReviewPhase.states, limit: 10_000, offset: 0)
    var changed = false
    for name in strangers {
      // Where a folder of the right name lies there too, it is only in the way when nothing but our notes is in it.
      guard let marker = FolderMarker(name, jobs: open.map(\.name)), try outbox.clearOfNotes(marker.job) else { continue }
      try await takeBack(name, marker, in: review)
      changed = true
    }
    return changed
  }

  /// First the marker, then the name: killed between the two, it is still a renamed folder.
  private func takeBack(_ name: FileName, _ marker: FolderMarker, in review: Folder) async throws {
    let job = marker.job
    guard let folderName = FileName(job.text) else { return }
    let changed = try review.folder(name).status().changed
    if case .decision(let decision) = marker.reading {
      let word = FileName("\(Self.word(for: decision)).txt") ?? .known("approved.txt")
      renamers[job] = await person(
        at: ["\(ShareFolder.review.rawValue)/\(name)"], around: [changed, .now()], isAwaited: true)
      let folder = try review.folder(name)
      if try folder.status(of: word) == nil {
        try folder.write(word, Array("The folder was renamed to \"\(name)\".\n".utf8))
      }
    }
    try review.move(name, to: review, as: folderName, replacing: false)
    house.journal.log(.notice, "A renamed review folder got its name back", fields: ["job": job.text, "was": "\(name)"])
    guard case .decision = marker.reading else {
      let refusal = Refusal(
        "The folder's name \"\(name)\" was not understood, so nothing was decided, and the folder got its name back.",
        wayOut: "To approve, rename script.txt to \"script approved.txt\".")
      return try outbox.acknowledge(job, .notUnderstood(refusal))
    }
  }

  private static func word(for decision: Decision) -> String {
    switch decision {
    case .approve: "approved"
    case .reject: "rejected"
    case .redo: "redo"
    case .cancel: "cancel"
    case .hold: "hold"
    }
  }
}
