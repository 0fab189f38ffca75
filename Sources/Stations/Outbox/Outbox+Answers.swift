package import Files
package import Production

extension Outbox {
  /// Gives a dropped decision back that decides nothing: to a folder of its own in failed/, with WHY.txt.
  package func answer(_ marker: FileName, in inbox: Folder, _ refusal: Refusal) throws {
    let failed = try folder(.failed)
    let workshop = try workshop()
    let note = NoteTexts.noDecision(refusal)
    let folder = try failed.withNames(like: .safe(marker.description)) { name in
      try failed.status(of: name) == nil ? try workshop.put(note, inNew: name, of: failed) : nil
    }
    try giveBack(Original(in: inbox, name: marker, originalName: marker), to: folder)
  }

  /// Takes a review folder away in which only our notes are: its people renamed theirs while we wrote. True when there is none now.
  package func clearOfNotes(_ job: JobName) throws -> Bool {
    guard let folder = try folderIfThere(.review, of: job) else { return true }
    let versions = FileName.known("versions")
    let isTheirs = try folder.entries().contains { $0.name != versions && !isOurs($0.name, in: folder) }
    if isTheirs { return false }
    try workshop().takeNotes(outOf: folder)
    try folder.removeFolderIfEmpty(versions)
    guard let (outer, name) = try spot(of: job, in: .review) else { return true }
    try outer.removeFolderIfEmpty(name)
    return try outer.status(of: name) == nil
  }

  /// Takes what came into a batch's folder since its people renamed the one before it, for rows that are being written, into the renamed
  /// one, as far as names are free there. True when there is none of the old name now.
  package func gather(_ batch: JobName, into renamed: FileName) throws -> Bool {
    guard let newer = try folderIfThere(.review, of: batch), let older = try folder(.review).folderIfThere(renamed) else {
      return false
    }
    try merge(newer, into: older)
    return try clearOfNotes(batch)
  }

  /// Our notes are left out: they are written anew.
  private func merge(_ newer: Folder, into older: Folder) throws {
    try workshop().takeNotes(outOf: newer)
    for entry in try newer.entries() {
      if try older.status(of: entry.name) == nil {
        try newer.move(entry.name, to: older, as: entry.name, replacing: false)
      } else if entry.kind == .folder, let inner = try older.folderIfThere(entry.name) {
        try merge(try newer.folder(entry.name), into: inner)
        try newer.removeFolderIfEmpty(entry.name)
      }
    }
    try older.sync()
  }

  /// Says by a note's name how long a draft waits.
  package func remind(_ job: JobName, days: Int) throws {
    guard let folder = try folderIfThere(.review, of: job) else { return }
    let workshop = try workshop()
    let name = try workshop.put(NoteTexts.waiting(days: days), in: folder)
    try workshop.takeNotes(outOf: folder, exceptFor: name) { $0.hasPrefix(NoteTexts.waitingName) }
  }

  /// The names of what was put away with a version of the script, as people called it.
  package func putAway(with version: Int, of job: JobName) throws -> [String] {
    guard let versions = try folderIfThere(.review, of: job)?.folderIfThere(.known("versions")) else { return [] }
    let mark = NoteTexts.versionMark(version)
    return try versions.entries().map(\.name.description).filter { $0.hasPrefix(mark) }.map { String($0.dropFirst(mark.count)) }
      .sorted()
  }

  /// Puts a person's file beside the versions, where it decides nothing any more.
  package func putAside(_ name: FileName, of job: JobName, version: Int) throws {
    guard let folder = try folderIfThere(.review, of: job) else { return }
    let kept = FileName.safe(NoteTexts.versionedName(name.description, version: version))
    try folder.moveBeside(name, to: try folder.makeFolder(.known("versions")), as: kept)
  }
}
