package import Production
package import Files

extension Outbox {
  /// Gives back what could not be made: the drop untouched in failed/, and WHY.txt. Called again, it changes nothing.
  package func fail(_ job: JobName, originals: [Original], refusal: Refusal, checkpoint: () throws -> Void = {}) throws {
    let folder = try folder(.failed, of: job)
    for original in originals {
      try checkpoint()
      try giveBack(original, to: folder)
    }
    try checkpoint()
    try archiveReview(job, into: .failed)
    try checkpoint()
    let names = originals.map(\.originalName.description)
    try workshop().put(NoteTexts.why(refusal, folder: job.text, originals: names), in: folder)
    try checkpoint()
    try endWorking(job)
  }

  /// Takes WHY.txt away when its drop is tried again, and the folder with it when nothing else is in it.
  package func withdrawFailure(_ name: FileName) throws {
    let failed = try folder(.failed)
    guard let folder = try failed.folderIfThere(name) else { return }
    let why = FileName.safe(NoteTexts.whyName + ".txt")
    if let bytes = try folder.read(why, atMost: Workshop.largestText), Seal.isOurs(name: why.bytes, bytes: bytes) {
      try folder.remove(why)
    }
    try failed.removeFolderIfEmpty(name)
  }

  /// Points to the job that made the very same before, and gives the drop back.
  package func alreadyMade(_ job: JobName, of first: JobName, madeAt moment: Moment, originals: [Original]) throws {
    let folder = try folder(.outbox, of: job)
    let source = try folder.makeFolder(Self.source)
    for original in originals { try giveBack(original, to: source) }
    try workshop().put(NoteTexts.alreadyMade(first: first, on: clock.civil(moment).date), in: folder)
    try endWorking(job)
  }

  static let source = FileName.known("source")

  /// Moves a claimed drop to where people find it. One that is not where it was claimed was given back already.
  func giveBack(_ original: Original, to folder: Folder) throws {
    do throws(FileError) {
      try original.folder.moveBeside(original.name, to: folder, as: original.originalName)
    } catch  where error.isMissing {
      return
    }
    try folder.sync()
    try original.folder.sync()
  }
}
