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
    try archiveReview(job, into: folder, as: Self.archiveName(beside: originals))
    // A folder that a kill cut off from its sync is there, and nobody synced it since.
    try self.folder(.failed).sync()
    for original in originals {
      try checkpoint()
      try giveBack(original, to: folder)
    }
  }

  /// Takes WHY.txt away when its drop is tried again, and the folder with it. A folder in which there is something of a person's stays,
  /// under a name that asks for nothing.
  package func withdrawFailure(_ name: FileName) throws {
    let failed = try folder(.failed)
    guard let folder = try failed.folderIfThere(name) else { return }
    try workshop().takeNotes(outOf: folder) { $0.hasPrefix(NoteTexts.whyName) }
    try failed.removeFolderIfEmpty(name)
    if try failed.status(of: name) != nil { try failed.moveBeside(name, to: failed, as: .safe("\(name) - the rest")) }
  }

  /// Takes a folder of failed/ away in which nothing but our WHY.txt is left: its drop was taken out, and one of that name is tried again.
  package func clearFailure(of job: JobName) throws {
    let name = job.folderName
    guard let folder = try folder(.failed).folderIfThere(name) else { return }
    let entries = try folder.entries()
    guard !entries.isEmpty, try reasons(in: folder).count == entries.count else { return }
    try withdrawFailure(name)
  }

  /// Gives a folder of failed/ that asks to be tried again its plain name back, with a note that says why it is not. Where it has that name
  /// already, it only gets the note.
  package func refuseRetry(_ renamed: FileName, as plain: FileName, _ refusal: Refusal) throws {
    let failed = try folder(.failed)
    var name = plain
    if try failed.status(of: renamed) != nil { name = try failed.moveBeside(renamed, to: failed, as: plain) }
    guard let folder = try failed.folderIfThere(name) else { return }
    try workshop().put(NoteTexts.notTriedAgain(refusal), in: folder)
  }

  /// Puts a drop of failed/ back where it was claimed, for its job to be tried again, and takes WHY.txt away. `renamed` is the folder
  /// that a person asks with, when they renamed it.
  ///
  /// What lay in review/ goes back there: as it was where the script is decided, else among the versions, because a decision of
  /// before decides about nothing that is still to be written. A decision that was dropped, and came back with the drop, goes with it.
  package func takeBack(
    _ original: Original, of job: JobName, from renamed: FileName? = nil, isDecided: Bool = true,
    isDecision: (FileName) -> Bool = { _ in false }
  ) throws {
    guard let name = try renamed ?? failure(of: job, original) else { return }
    let folder = try folder(.failed).folder(name)
    try take(original, outOf: folder)
    if let archive = try folder.folderIfThere(Self.archiveName(beside: [original])) {
      for entry in try folder.entries() where entry.kind == .file && isDecision(entry.name) {
        try folder.moveBeside(entry.name, to: archive, as: entry.name)
      }
    }
    try restoreReview(of: job, outOf: folder, [original], isDecided: isDecided)
    try withdrawFailure(name)
  }

  func failure(of job: JobName, _ original: Original) throws -> FileName? {
    let names = try folder(.failed).entries().filter { $0.kind == .folder && $0.name.bytes.starts(with: job.text.utf8) }.map(
      \.name)
    // Where people took WHY.txt away, it can only be the folder of that very name.
    return try names.first(where: { try isFailure($0, of: [original]) == true })
      ?? names.first(where: { try $0 == job.folderName && isFailure($0, of: [original]) == nil })
  }

  private func restoreReview(of job: JobName, outOf folder: Folder, _ originals: [Original], isDecided: Bool) throws {
    let review = try self.folder(.review)
    let archive = Self.archiveName(beside: originals)
    guard try folder.status(of: archive)?.kind == .folder, try review.status(of: job.folderName) == nil else { return }
    if !isDecided { try makeVersions(of: try folder.folder(archive)) }
    try folder.move(archive, to: review, as: job.folderName, replacing: false)
    try review.sync()
    if isDecided { try acknowledge(job, .started) }
  }

  /// The claimed name of the drop that the WHY.txt in a folder of failed/ is about; nil where no such file of ours is.
  package func claim(toldOfIn name: FileName) throws -> FileName? {
    guard let folder = try folder(.failed).folderIfThere(name) else { return nil }
    return try reasons(in: folder).compactMap { text in
      text.split(separator: "\n").last { $0.hasPrefix(NoteTexts.dropMark) }.flatMap {
        FileName(String($0.dropFirst(NoteTexts.dropMark.count)))
      }
    }.first
  }

  /// Whether the WHY.txt in a folder of failed/ is about these drops; nil where no such file of ours is.
  package func isFailure(_ name: FileName, of originals: [Original]) throws -> Bool? {
    guard let folder = try folder(.failed).folderIfThere(name) else { return nil }
    return try isFailure(folder, of: originals)
  }

  private func isFailure(_ folder: Folder, of originals: [Original]) throws -> Bool? {
    let line = NoteTexts.drops(originals)
    let reasons = try reasons(in: folder)
    return reasons.isEmpty ? nil : reasons.contains { $0.split(separator: "\n").contains(line[...]) }
  }

  /// The texts of our WHY.txt files in a folder.
  private func reasons(in folder: Folder) throws -> [String] {
    try folder.entries().filter {
      $0.kind == .file && $0.name.bytes.starts(with: NoteTexts.whyName.utf8)
        && !$0.name.bytes.starts(with: NoteTexts.notTriedAgainName.utf8)
    }.compactMap { note in
      guard let bytes = try? folder.read(note.name, atMost: Workshop.largestText),
        Seal.isOurs(name: note.name.bytes, bytes: bytes)
      else { return nil }
      return String(decoding: bytes, as: UTF8.self)
    }
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
    // Folders that a kill cut off from their sync are there, and nobody synced them since.
    try folder.sync()
    try self.folder(.outbox).sync()
    for original in originals {
      try checkpoint()
      try giveBack(original, to: source)
    }
  }

  static let source = FileName.known("source")
}
