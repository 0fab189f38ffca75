import Files
import Pages
package import Production

extension Outbox {
  /// Shows in a batch's folder what became of each of its rows. Where a person changed a file of ours, a new one comes beside it.
  package func showBatch(_ report: BatchReport, of batch: JobName) throws {
    // Somebody may have thrown it away: what is in it does not come back.
    guard let folder = try folderIfThere(.outbox, of: batch) else { return }
    for file in BatchReport.names {
      try workshop().put(.safe(file), in: folder, atMost: BatchRows.largest) { report.bytes(of: file, named: $0.bytes) }
    }
  }

  /// The rows that a batch's table tells of, as far as it is still as it was written here.
  package func shownRows(ofBatch batch: JobName) throws -> BatchRows? {
    let name = FileName.safe(BatchRows.sheetName)
    guard let folder = try folderIfThere(.outbox, of: batch), try folder.status(of: name)?.kind == .file,
      let bytes = try folder.read(name, atMost: BatchRows.largest), Seal.isOurs(name: name.bytes, bytes: bytes)
    else { return nil }
    return BatchReport.rows(in: bytes)
  }

  /// A row comes to nothing: what was shown of it is put away in its own folder.
  package func endRow(_ job: JobName) throws {
    try endWorking(job)
    try archiveReview(job, into: folder(.outbox, of: job))
    try removeFolderIfEmpty(.outbox, of: job)
  }
}
