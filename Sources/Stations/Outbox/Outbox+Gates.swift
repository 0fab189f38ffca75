package import Files
package import Production

extension Outbox {
  /// Shows what a person is asked about: the files to listen to or to watch, the text to rename, and the note that says how.
  ///
  /// Whatever lay there before goes to `versions/`. Called again for what was shown, it leaves all of it alone, whatever people did
  /// to it since.
  package func show(_ exhibit: Exhibit, checkpoint: () throws -> Void = {}) throws {
    let folder = try folder(.review, of: exhibit.job)
    if try isShown(exhibit.version, at: exhibit.gate, of: exhibit.job, in: folder) {
      if try Workshop.notes(in: folder).isEmpty { try askAgain(exhibit) }
      return
    }
    let text = FileName.safe(exhibit.gate.fileName)
    let own = Set(exhibit.files.map { FileName.safe($0.name) } + [text])
    try checkpoint()
    try clear(folder, of: exhibit.job, as: exhibit.version, sparing: own, checkpoint)
    for file in exhibit.files {
      try checkpoint()
      try put(file, in: folder)
    }
    try checkpoint()
    try workshop().put(text, in: folder) { _ in Array(exhibit.text.utf8) }
    try checkpoint()
    try askAgain(exhibit)
    try checkpoint()
    try shownVersions().keep(
      ShownVersions.Mark(version: exhibit.version, gate: exhibit.gate, files: exhibit.files), of: exhibit.job)
  }

  /// Lays a picture or a list beside the draft that it shows; one that came too late is left out, and one that lies there already is left
  /// as people made it. It goes away with its draft, so that what
  /// lies in the outbox in the end does not depend on whether it came in time.
  package func showBeside(_ file: Delivery, of job: JobName, version: Int) throws {
    guard let folder = try folderIfThere(.review, of: job), try shows(version, of: job) else { return }
    // First the mark: a file that no mark tells of would stay.
    let mark = try shownVersions().mark(of: job)
    let isLaid = mark?.files.contains { $0.name == file.name } ?? false
    if isLaid, try folder.status(of: .safe(file.name)) != nil { return }
    let others = mark?.files.filter { $0.name != file.name } ?? []
    try shownVersions().keep(
      ShownVersions.Mark(version: version, gate: .script, files: [file], and: others, previewed: mark?.previewed), of: job)
    try put(file, in: folder)
  }

  /// Whether the draft that is shown has its storyboard already.
  package func hasStoryboard(of job: JobName) throws -> Bool {
    try folderIfThere(.review, of: job)?.status(of: .known("storyboard.jpg")) != nil
  }

  /// Puts the note back that says how to decide, and leaves everything else alone.
  package func askAgain(_ exhibit: Exhibit) throws {
    let workshop = try workshop()
    let folder = try folder(.review, of: exhibit.job)
    let name = try workshop.put(NoteTexts.howToApprove(exhibit), in: folder)
    try workshop.takeNotes(outOf: folder, exceptFor: name)
  }

  /// Copies a file into a folder of people, whole from its first moment on; not once more where it lies there already.
  func put(_ file: Delivery, in folder: Folder) throws {
    if try name(of: file, in: folder) != nil { return }
    let workshop = try workshop()
    let temporary = TemporaryName.next()
    do {
      try copy(file, to: temporary, in: workshop.folder)
      try workshop.folder.syncFileSystem()
      _ = try workshop.folder.moveBeside(temporary, to: folder, as: .safe(file.name))
    } catch {
      try? workshop.folder.remove(temporary)
      throw error
    }
    try folder.sync()
  }

  /// Makes room for what is shown next: copies of ours that nobody changed go away, all else of before goes to `versions/`.
  func clear(
    _ folder: Folder, of job: JobName, as version: Int, sparing own: Set<FileName> = [], _ checkpoint: () throws -> Void
  ) throws {
    try takeCopies(outOf: folder, of: job, sparing: own)
    let versions = try folder.makeFolder(Self.versions)
    for entry in try folder.entries() where entry.kind == .file && !own.contains(entry.name) {
      if Litter.isLitter(entry.name) || isOurs(entry.name, in: folder) { continue }
      try checkpoint()
      let kept = FileName.safe(NoteTexts.versionedName(entry.name.description, version: version))
      try folder.moveBeside(entry.name, to: versions, as: kept)
    }
  }

  /// Whether a file lies there to be heard or watched, and by its name decides nothing.
  package func copies(of job: JobName) throws -> Set<FileName> {
    Set(try shownVersions().mark(of: job)?.files.map { FileName.safe($0.name) } ?? [])
  }

  /// A sound or a video that was only copied here to be judged is not kept twice.
  func takeCopies(outOf folder: Folder, of job: JobName, sparing own: Set<FileName> = []) throws {
    try remove(try shownVersions().mark(of: job)?.files ?? [], from: folder, sparing: own)
  }

  /// Only what is still as it was put there.
  func remove(_ files: [Receipt.File], from folder: Folder, sparing own: Set<FileName> = []) throws {
    for file in files {
      let name = FileName.safe(file.name)
      guard !own.contains(name), let status = try folder.status(of: name), status.kind == .file, status.size == file.size,
        try folder.file(name).digest() == file.digest
      else { continue }
      try folder.remove(name)
    }
  }

  // MARK: - Waiting for money

  /// Says that a job waits for money; where it has no review folder yet, it gets one.
  package func showExcess(of job: JobName, _ why: Refusal) throws {
    let folder = try folder(.review, of: job)
    let workshop = try workshop()
    let name = try workshop.put(NoteTexts.overBudget(why, job: job), in: folder)
    try workshop.takeNotes(outOf: folder, exceptFor: name)
  }

  /// The job goes on: the note goes, and with it a folder that was made for it alone.
  package func endExcess(of job: JobName) throws {
    guard let folder = try folderIfThere(.review, of: job) else { return }
    try workshop().takeNotes(outOf: folder) { $0.hasPrefix(NoteTexts.overBudgetName) }
    try removeFolderIfEmpty(.review, of: job)
  }
}
