package import Files
package import Production

extension Outbox {
  /// Shows a version of a script: `script.txt`, the note that says how to approve it, and the earlier versions in `versions/`.
  ///
  /// Whatever lies beside an earlier version goes to `versions/` with it: the script, edits included, and the files that decided
  /// on it, which would else decide on the next one too. Called again for a version that was shown, it leaves the script alone,
  /// whatever people did to it since.
  package func showDraft(_ draft: Draft, checkpoint: () throws -> Void = {}) throws {
    let workshop = try workshop()
    let folder = try folder(.review, of: draft.job)
    if try isShown(draft.version, at: .script, of: draft.job, in: folder) {
      if try Workshop.notes(in: folder).isEmpty { try askAgain(draft) }
      if try !shows(draft.version, of: draft.job) {
        try shownVersions().keep(ShownVersions.Mark(version: draft.version, gate: .script), of: draft.job)
      }
      return
    }
    try checkpoint()
    let versions = try folder.makeFolder(Self.versions)
    if draft.version > 1 { try clear(folder, of: draft.job, as: draft.version - 1, sparing: [Self.script], checkpoint) }
    let text = Array(draft.scriptText.utf8)
    if try folder.status(of: Self.script) != nil, try content(of: Self.script, in: folder) != text {
      try checkpoint()
      try archive(Self.script, in: folder, to: versions, of: draft)
    }
    if let earlier = draft.earlierText {
      try checkpoint()
      try keep(earlier, in: versions, of: draft, with: workshop)
    }
    try checkpoint()
    try workshop.put(Self.script, in: folder) { _ in text }
    try checkpoint()
    try askAgain(draft)
    try checkpoint()
    try shownVersions().keep(ShownVersions.Mark(version: draft.version, gate: .script), of: draft.job)
  }

  /// Whether this version, at this gate, is what lies in review/, so that what is decided there is about it.
  package func shows(_ version: Int, at gate: Gate = .script, of job: JobName) throws -> Bool {
    guard let mark = try shownVersions().mark(of: job) else { return false }
    return mark.version == version && mark.gate == gate
  }

  /// Puts the note back that says how to approve, as after an undone approval, and leaves the script alone.
  package func askAgain(_ draft: Draft) throws {
    let workshop = try workshop()
    let folder = try folder(.review, of: draft.job)
    let name = try workshop.put(NoteTexts.howToApprove(draft), in: folder)
    try workshop.takeNotes(outOf: folder, exceptFor: name)
  }

  /// Marks what must be mended in a script that could not be read back: the text gains lines, and a note says so.
  ///
  /// Only a script that is still `was` is marked, and one that somebody has open for writing is left alone.
  package func askToMend(
    _ job: JobName, version: Int, at gate: Gate = .script, script: FileName, was: [UInt8], marked: [UInt8], problems: [String]
  ) throws -> Marking {
    let workshop = try workshop()
    let folder = try folder(.review, of: job)
    let present = try content(of: script, in: folder)
    if present != marked {
      guard present == was, try folder.file(script).writers() != .some else { return .again }
      let versions = try folder.makeFolder(Self.versions)
      let kept = FileName.safe(NoteTexts.versionName(version, of: gate, isEdited: true))
      let aside = try workshop.put(kept, in: versions) { _ in marked }
      guard try exchange(aside, in: versions, with: script, in: folder, was: was, marked: marked) else { return .again }
    }
    let note = NoteTexts.needsMending(job: job, at: gate, script: script.description, problems: problems)
    let name = try workshop.put(note, in: folder)
    try workshop.takeNotes(outOf: folder, exceptFor: name)
    return .settled
  }

  /// Brings the `#!` lines at a script's top up to date, and leaves alone what a person wrote. False where it is not as it `was` any more, or somebody
  /// has it open for writing: then it is looked at again.
  package func remark(_ job: JobName, version: Int, script: FileName, was: [UInt8], marked: [UInt8]) throws -> Bool {
    if was == marked { return true }
    let folder = try folder(.review, of: job)
    guard try content(of: script, in: folder) == was, try folder.file(script).writers() != .some else { return false }
    let versions = try folder.makeFolder(Self.versions)
    let aside = try workshop().put(.safe(NoteTexts.versionName(version, isEdited: true)), in: versions) { _ in marked }
    guard try exchange(aside, in: versions, with: script, in: folder, was: was, marked: marked) else { return false }
    // It says the same but for those lines: no version of anybody's.
    if try content(of: aside, in: versions) == was { try versions.remove(aside) }
    return true
  }

  /// Says what must be mended in a script that a word processor saved: it cannot gain lines, so only the note says it.
  package func askToMend(_ job: JobName, at gate: Gate = .script, office script: FileName, problems: [String]) throws {
    let workshop = try workshop()
    let folder = try folder(.review, of: job)
    let name = try workshop.put(
      NoteTexts.needsMending(job: job, at: gate, office: script.description, problems: problems), in: folder)
    try workshop.takeNotes(outOf: folder, exceptFor: name)
  }

  /// Puts the marked text, which lies in `versions/`, in the script's place, and the script in its place: in one step, so that
  /// neither is ever away. False when somebody saved in the last moment: then it is undone, and whatever they wrote is kept.
  func exchange(
    _ aside: FileName, in versions: Folder, with script: FileName, in folder: Folder, was: [UInt8], marked: [UInt8]
  ) throws -> Bool {
    if try swap(aside, in: versions, with: script, in: folder) {
      if try content(of: aside, in: versions) == was, try versions.file(aside).writers() != .some {
        try versions.sync()
        try folder.sync()
        return true
      }
      _ = try swap(aside, in: versions, with: script, in: folder)
    }
    // What is not our marked text was written meanwhile, and stays as a version.
    if try content(of: aside, in: versions) == marked { try versions.remove(aside) }
    return false
  }

