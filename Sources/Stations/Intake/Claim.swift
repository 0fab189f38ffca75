package import Files
package import Production

/// Takes a drop out of the inbox, into our hidden folder of the same share: a file or a folder by one atomic rename, a group file by
/// file into a folder of ours.
///
/// The ledger has a row of it before (`id`), so that a kill at any instant leaves each file in one of the two places.
package struct Claiming: Sendable {
  let inbox: Folder
  let claimed: Folder
  let spool: ContentStore

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
    guard let folder = try folderIfThere(path.folders), let status = try folder.status(of: path.name), isSame(drop, status) else {
      return .notAsSeen
    }
    let name = Self.name(of: id)
    switch drop.shape {
    case .file:
      guard try move(path.name, seenAs: LookedAt(drop), from: folder, to: claimed, as: name) else { return .notAsSeen }
    case .folder:
      do throws(FileError) {
        try folder.move(path.name, to: claimed, as: name, replacing: false)
      } catch  where error.isMissing {
        return .notAsSeen
      }
    // Its parts follow one by one, in what recovery repeats.
    case .group: _ = try claimed.makeFolder(name)
    }
    return try finish(drop, at: path, id: id)
  }

  /// What follows the rename, and what recovery repeats: the copies into the spool, checked against the digests of the row.
  package func finish(_ drop: Drop, at path: InboxPath, id: Int64) throws(FileError) -> Outcome {
    let isWhole =
      switch drop.shape {
      case .file: try finishFile(drop, at: path, id: id)
      case .folder: try isAsSeen(drop, in: try claimed.folder(Self.name(of: id)))
      case .group: try finishGroup(drop, at: path, id: id)
      }
    if isWhole { return .taken }
    // Somebody wrote into it between the look and the rename. It goes back, under its own name if that is still free.
    try putBack(path, id: id, shape: drop.shape)
    return .notAsSeen
  }

  private func finishFile(_ drop: Drop, at path: InboxPath, id: Int64) throws(FileError) -> Bool {
    guard try keep(Self.name(of: id), in: claimed, if: drop.digest) else { return false }
    try removeTwin(path.name, seenAs: LookedAt(drop), in: try folderIfThere(path.folders))
    return true
  }

  /// Whether a kill left the drop claimed.
  package func isClaimed(_ id: Int64) throws(FileError) -> Bool { try claimed.status(of: Self.name(of: id)) != nil }

  package func putBack(_ path: InboxPath, id: Int64, shape: DropShape = .file) throws(FileError) {
    let folder = try folderIfThere(path.folders) ?? inbox
    let name = Self.name(of: id)
    guard shape == .group else {
      try claimed.moveBeside(name, to: folder, as: path.name)
      return
    }
    let box = try claimed.folder(name)
    for entry in try box.entries() {
      if TemporaryName.isOne(entry.name) { try box.remove(entry.name) } else { try putBack(entry.name, from: box, to: folder) }
    }
    try claimed.removeFolder(name)
  }

  /// A copy of what still has its own name in the inbox is not put beside it.
  private func putBack(_ name: FileName, from box: Folder, to folder: Folder) throws(FileError) {
    if let there = try folder.status(of: name), there.kind == .file, there.links > 1,
      try folder.file(name).digest() == box.file(name).digest()
    {
      return try box.remove(name)
    }
    try box.moveBeside(name, to: folder, as: name)
  }

  /// Makes a group of claims survive a power cut.
  package func sync() throws(FileError) {
    try spool.sync()
    try claimed.syncFileSystem()
  }

  /// The name that a claimed original has in the hidden folder.
  package static func name(of id: Int64) -> FileName { FileName(String(id)) ?? .known("0") }

  func folderIfThere(_ folders: [FileName]) throws(FileError) -> Folder? {
    do throws(FileError) {
      return try inbox.folder(folders)
    } catch  where error.isMissing {
      return nil
    }
  }

  private func isSame(_ drop: Drop, _ status: FileStatus) -> Bool {
    switch drop.shape {
    case .file: LookedAt(drop).isSame(as: status)
    case .folder: status.kind == .folder && status.device == drop.device && status.inode == drop.inode
    case .group: drop.parts.first.map { LookedAt($0).isSame(as: status) } ?? false
    }
  }
}
