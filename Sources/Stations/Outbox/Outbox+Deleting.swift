package import Files
package import Production

extension Outbox {
  /// Says in a job's folders that they will be gone soon.
  package func announceDeletion(of job: JobName, _ original: Original, by person: String) throws {
    let note = NoteTexts.willBeDeleted(job, by: person)
    for home in try homes(of: job, original) { try workshop().put(note, in: home) }
  }

  /// Whether somebody took a file away that says so.
  package func isDeletionTakenBack(of job: JobName, _ original: Original) throws -> Bool {
    try homes(of: job, original).contains { try deletionNotes(in: $0).isEmpty }
  }

  /// It is kept: nothing says otherwise any more.
  package func withdrawDeletion(of job: JobName, _ original: Original) throws {
    for home in try homes(of: job, original) {
      try workshop().takeNotes(outOf: home) { $0.hasPrefix(NoteTexts.willBeDeletedName) }
    }
  }

  /// Says in the inbox, where somebody asked for it, that a person will be forgotten soon. Answers with the name of the note.
  package func announceForgetting(of person: String, by asker: String) throws -> FileName {
    try workshop().put(NoteTexts.willBeForgotten(person, by: asker), in: folder(.inbox))
  }

  /// Whether it still says so.
  package func isForgettingAnnounced(by note: FileName) throws -> Bool { try folder(.inbox).status(of: note) != nil }

  package func withdrawForgetting(_ note: FileName) throws { try withdrawNote([note], below: folder(.inbox)) }

  private func deletionNotes(in home: Folder) throws -> [FileName] {
    try Workshop.notes(in: home).filter { $0.bytes.starts(with: NoteTexts.willBeDeletedName.utf8) }
  }

  private func homes(of job: JobName, _ original: Original) throws -> [Folder] {
    let failed = try failure(of: job, original).map { try folder(.failed).folder($0) }
    return [try folderIfThere(.outbox, of: job), failed].compactMap { $0 }
  }

  /// Takes a job's folders away: what was made, the drop, and what was reviewed. What people put beside it or changed stays, with the folder: answers
  /// with its names.
  package func delete(_ job: JobName, _ original: Original, outputs: [Artifact], dropped: [Artifact]) throws -> [String] {
    try endWorking(job)
    var left: [String] = []
    if let (outer, name) = try spot(of: job, in: .review) {
      try outer.removeTree(name)
      if let batch = job.batch { try removeFolderIfEmpty(.review, of: batch) }
    }
    if let home = try folderIfThere(.outbox, of: job), let (outer, name) = try spot(of: job, in: .outbox) {
      for output in outputs { try delete(output, in: home) }
      if let source = try home.folderIfThere(Self.source) {
        for file in dropped { try delete(file, in: source) }
        try home.removeFolderIfEmpty(Self.source)
      }
      try home.removeTree(Self.archivedReview)
      left += try close(home, name, in: outer)
    }
    if let name = try failure(of: job, original) {
      let home = try folder(.failed).folder(name)
      for file in dropped { try delete(file, in: home) }
      try home.removeTree(Self.archiveName(beside: [original]))
      left += try close(home, name, in: folder(.failed))
    }
    try shownVersions().forget(job)
    try workshop().folder.removeTree(job.folderName)
    return left
  }

  /// A file as it was made or dropped, whose name may have folders before it; those that it leaves empty go, too.
  private func delete(_ file: Artifact, in home: Folder) throws {
    let steps = file.name.split(separator: "/").compactMap { FileName(String($0)) }
    guard let name = steps.last else { return }
    var folders = [home]
    for step in steps.dropLast() {
      guard let next = try folders.last?.folderIfThere(step) else { return }
      folders.append(next)
    }
    guard let place = folders.last else { return }
    if let status = try place.status(of: name), status.kind == .file, status.size == file.size,
      try place.file(name).digest() == file.digest
    {
      try place.remove(name)
    }
    for (outer, step) in zip(folders.dropLast(), steps).reversed() { try outer.removeFolderIfEmpty(step) }
  }

  /// Takes our notes and papers out of a folder, and the folder away where nothing of anybody's is in it.
  private func close(_ home: Folder, _ name: FileName, in outer: Folder) throws -> [String] {
    for entry in try home.entries() {
      if Self.litter.contains(entry.name.description) {
        if entry.kind == .folder { try home.removeTree(entry.name) } else { try home.remove(entry.name) }
      } else if entry.kind == .file, let bytes = try home.read(entry.name, atMost: Receipt.largest),
        Seal.isOurs(name: entry.name.bytes, bytes: bytes)
      {
        try home.remove(entry.name)
      }
    }
    try outer.removeFolderIfEmpty(name)
    try outer.sync()
    guard let rest = try outer.folderIfThere(name) else { return [] }
    return try rest.entries().map { "\(name)/\($0.name)" }
  }

  /// What systems put into folders by themselves, and nobody misses.
  private static let litter: Set<String> = ["Thumbs.db", ".DS_Store", "desktop.ini", "@eaDir"]
}
