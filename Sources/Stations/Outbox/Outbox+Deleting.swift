import Files
package import Production

extension Outbox {
  /// Says in a job's folders that they will be gone soon. False where there is none, and so nothing to take back.
  package func announceDeletion(of job: JobName, _ original: Original, in grace: Duration, by person: String) throws -> Bool {
    let folders = try homes(of: job, original)
    let note = NoteTexts.willBeDeleted(job, in: grace, by: person)
    for home in folders { try workshop().put(note, in: home) }
    return !folders.isEmpty
  }

  /// Whether somebody took the file away that says so.
  package func isDeletionTakenBack(of job: JobName, _ original: Original) throws -> Bool {
    let folders = try homes(of: job, original)
    return try !folders.isEmpty && !folders.contains { try !deletionNotes(in: $0).isEmpty }
  }

  /// It is kept: nothing says otherwise any more.
  package func withdrawDeletion(of job: JobName, _ original: Original) throws {
    for home in try homes(of: job, original) {
      try workshop().takeNotes(outOf: home) { $0.hasPrefix(NoteTexts.willBeDeletedName) }
    }
  }

  private func deletionNotes(in home: Folder) throws -> [FileName] {
    try Workshop.notes(in: home).filter { $0.bytes.starts(with: NoteTexts.willBeDeletedName.utf8) }
  }

  private func homes(of job: JobName, _ original: Original) throws -> [Folder] {
    let failed = try failure(of: job, original).map { try folder(.failed).folder($0) }
    return [try folderIfThere(.outbox, of: job), failed].compactMap { $0 }
  }

  /// Takes a job's folders away: what was made, by the names that it had; the drop, and what was reviewed. What people put there themselves stays,
  /// with the folder: answers with its names.
  package func delete(_ job: JobName, _ original: Original, outputs: [String]) throws -> [String] {
    try endWorking(job)
    var left: [String] = []
    if let home = try folderIfThere(.outbox, of: job), let (outer, name) = try spot(of: job, in: .outbox) {
      for output in outputs { try delete(output, in: home) }
      for tree in [Self.source, Self.archivedReview] { try home.removeTree(tree) }
      left += try close(home, name, in: outer)
    }
    if let name = try failure(of: job, original) {
      let home = try folder(.failed).folder(name)
      for dropped in original.shownNames { try home.removeTree(dropped) }
      try home.removeTree(Self.archiveName(beside: [original]))
      left += try close(home, name, in: folder(.failed))
    }
    try shownVersions().forget(job)
    try workshop().folder.removeTree(job.folderName)
    return left
  }

  /// A file whose name may have folders before it; those that it leaves empty go, too.
  private func delete(_ output: String, in home: Folder) throws {
    let steps = output.split(separator: "/").compactMap { FileName(String($0)) }
    guard let name = steps.last else { return }
    var folders = [home]
    for step in steps.dropLast() {
      guard let next = try folders.last?.folderIfThere(step) else { return }
      folders.append(next)
    }
    if try folders.last?.status(of: name)?.kind == .file { try folders.last?.remove(name) }
    for (outer, step) in zip(folders.dropLast(), steps).reversed() { try outer.removeFolderIfEmpty(step) }
  }

  /// Takes our notes and papers out of a folder, and the folder away where nothing of anybody's is in it.
  private func close(_ home: Folder, _ name: FileName, in outer: Folder) throws -> [String] {
    for entry in try home.entries() where entry.kind == .file {
      guard let bytes = try home.read(entry.name, atMost: Receipt.largest), Seal.isOurs(name: entry.name.bytes, bytes: bytes)
      else {
        continue
      }
      try home.remove(entry.name)
    }
    let left = try home.entries().filter { !Litter.isLitter($0.name) }.map { "\(name)/\($0.name)" }
    if left.isEmpty { try outer.removeTree(name) }
    try outer.sync()
    return left
  }
}
