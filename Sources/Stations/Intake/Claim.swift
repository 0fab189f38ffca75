package import Files
package import Production

/// Takes a drop out of the inbox by one atomic rename, into our hidden folder of the same share.
///
/// The ledger has a row of it before (`id`), so that a kill at any instant leaves the drop in one of the two places.
package struct Claiming: Sendable {
  private let inbox: Folder
  private let claimed: Folder
  private let spool: ContentStore

  package init(inbox: Folder, claimed: Folder, spool: ContentStore) {
    self.inbox = inbox
    self.claimed = claimed
    self.spool = spool
  }

  package enum Outcome: Sendable, Equatable {
    /// Taken, and its content is in the spool. Survives a power cut once `sync` was called.
    case taken
    /// It was changed, replaced or removed since it was looked at. It stays where it is, and is looked at again.
    case notAsSeen
  }

  package func take(_ drop: Drop, at path: InboxPath, id: Int64) throws(FileError) -> Outcome {
    let folder: Folder
    do throws(FileError) {
      folder = try inbox.folder(path.folders)
    } catch  where error.isMissing {
      return .notAsSeen
    }
    guard let status = try folder.status(of: path.name), isSame(drop, status) else { return .notAsSeen }
    let name = Self.name(of: id)
    if status.links > 1 {
      // Another name of the same content stays in somebody's hands: we take a copy, and `finish` removes the name here.
      guard try copyTwin(of: drop, at: path, in: folder, as: name) else { return .notAsSeen }
    } else {
      do throws(FileError) {
        try folder.move(path.name, to: claimed, as: name, replacing: false)
      } catch  where error.isMissing {
        return .notAsSeen
      }
    }
    return try finish(drop, at: path, id: id)
  }

  /// False when the copy is not what was looked at: then it is thrown away, and the drop looked at again.
  private func copyTwin(of drop: Drop, at path: InboxPath, in folder: Folder, as name: FileName) throws(FileError) -> Bool {
    let copy = TemporaryName.next()
    do throws(FileError) {
      var writer = try claimed.create(copy)
      try folder.file(path.name).copy(to: &writer)
      try writer.sync()
      if try claimed.file(copy).digest() == drop.digest {
        try claimed.move(copy, to: claimed, as: name, replacing: false)
        return true
      }
      try claimed.remove(copy)
      return false
    } catch {
      try? claimed.remove(copy)
      throw error
    }
  }

  /// What follows the rename, and what recovery repeats: the copy into the spool, checked against the digest of the row.
  package func finish(_ drop: Drop, at path: InboxPath, id: Int64) throws(FileError) -> Outcome {
    let name = Self.name(of: id)
    let copy = try spool.put(try claimed.file(name), isSynced: false)
    // Who opened it for writing in between goes on writing into what is ours now: it goes back to them.
    let isOpen = try claimed.file(name).writers() == .some
    if copy.digest == drop.digest, !isOpen {
      try removeTwin(of: drop, at: path)
      return .taken
    }
    // Somebody wrote into it between the look and the rename. It goes back, under its own name if that is still free.
    try putBack(path, id: id)
    return .notAsSeen
  }

  /// After a copy the drop has still its name in the inbox; after a rename that name is gone, or somebody else's.
  private func removeTwin(of drop: Drop, at path: InboxPath) throws(FileError) {
    do throws(FileError) {
      let folder = try inbox.folder(path.folders)
      if let status = try folder.status(of: path.name), isSame(drop, status) { try folder.remove(path.name) }
    } catch  where error.isMissing {
      return
    }
  }

  /// Whether a kill left the drop claimed.
  package func isClaimed(_ id: Int64) throws(FileError) -> Bool { try claimed.status(of: Self.name(of: id)) != nil }

  package func putBack(_ path: InboxPath, id: Int64) throws(FileError) {
    let folder: Folder
    do throws(FileError) {
      folder = try inbox.folder(path.folders)
    } catch  where error.isMissing {
      folder = inbox
    }
    try claimed.moveBeside(Self.name(of: id), to: folder, as: path.name)
  }

  /// Makes a group of claims survive a power cut.
  package func sync() throws(FileError) {
    try spool.sync()
    try claimed.syncFileSystem()
  }

  /// The name that a claimed original has in the hidden folder.
  package static func name(of id: Int64) -> FileName { FileName(String(id)) ?? .known("0") }

  private func isSame(_ drop: Drop, _ status: FileStatus) -> Bool {
    status.kind == .file && status.device == drop.device && status.inode == drop.inode && status.size == drop.size
      && status.modified == drop.modified
  }
}
