import Files
import Intake
import Production
import Review

extension Desk {
  /// Passes every decision on that lies in the inbox.
  func passMarkersOn() throws {
    var names: [FileName] = []
    try share.folder(Self.name(of: .inbox)).forEachEntry { entry in
      if entry.kind == .file, Self.decision(in: entry.name) != nil { names.append(entry.name) }
      return true
    }
    for name in names { _ = try passOn(InboxPath(folders: [], name: name)) }
  }

  /// Moves `NAME.approved` into the review folder of NAME, where it counts as if it had been put there. False when it is no decision,
  /// or about nothing that waits for one; then it is a drop like any other.
  func passOn(_ path: InboxPath) throws(FileError) -> Bool {
    guard path.folders.isEmpty, let job = Self.decision(in: path.name), let name = FileName(job.text),
      let review = try folderIfThere([Self.name(of: .review), name])
    else { return false }
    let inbox = try share.folder(Self.name(of: .inbox))
    do throws(FileError) {
      // Notes may still be on their way into it; then the next look finds it.
      guard try inbox.file(path.name).writers() != .some else { return false }
      try inbox.moveBeside(path.name, to: review, as: path.name)
      return true
    } catch  where !error.isPassing {
      // Gone meanwhile, or not for us: the look at ordinary drops says what is in its way.
      return false
    }
  }

  /// Nil where there is none. A share that does not answer well is no share without folders: a decision would be taken for a drop.
  private func folderIfThere(_ path: [FileName]) throws(FileError) -> Folder? {
    do throws(FileError) {
      return try share.folder(path)
    } catch  where !error.isPassing {
      return nil
    }
  }

  /// The job that a name such as `report.approved` is about.
  private static func decision(in name: FileName) -> JobName? {
    let text = name.description
    guard let dot = text.lastIndex(of: "."), case .decision = MarkerWords.read(String(text[dot...])) else { return nil }
    return JobName(text[..<dot].lowercased())
  }
}
