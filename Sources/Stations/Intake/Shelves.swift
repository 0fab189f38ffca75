import Files

/// Which folders below the inbox are shelves: they hold a folder.toml, or have one somewhere below, and what is put into them is
/// dropped one by one. Any other folder is one drop with all that is in it.
///
/// Remembered until a hint or a rescan says that it may be otherwise.
struct Shelves: Sendable {
  private var known: [[FileName]: Bool] = [:]
  private static let most = 4096

  mutating func forget() { known.removeAll(keepingCapacity: true) }

  mutating func learn(_ folders: [FileName], isShelf: Bool) {
    if known.count >= Self.most { forget() }
    known[folders] = isShelf
  }

  /// The drop that a path belongs to: itself, or the folder that is dropped as a whole.
  mutating func drop<Place: ProbedFolder>(of path: InboxPath, in inbox: Place) throws(FileError) -> InboxPath {
    for depth in 1..<(path.folders.count + 1) {
      let folders = Array(path.folders.prefix(depth))
      if try isShelf(folders, in: inbox) { continue }
      return InboxPath(folders: Array(folders.dropLast()), name: path.folders[depth - 1])
    }
    return path
  }

  mutating func isShelf<Place: ProbedFolder>(_ folders: [FileName], in inbox: Place) throws(FileError) -> Bool {
    if let known = known[folders] { return known }
    let isShelf = try FolderSurvey(of: inbox.folder(folders)).isShelf
    learn(folders, isShelf: isShelf)
    return isShelf
  }
}
