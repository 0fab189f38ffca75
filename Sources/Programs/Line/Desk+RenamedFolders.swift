import Files
import Journal
import Ledger
import Outbox
import Production
import Review
import Settings

extension Desk {
  /// Takes a review folder that was renamed as a decision, such as `NAME approved`, for that decision: it gets its name back, with a
  /// marker in it. The folders of rows lie in that of their batch. True when there was any.
  func takeRenamedFoldersBack() async throws -> Bool {
    let review = try share.folder(Self.name(of: .review))
    let (strangers, known) = try await folders(of: review, in: nil)
    let places = ([(nil, strangers)] + (try await rowFolders(in: review, of: known))).filter { !$0.1.isEmpty }
    if places.isEmpty { return false }
    let jobs = try await house.ledger.jobs(client: client.name, states: ReviewPhase.states, limit: 10_000, offset: 0).map(\.name)
    var changed = false
    for (batch, strangers) in places {
      let meant = batch.map { batch in jobs.filter { $0.batch == batch } } ?? Array(Set(jobs.map { $0.batch ?? $0 }))
      let folder = try batch.map { try review.folder(FileName($0.text) ?? .known("review")) } ?? review
      for name in strangers {
        // Where a folder of the right name lies there too, it is only in the way when nothing but our notes is in it.
        // In that of a batch, rows may have come meanwhile.
        guard let marker = FolderMarker(name, jobs: meant),
          try outbox.clearOfNotes(marker.job)
            || batch == nil && isBatch(marker.job, among: jobs)
              && outbox.gather(marker.job, into: name)
        else { continue }
        try await takeBack(name, marker, in: folder)
        changed = true
      }
    }
    return changed
  }

  private func isBatch(_ job: JobName, among jobs: [JobName]) -> Bool { jobs.contains { $0.batch == job } }

  /// The folders in review/, or in that of a batch, that bear no job's name; and the jobs whose names the others bear.
  private func folders(of folder: Folder, in batch: JobName?) async throws -> (strangers: [FileName], known: [JobName]) {
    var (strangers, known): ([FileName], [JobName]) = ([], [])
    for entry in try folder.entries() where entry.kind == .folder && !Litter.isLitter(entry.name) {
      let name = batch.map { "\($0).\(entry.name)" } ?? entry.name.description
      if let job = JobName(name), try await house.ledger.job(named: job)?.client == client.name {
        known.append(job)
      } else {
        strangers.append(entry.name)
      }
    }
    return (strangers, known)
  }

  private func rowFolders(in review: Folder, of jobs: [JobName]) async throws -> [(JobName?, [FileName])] {
    var found: [(JobName?, [FileName])] = []
    for job in jobs where batchesAsked?[job] != nil {
      guard let name = FileName(job.text), let folder = try? review.folder(name) else { continue }
      found.append((job, try await folders(of: folder, in: job).strangers))
    }
    return found
  }

  /// First the marker, then the name: killed between the two, it is still a renamed folder.
  private func takeBack(_ name: FileName, _ marker: FolderMarker, in review: Folder) async throws {
    let job = marker.job
    guard let folderName = job.folders.last.flatMap({ FileName($0) }) else { return }
    let changed = try review.folder(name).status().changed
    if case .decision(let decision) = marker.reading {
      let word = FileName("\(Self.word(for: decision)).txt") ?? .known("approved.txt")
      renamers[job] = await person(
        at: ["\(([ShareFolder.review.rawValue] + job.folders.dropLast()).joined(separator: "/"))/\(name)"],
        around: [changed, .now()], isAwaited: true)
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