  /// False when one of them is not there any more.
  private func swap(
    _ name: FileName, in folder: Folder, with other: FileName, in otherFolder: Folder
  ) throws(FileError) -> Bool {
    do throws(FileError) {
      try folder.exchange(name, with: other, in: otherFolder)
      return true
    } catch  where error.isMissing {
      return false
    }
  }

  /// Answers in the review folder to what somebody did there. The answer takes the place of the note before; only beside a
  /// "not understood" the way to approve stays.
  package func acknowledge(_ job: JobName, _ acknowledgement: Acknowledgement) throws {
    guard let folder = try folderIfThere(.review, of: job) else { return }
    let workshop = try workshop()
    let name = try workshop.put(NoteTexts.answer(acknowledgement, job: job), in: folder)
    let kept = acknowledgement.keeps
    try workshop.takeNotes(outOf: folder, exceptFor: name) { note in !kept.contains { note.hasPrefix($0) } }
  }

  /// Takes a job's folder out of review/, where only what waits for a person lies: by one rename it becomes the folder `script`
  /// in the job's folder in outbox/ or failed/, with the approved text, the versions, and whatever people put there.
  func archiveReview(_ job: JobName, into target: Folder, as name: FileName = archivedReview) throws {
    guard let (review, own) = try spot(of: job, in: .review), let folder = try review.folderIfThere(own) else { return }
    try workshop().takeNotes(outOf: folder)
    try takeCopies(outOf: folder, of: job)
    try shownVersions().forget(job)
    // A folder in which there was nothing but a note of ours.
    try review.removeFolderIfEmpty(own)
    if try review.status(of: own) != nil {
      try review.moveBeside(own, to: target, as: name)
      try target.sync()
      try review.sync()
    }
    if let batch = job.batch { try removeFolderIfEmpty(.review, of: batch) }
  }

  private static let script = FileName.known("script.txt")
  static let versions = FileName.known("versions")
  static let archivedReview = FileName.known("script")

  /// Another name where the drop is called the same: people, and a later try, must tell the two apart.
  static func archiveName(beside originals: [Original]) -> FileName {
    let isTaken = originals.contains { $0.shownNames.contains { $0.description.lowercased() == archivedReview.description } }
    return isTaken ? .known("reviewed script") : archivedReview
  }

  /// Whether a folder of failed/ is not the drop, but what was reviewed.
  package func isArchive(_ name: FileName, beside originals: [Original]) -> Bool { name == Self.archiveName(beside: originals) }

  /// Moves what people wrote, and how they decided, to the versions.
  func makeVersions(of folder: Folder) throws {
    let versions = try folder.makeFolder(Self.versions)
    for entry in try folder.entries() where entry.kind == .file && !Litter.isLitter(entry.name) {
      try folder.moveBeside(entry.name, to: versions, as: entry.name)
    }
  }

  /// What is kept of a version is kept last. A folder without its text is to be filled again: somebody removed it.
  ///
  /// Where nothing is kept and a first script lies there, a kill came between the two, and people may have answered since.
  func isShown(_ version: Int, at gate: Gate, of job: JobName, in folder: Folder) throws -> Bool {
    let mark = try shownVersions().mark(of: job)
    guard mark.map({ $0.version == version && $0.gate == gate }) ?? (version == 1 && gate == .script) else { return false }
    return try folder.entries().contains { entry in
      entry.kind == .file && entry.name.description.lowercased().contains(gate.rawValue) && !isOurs(entry.name, in: folder)
        && !NoteTexts.isToJudge(entry.name.description)
    }
  }

  /// Nil for what is no file, or too large for a script.
  private func content(of name: FileName, in folder: Folder) throws -> [UInt8]? {
    guard let status = try folder.status(of: name), status.kind == .file, status.size <= Int64(Workshop.largestText) else {
      return nil
    }
    return try folder.read(name, atMost: Workshop.largestText)
  }

  private func archive(_ script: FileName, in folder: Folder, to versions: Folder, of draft: Draft) throws {
    let isEdited = try content(of: script, in: folder) != draft.earlierText.map { Array($0.utf8) }
    let name = FileName.safe(NoteTexts.versionName(max(1, draft.version - 1), isEdited: isEdited))
    try folder.moveBeside(script, to: versions, as: name)
  }

  /// The version before as the service wrote it, and what changed since.
  private func keep(_ earlier: String, in versions: Folder, of draft: Draft, with workshop: Workshop) throws {
    let before = draft.version - 1
    try workshop.put(.safe(NoteTexts.versionName(before, isEdited: false)), in: versions) { _ in Array(earlier.utf8) }
    let changes = ScriptChanges(from: earlier, to: draft.scriptText)
    let page = ChangesPage(job: draft.job, earlier: before, version: draft.version, changes: changes)
    for (ending, bytes) in [("html", page.bytes), ("txt", Array(changes.text.utf8))] {
      let name = NoteTexts.changesName(from: before, to: draft.version, ending: ending)
      try workshop.put(.safe(name), in: versions) { _ in bytes }
    }
  }
}
