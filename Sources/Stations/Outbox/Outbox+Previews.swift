package import Files
package import Production

// The films of a draft go away with it, and as soon as it says something else.
extension Outbox {
  /// Lays the films of a draft that says `text` beside it, in the place of those before; what came too late is left out.
  package func showPreview(_ films: [Delivery], of job: JobName, version: Int, saying text: Digest) throws {
    guard let folder = try folderIfThere(.review, of: job), try shows(version, of: job) else { return }
    try withdrawPreview(of: job)
    // What people call so is theirs.
    guard try films.allSatisfy({ try folder.status(of: .safe($0.name)) == nil }) else { return }
    // First the mark: a file that no mark tells of would stay.
    let others = try shownVersions().mark(of: job)?.files ?? []
    try shownVersions().keep(
      ShownVersions.Mark(version: version, gate: .script, files: films, and: others, previewed: text), of: job)
    for film in films { try put(film, in: folder) }
  }

  /// Brings the note up to date that says how to approve and what it costs, where no other stands in its place or beside it.
  package func bringUpToDate(noteOf draft: Draft) throws {
    guard let folder = try folderIfThere(.review, of: draft.job), try shows(draft.version, of: draft.job) else { return }
    let notes = try Workshop.notes(in: folder)
    // Of a template one says what is to be mended, until it is.
    let asks = [NoteTexts.howToApproveName] + (draft.isTemplate ? [NoteTexts.needsMendingName] : [])
    guard !notes.isEmpty, notes.allSatisfy({ note in asks.contains { note.bytes.starts(with: $0.utf8) } }) else { return }
    try askAgain(draft)
  }

  /// What the draft said of which a film lies there; nil where there is none.
  package func previewedText(of job: JobName) throws -> Digest? {
    guard let folder = try folderIfThere(.review, of: job), let mark = try shownVersions().mark(of: job), mark.gate == .script,
      let text = mark.previewed
    else { return nil }
    let isThere = try mark.films.allSatisfy { try folder.status(of: .safe($0.name))?.size == $0.size }
    return isThere ? text : nil
  }

  /// Takes the films of a draft away, as far as they are still ours.
  package func withdrawPreview(of job: JobName) throws {
    guard let folder = try folderIfThere(.review, of: job), let mark = try shownVersions().mark(of: job), mark.gate == .script,
      !mark.films.isEmpty || mark.previewed != nil
    else { return }
    try remove(mark.films, from: folder)
    let others = mark.files.filter { !mark.films.contains($0) }
    try shownVersions().keep(ShownVersions.Mark(version: mark.version, gate: mark.gate, and: others), of: job)
  }
}

extension Outbox {
  /// Lays what was made of a template as it stands now in the place of what was made of it before. What a person changed of that is theirs, and
  /// stays as they left it.
  package func showAnew(_ samples: [Delivery], of job: JobName, version: Int) throws {
    guard let folder = try folderIfThere(.review, of: job), try shows(version, of: job),
      let mark = try shownVersions().mark(of: job)
    else { return }
    let wanted = Dictionary(samples.map { ($0.name, $0.digest) }) { $1 }
    let outdated = mark.files.filter { $0.isOfTemplate && wanted[$0.name] != $0.digest }
    try remove(outdated, from: folder)
    let free = try samples.filter { try folder.status(of: .safe($0.name)) == nil }
    let names = Set(free.map(\.name))
    let others = mark.files.filter { !outdated.contains($0) && !names.contains($0.name) }
    // First the mark: a file that no mark tells of would stay.
    try shownVersions().keep(
      ShownVersions.Mark(version: version, gate: .script, files: free, and: others, previewed: mark.previewed), of: job)
    for file in free { try put(file, in: folder) }
  }

  /// Whether a file beside a draft is still what was laid there.
  package func isAsLaid(_ name: FileName, _ content: Digest, of job: JobName) throws -> Bool {
    try shownVersions().mark(of: job)?.files.contains { $0.name == name.description && $0.digest == content } ?? false
  }
}

extension Receipt.File {
  /// Some finished scripts, and what becomes of each row.
  fileprivate var isOfTemplate: Bool {
    name == BatchRows.sheetName || name.hasSuffix(".txt") && NoteTexts.isSample(.safe(name))
  }
}

extension ShownVersions.Mark {
  /// Of a draft, only its previews are films.
  fileprivate var films: [Receipt.File] { files.filter { $0.name.hasSuffix(".mp4") } }
}
