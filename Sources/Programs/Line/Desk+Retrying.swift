import Files
import Intake
import Journal
import Ledger
import Outbox
import Production
import Review
import Settings

extension Desk {
  /// Tries again what people asked for by renaming its folder in failed/ with the word "retry". True when there was any.
  func readRetries() async throws -> Bool {
    let failed = try share.folder(Self.name(of: .failed))
    var asked: [FileName] = []
    for entry in try failed.entries() where entry.kind == .folder && Self.asksForRetry(entry.name) { asked.append(entry.name) }
    // What is in the way of one is not in the way of the others.
    for name in asked {
      // Asked before anything is moved.
      let told = try outbox.claim(toldOfIn: name).flatMap { Int64($0.description) }
      do {
        try await retry(name, in: failed)
      } catch let refusal as Refusal {
        try await refuse(name, of: told, refusal)
      } catch let error as FileError where !error.isPassing {
        house.heard(error)
        house.journal.log(
          .warning, "A job cannot be tried again", fields: ["client": client.name.text, "folder": "\(name)", "error": "\(error)"])
      }
    }
    return !asked.isEmpty
  }

  /// The folder gets its plain name back, and says why.
  private func refuse(_ renamed: FileName, of claim: Int64?, _ refusal: Refusal) async throws {
    // Where its drop was taken back already, it is given back once more.
    _ = try await showPending()
    let job = try await job(ofClaim: claim, in: renamed)
    let plain = job.flatMap { FileName($0.text) } ?? FileName("\(renamed) - not again") ?? renamed
    try outbox.refuseRetry(renamed, as: plain, refusal)
    house.journal.log(
      .notice, "A job cannot be tried again",
      fields: ["client": client.name.text, "folder": "\(renamed)", "why": refusal.sentence])
  }

  /// Our own folders are slugs, and one may end in this word by its drop's name; a person's renaming leaves no slug.
  private static func asksForRetry(_ name: FileName) -> Bool {
    JobName(name.description) == nil && name.description.lowercased().split { !$0.isLetter }.last == "retry"
  }

  /// A job goes on from where it stopped. A drop that never became one, or that somebody changed since, is dropped anew.
  private func retry(_ renamed: FileName, in failed: Folder) async throws {
    let claim = try outbox.claim(toldOfIn: renamed).flatMap { Int64($0.description) }
    if let job = try await job(ofClaim: claim, in: renamed), let record = try? await house.ledger.record(of: job),
      record.state.mayBecome(.queued), record.state.isAtRest, record.order.drop.client == client.name,
      try isUntouched(record, in: try failed.folder(renamed))
    {
      try await retry(job, by: "someone with write permission", from: renamed)
    } else {
      try dropAnew(renamed, in: failed, try await drop(ofClaim: claim))
    }
  }

  /// Where people took WHY.txt away, the folder's name says which job it is.
  private func job(ofClaim claim: Int64?, in renamed: FileName) async throws -> JobName? {
    if let claim { return try await house.ledger.job(ofClaim: claim) }
    let words = renamed.description.split { !$0.isLetter && !$0.isNumber && $0 != "-" }.dropLast()
    return JobName(words.joined(separator: " "))
  }

  private func drop(ofClaim claim: Int64?) async throws -> Drop? {
    guard let claim, let drop = try await house.ledger.drop(ofClaim: claim), drop.client == client.name else { return nil }
    return drop
  }

  /// What is not there does not count: the service has its own copy.
  private func isUntouched(_ record: JobRecord, in folder: Folder) throws -> Bool {
    let names = original(record).shownNames
    guard try names.contains(where: { try folder.status(of: $0) != nil }) else { return true }
    return try claiming.isUntouched(record.order.drop, in: folder, as: names)
  }

