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
      record.state.isAtRest, record.order.drop.client == client.name, let name = FileName(job.text),
      try failed.status(of: name) == nil, try outbox.isFailure(renamed, of: [original(record)]) != false
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
      try await house.ledger.retry(job, from: try beginning(record), by: person)
    }
    house.journal.log(.notice, "A job is tried again", fields: ["job": job.text, "by": person])
  }

  /// The stage where it stopped, or an earlier one: what was made before is not kept for ever, and may have to be made anew.
  /// Nil for what did not stop.
  private func beginning(_ record: JobRecord) throws -> Stage? {
    let store = house.store
    let isKept = { (digest: Digest) in try store.has(digest) }
    if [.finishing, .publishing].contains(record.state) {
      let lost = try [Stage.voice, .picture, .finish].first { stage in
        try record.results[stage]?.artifacts.contains { try !isKept($0.digest) } ?? false
      }
      return try lost.map { try StageInputs.beginning(at: $0, record, isKept: isKept) }
    }
    guard record.state.isAtRest else { return nil }
    let stage = try StageInputs.beginning(at: record.stoppedAt ?? .read, record, isKept: isKept)
    if stage == .read, try !isKept(record.order.drop.digest) { try keepSource(of: record) }
    return stage
  }

  /// The service's own copy of the drop is not kept any more: it is made again from the drop that was just taken back.
  private func keepSource(of record: JobRecord) throws {
    let original = original(record)
    guard try claimed.status(of: original.name) != nil,
      try house.store.put(try claimed.file(original.name)).digest == record.order.drop.digest
    else {
      // What there is of it belongs to people again.
      showLater(record.name)
      throw Refusal("What was dropped for \(record.name) is not there any more.", wayOut: "Drop it into the inbox again.")
    }
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
