import Synchronization
package import Production
import Files

extension Outbox {
  /// Shows in a file's name how far a job is: `WORKING 42 percent - about 3 min left.txt`. May be called as often as one likes; the
  /// file is renamed at most once a second, and only when its name would say something else.
  package func showWorking(_ job: JobName, in place: ShareFolder, _ progress: Progress, at moment: Moment) throws {
    let fraction = progress.fraction.isFinite ? min(max(progress.fraction, 0), 1) : 0
    let note = NoteTexts.working(percent: Int((fraction * 100).rounded(.down)), timeLeft: progress.timeLeft)
    let name = FileName.safe(note.name)
    let key = "\(place.rawValue)/\(job)"
    let last = shown.withLock { $0.working[key] }
    if let last {
      let age = moment.since(last.at)
      // A clock that was set back must not stop the renaming.
      if last.name == name || (.zero..<Self.pace).contains(age) { return }
    }
    let folder = try folder(place, of: job)
    if try rename(in: folder, from: last?.name, to: name) == false { try workshop().put(note, in: folder) }
    shown.withLock { $0.working[key] = (name, moment) }
  }

  /// Takes the WORKING files of a job away, and folders in which nothing else is.
  package func endWorking(_ job: JobName) throws {
    for place in [ShareFolder.review, .outbox] {
      _ = shown.withLock { $0.working.removeValue(forKey: "\(place.rawValue)/\(job)") }
      guard let folder = try folderIfThere(place, of: job) else { continue }
      try workshop().takeNotes(outOf: folder) { $0.hasPrefix(Seal.movingName) }
      try removeFolderIfEmpty(place, of: job)
    }
  }

  /// Whether a WORKING file of a job lies in outbox/.
  package func isShownWorking(_ job: JobName) throws -> Bool {
    guard let folder = try folderIfThere(.outbox, of: job) else { return false }
    return try Workshop.notes(in: folder).contains { $0.description.hasPrefix(Seal.movingName) }
  }

  private static let pace = Duration.seconds(1)

  /// Renames the file that is there already; false when there is none. After a restart it is found by its seal.
  private func rename(in folder: Folder, from known: FileName?, to name: FileName) throws -> Bool {
    let present = try known.map { [$0] } ?? Workshop.notes(in: folder).filter { $0.description.hasPrefix(Seal.movingName) }
    guard let old = present.first else { return false }
    if old == name { return true }
    do throws(FileError) {
      try folder.move(old, to: folder, as: name, replacing: false)
      return true
    } catch {
      if error.isMissing { return false }
      // Somebody put a file of that name there: the older name tells the truth nearly as well.
      if error.isTaken { return true }
      throw error
    }
  }
}