  /// Puts a job that stopped into the queue again, with its original where it was when the job began.
  ///
  /// Where a paid call may have been charged, this is a person's word that it may be made once more.
  func retry(_ job: JobName, by person: String, from renamed: FileName? = nil) async throws {
    let record = try await house.ledger.record(of: job)
    if [.perhapsCharged, .overBudget].contains(record.state), let stage = record.stoppedAt {
      try await house.ledger.resume(job, by: person, then: stage.stateWhileRunning, next: stage)
    } else {
      // First the original, then the word: killed between the two, the next start gives the original back again.
      let stage = try beginning(record)
      let isDecided = ![.read, .consult, .script, .storyboard].contains(stage ?? record.stoppedAt ?? .read)
      try outbox.takeBack(
        original(record), of: job, from: renamed, isDecided: isDecided,
        isDecision: { InboxMarker($0)?.jobs.contains(job) ?? false })
      try takeCancelsBack(record)
      try keepSource(of: record, for: stage)
      try await house.ledger.retry(job, from: stage, by: person)
    }
    await house.journal(of: job).log(.notice, "A job is tried again", fields: ["by": person])
  }

  /// The stage where it stopped, or an earlier one: what was made before is not kept for ever, and may have to be made anew.
  /// Nil for what did not stop.
  private func beginning(_ record: JobRecord) throws -> Stage? {
    let store = house.store
    let isKept = { (digest: Digest) in try store.has(digest) }
    if [.finishing, .publishing].contains(record.state) {
      let lost = try [Stage.voice, .picture, .finish, .rows, .cover].first { stage in
        try record.results[stage]?.artifacts.contains { try !isKept($0.digest) } ?? false
      }
      return try lost.map { try StageInputs.beginning(at: $0, record, isKept: isKept) }
    }
    guard record.state.isAtRest else { return nil }
    let stage = try StageInputs.beginning(at: record.stoppedAt ?? .read, record, isKept: isKept)
    if record.formatsOf != nil { try House.checkFurther(record.name, from: stage) }
    if let batch = record.name.batch, stage == .read || stage == .consult && !record.isTopic {
      throw Refusal("What \(record.name) was to say is not kept any more.", wayOut: "Drop what \(batch) was made of again.")
    }
    return stage
  }

  /// Where the service's own copy of the drop is not kept any more, it is made again from the drop that was just taken back.
  private func keepSource(of record: JobRecord, for stage: Stage?) throws {
    // Later stages need nothing of it but a recording, and have what was read of it.
    let isHeard = !StageInputs.recording(of: record).isEmpty && (stage == .consult || stage == .script)
    guard [.read, .transform, .link].contains(stage) || isHeard else { return }
    let drop = record.order.drop
    let store = house.store
    if try StageInputs.sources(of: drop).allSatisfy({ try store.has($0) }) { return }
    guard try claiming.isClaimed(record.claim), try claiming.keepAgain(drop, id: record.claim) else {
      // What there is of it belongs to people again.
      showLater(record.name)
      throw Refusal("What was dropped for \(record.name) is not there any more.", wayOut: "Drop it into the inbox again.")
    }
  }

  /// Puts a drop back where it was dropped, as what it was.
  private func dropAnew(_ renamed: FileName, in failed: Folder, _ drop: Drop?) throws {
    let folder = try failed.folder(renamed)
    let inboxFolder = try share.folder(Self.name(of: .inbox))
    let names = drop?.path.dropLast().compactMap(FileName.init(bytes:)) ?? []
    let target = (try? inboxFolder.folder(names)) ?? inboxFolder
    let originals = drop.map { [original($0, claim: 0)] } ?? []
    let outbox = outbox
    for entry in try folder.entries() where !Litter.isLitter(entry.name) && !outbox.isOurs(entry.name, in: folder) {
      if entry.kind == .folder, outbox.isArchive(entry.name, beside: originals) { continue }
      // A decision about the job that it was is none about the one that it becomes.
      let isOriginal = originals.contains { $0.shownNames.contains(entry.name) }
      if drop != nil, !isOriginal, entry.kind == .file, InboxMarker(entry.name) != nil { continue }
      try folder.moveBeside(entry.name, to: target, as: entry.name)
    }
    try outbox.withdrawFailure(renamed)
  }
}
