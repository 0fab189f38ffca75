import Files
package import Production

extension Outbox {
  /// Says in a batch's folder how to decide about all rows that wait there. What was answered to the last decision stays beside it.
  package func ask(_ ask: BatchAsk) throws {
    let folder = try folder(.review, of: ask.batch)
    let workshop = try workshop()
    let mark = ShownVersions.Mark(version: 1, gate: ask.gate)
    if try shownVersions().mark(of: ask.batch) != mark {
      // What lies there already was not said about this.
      for entry in try folder.entries()
      where entry.kind == .file && !Litter.isLitter(entry.name) && !isOurs(entry.name, in: folder) {
        try putAside(entry.name, of: ask.batch, version: 1)
      }
      try workshop.takeNotes(outOf: folder)
      // First the mark: a decision that is made from the note is about the gate that the note tells of.
      try shownVersions().keep(mark, of: ask.batch)
    }
    let name = try workshop.put(NoteTexts.howToApproveAll(ask), in: folder)
    try workshop.takeNotes(outOf: folder, exceptFor: name) { $0.hasPrefix(NoteTexts.howToApproveAllName) }
  }

  /// The gate that people are asked about in a batch's folder; nil where they are not.
  package func gateAsked(of batch: JobName) throws -> Gate? { try shownVersions().mark(of: batch)?.gate }

  /// Answers in a batch's folder to a decision about all of its rows.
  package func answer(_ answer: BatchAnswer, in batch: JobName) throws {
    guard let folder = try folderIfThere(.review, of: batch) else { return }
    let workshop = try workshop()
    let name = try workshop.put(NoteTexts.answer(answer), in: folder)
    try workshop.takeNotes(outOf: folder, exceptFor: name)
  }

  /// Takes back what was answered last, as what it answered to is not there any more.
  package func withdrawAnswer(in batch: JobName) throws {
    guard let folder = try folderIfThere(.review, of: batch) else { return }
    try workshop().takeNotes(outOf: folder) { !$0.hasPrefix(NoteTexts.howToApproveAllName) }
  }

  /// All is decided: nothing is asked just now, but a decision can still be taken back.
  package func pauseAsking(about batch: JobName) throws {
    guard let folder = try folderIfThere(.review, of: batch) else { return }
    try workshop().takeNotes(outOf: folder) { $0.hasPrefix(NoteTexts.howToApproveAllName) }
  }

  /// No row of a batch waits any more: nothing is asked in its folder. When the last row's folder is gone from it, what people put there
  /// goes to the outbox, as it does for a job.
  package func endAsking(about batch: JobName) throws {
    guard let folder = try folderIfThere(.review, of: batch) else { return try shownVersions().forget(batch) }
    try shownVersions().forget(batch)
    let hasRows = try folder.entries().contains { $0.kind == .folder && JobName("\(batch).\($0.name)") != nil }
    guard !hasRows else { return try pauseAsking(about: batch) }
    try archiveReview(batch, into: self.folder(.outbox, of: batch))
  }
}
