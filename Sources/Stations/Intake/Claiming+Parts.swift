import Files
import Production

extension Claiming {
  /// Whether a claimed folder holds the very files that were looked at, none more and none less; each is copied into the spool.
  func isAsSeen(_ drop: Drop, in folder: Folder) throws(FileError) -> Bool {
    try holds(drop, folder) { (name, below, part) throws(FileError) in
      guard let status = try below.status(of: name), LookedAt(part).isSame(as: status) else { return false }
      return try keep(name, in: below, if: part.digest)
    }
  }

  /// Whether a folder holds the files of a drop, and nothing but these. What is no file, and what desktops leave lying about, travels
  /// along and does not count.
  func holds(
    _ drop: Drop, _ folder: Folder, _ isPart: (FileName, Folder, DropPart) throws(FileError) -> Bool
  ) throws(FileError) -> Bool {
    var missing = Dictionary(drop.parts.map { ($0.path, $0) }) { first, _ in first }
    // Names and no open folders: a thousand of them side by side must not use up the descriptors.
    var pending: [[FileName]] = [[]]
    while let path = pending.popLast() {
      let below = try folder.folder(path)
      for entry in try below.entries() where !Litter.isLitter(entry.name) {
        let names = path + [entry.name]
        switch entry.kind {
        case .folder:
          // Deeper than anything that was listed: it was put there since.
          guard names.count <= Self.deepest else { return false }
          pending.append(names)
        case .file:
          guard let part = missing.removeValue(forKey: names.map(\.bytes)), try isPart(entry.name, below, part) else {
            return false
          }
        case .link, .other: continue
        }
      }
    }
    return missing.isEmpty
  }

  /// No dropped folder is listed any deeper.
  private static let deepest = 64

  /// Moves what is still missing of a group, and looks whether all of it is what was seen.
  func finishGroup(_ drop: Drop, at path: InboxPath, id: Int64) throws(FileError) -> Bool {
    let box = try claimed.folder(Self.name(of: id))
    let folder = try folderIfThere(path.folders)
    let parts = drop.parts.compactMap { part in
      part.path.last.flatMap(FileName.init(bytes:)).map { (name: $0, seen: LookedAt(part)) }
    }
    for part in parts where try box.status(of: part.name) == nil {
      guard let folder, try move(part.name, seenAs: part.seen, from: folder, to: box, as: part.name) else { return false }
    }
    for part in parts { guard try keep(part.name, in: box, if: part.seen.digest) else { return false } }
    for part in parts { try removeTwin(part.name, seenAs: part.seen, in: folder) }
    return true
  }
}
