import Files
import Journal
import Ledger
import Outbox
import Production
import Settings

extension Desk {
  /// Tries again what people asked for by renaming its folder in failed/ with the word "retry". True when there was any.
  func readRetries() async throws -> Bool {
    let failed = try share.folder(Self.name(of: .failed))
    var asked: [FileName] = []
    for entry in try failed.entries() where entry.kind == .folder && Self.asksForRetry(entry.name) { asked.append(entry.name) }
    for name in asked { try await retry(name, in: failed) }
    return !asked.isEmpty
  }

  /// Our own folders are slugs, and one may end in this word by its drop's name; a person's renaming leaves no slug.
  private static func asksForRetry(_ name: FileName) -> Bool {
    JobName(name.description) == nil && name.description.lowercased().split { !$0.isLetter }.last == "retry"
  }

  /// A job goes on from where it stopped; a drop that never became one is dropped anew.
  private func retry(_ renamed: FileName, in failed: Folder) async throws {
    let words = renamed.description.split { !$0.isLetter && !$0.isNumber && $0 != "-" }.dropLast()
    let stem = words.joined(separator: " ")
    if let job = JobName(stem), let record = try? await house.ledger.record(of: job), record.state.mayBecome(.queued),
      record.state.isAtRest,
      record.order.drop.client == client.name, let name = FileName(job.text), try failed.status(of: name) == nil
    {
      try failed.move(renamed, to: failed, as: name, replacing: false)
      try await retry(job, by: "someone with write permission")
    } else {
      try dropAnew(renamed, in: failed)
    }
  }

  /// Puts a job that stopped into the queue again, with its original where it was when the job began.
  ///
  /// Where a paid call may have been charged, this is a person's word that it may be made once more.
  func retry(_ job: JobName, by person: String) async throws {
    let record = try await house.ledger.record(of: job)
    if [.perhapsCharged, .overBudget].contains(record.state), let stage = record.stoppedAt {
      try await house.ledger.resume(job, by: person, then: stage.stateWhileRunning, next: stage)
    } else {
      // First the original, then the word: killed between the two, the next start gives the original back again.
      try await takeBack(job)
      try await house.ledger.retry(job, by: person)
    }
    house.journal.log(.notice, "A job is tried again", fields: ["job": job.text, "by": person])
  }

  private func dropAnew(_ renamed: FileName, in failed: Folder) throws {
    let folder = try failed.folder(renamed)
    let inboxFolder = try share.folder(Self.name(of: .inbox))
    for entry in try folder.entries() where entry.kind == .file && !outbox.isOurs(entry.name, in: folder) {
      try folder.moveBeside(entry.name, to: inboxFolder, as: entry.name)
    }
    try outbox.withdrawFailure(renamed)
    // Something of a person's is left in it: it stays, under a name that asks for nothing.
    if try failed.status(of: renamed) != nil, let rest = FileName("\(renamed) - the rest") {
      try failed.moveBeside(renamed, to: failed, as: rest)
    }
  }
}
