import Digests
import Files
import Ledger
import Outbox
import Production
import Review
import Settings

extension Desk {
  /// Reads a job's review folder, with the texts of what word processors saved there. Nil when such a file is just being written, or
  /// cannot be read at this moment: then the folder is to be read again.
  func read(_ review: Folder, of job: JobName, at gate: Gate, asking: Decision? = nil) async throws -> ReviewReading? {
    let outbox = outbox
    let offered = gate == .script ? try await house.ledger.script(of: job)?.textDigest : nil
    let copies = try outbox.copies(of: job)
    // The script, the notes, and the marker may each be one.
    for _ in 0..<4 {
      let folder = ReviewFolder(job: job, at: gate, folder: review, offered: offered, transcripts: transcripts.texts) {
        copies.contains($0) || outbox.isOurs($0, in: $1)
      }
      let reading = try folder.read(asking: asking)
      guard let file = reading.untranscribed.first else { return try isStill(reading, in: review) ? reading : nil }
      guard try await transcribe(file, in: review, of: job) else { return nil }
    }
    return nil
  }

  /// Whether notes were read whole: who saves "rejected.docx" makes an empty file first.
  private func isStill(_ reading: ReviewReading, in review: Folder) throws -> Bool {
    guard case .decided(let kind, let marker, _) = reading.decision, kind == .reject || kind == .redo else { return true }
    guard let before = reading.marker, let now = try review.status(of: marker) else { return false }
    guard (now.inode, now.size, now.modified) == (before.inode, before.size, before.modified) else { return false }
    return try review.file(marker).writers() != .some
  }

  /// In a worker: it is a user's zip with XML in it.
  private func transcribe(_ office: ReviewReading.OfficeFile, in review: Folder, of job: JobName) async throws -> Bool {
    guard let stored = try await store(office.name, in: review, of: job), stored == office.digest else { return false }
    switch await hands.retype(stored, clientNow) {
    case .success(let text):
      try await house.ledger.made([Digest(of: text)], for: job)
      transcripts.keep(.success(text), of: stored)
    case .failure(let failure):
      let refusal = transcripts.judge(
        failure, of: stored, crashesAllowed: house.settings.line.crashes, name: office.name.description)
      // A file that somebody began to write again in the meantime is not complete, whatever it seems to be.
      guard let refusal, try await store(office.name, in: review, of: job) == stored else { return false }
      transcripts.keep(.failure(refusal), of: stored)
    }
    return true
  }

  /// Nil when it is being written, or went meanwhile.
  func store(_ name: FileName, in review: Folder, of job: JobName) async throws -> Digest? {
    guard try review.status(of: name) != nil else { return nil }
    let file = try review.file(name)
    guard file.writers() != .some else { return nil }
    let digest = try house.store.put(file).digest
    try await house.ledger.made([digest], for: job)
    return digest
  }

  /// Lays a text into the store that somebody wrote for a job. Whose it is, is known before: it goes with the job.
  func store(_ text: [UInt8], of job: JobName) async throws -> Digest {
    try await house.ledger.made([Digest(of: text)], for: job)
    return try house.store.put(text).digest
  }
}
