package import Production
package import Files

extension Outbox {
  /// Gives back what could not be made: WHY.txt, what lay in review/, and last of all the drop, untouched.
  ///
  /// As long as a drop still lies where it was claimed, this is not done: killed at any instant and called again, it ends the same.
  package func fail(_ job: JobName, originals: [Original], refusal: Refusal, checkpoint: () throws -> Void = {}) throws {
    let folder = try failureFolder(of: job, originals, refusal)
    try checkpoint()
    try endWorking(job)
    try checkpoint()
    try archiveReview(job, into: folder)
    for original in originals {
      try checkpoint()
      try giveBack(original, to: folder)
    }
  }

  /// Takes WHY.txt away when its drop is tried again, and the folder with it when nothing else is in it.
  package func withdrawFailure(_ name: FileName) throws {
    let failed = try folder(.failed)
    guard let folder = try failed.folderIfThere(name) else { return }
    try workshop().takeNotes(outOf: folder) { $0.hasPrefix(NoteTexts.whyName) }
    try failed.removeFolderIfEmpty(name)
  }

  /// Puts a drop of failed/ back where it was claimed, for its job to be tried again, and takes WHY.txt away.
  package func takeBack(_ original: Original, of job: JobName) throws {
    let failed = try folder(.failed)
    let names = try failed.entries().filter { $0.kind == .folder && $0.name.bytes.starts(with: job.text.utf8) }.map(\.name)
    // Where people took WHY.txt away, it can only be the folder of that very name.
    guard
      let name = try names.first(where: { try isFailure($0, of: [original]) == true })
        ?? names.first(where: { try $0 == job.folderName && isFailure($0, of: [original]) == nil })
    else { return }
    let folder = try failed.folder(name)
    if try original.folder.status(of: original.name) == nil, try folder.status(of: original.originalName) != nil {
      try folder.move(original.originalName, to: original.folder, as: original.name, replacing: false)
    }
    try withdrawFailure(name)
  }

  /// Whether the WHY.txt in a folder of failed/ is about these drops; nil where no such file of ours is.
  package func isFailure(_ name: FileName, of originals: [Original]) throws -> Bool? {
    guard let folder = try folder(.failed).folderIfThere(name) else { return nil }
    return try isFailure(folder, of: originals)
  }

  private func isFailure(_ folder: Folder, of originals: [Original]) throws -> Bool? {
    let line = NoteTexts.drops(originals)
    var answer: Bool?
    for note in try folder.entries() where note.kind == .file && note.name.bytes.starts(with: NoteTexts.whyName.utf8) {
      guard let bytes = try? folder.read(note.name, atMost: Workshop.largestText),
        Seal.isOurs(name: note.name.bytes, bytes: bytes)
      else { continue }
      if String(decoding: bytes, as: UTF8.self).split(separator: "\n").contains(line[...]) { return true }
      answer = false
    }
    return answer
  }

  /// The first of "NAME", "NAME (2)", … in failed/ that tells of no other drop, with its WHY.txt. A new one has it from its first
  /// moment on.
  private func failureFolder(of job: JobName, _ originals: [Original], _ refusal: Refusal) throws -> Folder {
    let failed = try folder(.failed)
    let workshop = try workshop()
    return try failed.withNames(like: job.folderName) { name in
      let why = NoteTexts.why(refusal, folder: name.description, originals: originals)
      if try failed.status(of: name) == nil { return try workshop.put(why, inNew: name, of: failed) }
      let folder = try failed.folder(name)
      if try isFailure(folder, of: originals) == false { return nil }
      try workshop.put(why, in: folder)
      return folder
    }
  }

  /// Points to the job that made the very same before, and gives the drop back, last of all.
  package func alreadyMade(
    _ job: JobName, of first: JobName, madeAt moment: Moment, originals: [Original], checkpoint: () throws -> Void = {}
  ) throws {
    let folder = try folder(.outbox, of: job)
    try workshop().put(NoteTexts.alreadyMade(first: first, on: clock.civil(moment).date), in: folder)
    try checkpoint()
    try endWorking(job)
    let source = try folder.makeFolder(Self.source)
    for original in originals {
      try checkpoint()
      try giveBack(original, to: source)
    }
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
