import Digests
package import Production

/// Files known by their content: the spool of what was dropped, and what the stages made of it.
///
/// A content is stored once under its digest. What is there is whole: it was written aside, synced and renamed.
package struct ContentStore: Sendable {
  private let root: Folder
  private let aside: Folder

  package init(in folder: Folder) throws(FileError) {
    root = try folder.makeFolder(.known("content"), mode: 0o700)
    aside = try root.makeFolder(Self.asideName, mode: 0o700)
  }

  /// Stores a copy of an open file, and says what it is known by. `isSynced: false` leaves the sync to the caller's group.
  package func put(_ file: borrowing File, isSynced: Bool = true) throws(FileError) -> (digest: Digest, size: Int64) {
    // What is in memory cannot change any more, and a small file is there and away again in fewer calls than a copy.
    let start = try file.read(at: 0, count: Int(min(try file.status().size + 1, Self.small)))
    if start.count < Self.small { return try put(start, isSynced: isSynced) }
    let temporary = TemporaryName.next()
    do throws(FileError) {
      var writer = try aside.create(temporary, mode: 0o600)
      try file.copy(to: &writer)
      if isSynced { try writer.sync() }
      // The digest of the copy, not of the original: only the copy cannot change any more.
      let copy = try aside.file(temporary)
      let digest = try copy.digest()
      try keep(temporary, digest: digest, isSynced: isSynced)
      return (digest, try copy.status().size)
    } catch {
      try? aside.remove(temporary)
      throw error
    }
  }

  private static let small: Int64 = 64 << 10

  package func put(_ bytes: [UInt8], isSynced: Bool = true) throws(FileError) -> (digest: Digest, size: Int64) {
    let temporary = TemporaryName.next()
    let digest = Digest(of: bytes)
    do throws(FileError) {
      var writer = try aside.create(temporary, mode: 0o600)
      try writer.write(bytes)
      if isSynced { try writer.sync() }
      try keep(temporary, digest: digest, isSynced: isSynced)
      return (digest, Int64(bytes.count))
    } catch {
      try? aside.remove(temporary)
      throw error
    }
  }

  private func keep(_ temporary: FileName, digest: Digest, isSynced: Bool) throws(FileError) {
    let shelf = try shelf(Self.shelfName(digest))
    try aside.move(temporary, to: shelf, as: Self.name(digest), replacing: true)
    if isSynced { try shelf.sync() }
  }

  /// Nearly always it is there: to try that first costs no error.
  private func shelf(_ name: FileName) throws(FileError) -> Folder {
    do throws(FileError) {
      return try root.folder(name)
    } catch  where error.isMissing {
      return try root.makeFolder(name, mode: 0o700)
    }
  }

  /// Opens a content; nil when it is not here.
  package func open(_ digest: Digest) throws(FileError) -> File? {
    do throws(FileError) {
      return try root.folder(Self.shelfName(digest)).file(Self.name(digest))
    } catch  where error.isMissing {
      return nil
    }
  }

  package func read(_ digest: Digest, atMost limit: Int) throws(FileError) -> [UInt8]? {
    do throws(FileError) {
      return try root.folder(Self.shelfName(digest)).read(Self.name(digest), atMost: limit)
    } catch  where error.isMissing {
      return nil
    }
  }

  package func has(_ digest: Digest) throws(FileError) -> Bool {
    do throws(FileError) {
      return try root.folder(Self.shelfName(digest)).status(of: Self.name(digest)) != nil
    } catch  where error.isMissing {
      return false
    }
  }

  package func remove(_ digest: Digest) throws(FileError) {
    do throws(FileError) {
      try root.folder(Self.shelfName(digest)).remove(Self.name(digest))
    } catch  where error.isMissing {
      return
    }
  }

  /// Contents that were stored before `moment`, at most so many; when each was stored is told with it.
  package func stored(before moment: Moment, atMost limit: Int) throws(FileError) -> [(digest: Digest, at: Moment)] {
    var found: [(digest: Digest, at: Moment)] = []
    for shelf in try root.entries() where shelf.kind == .folder && shelf.name != Self.asideName {
      let folder = try root.folder(shelf.name)
      for entry in try folder.entries() {
        guard let digest = Digest(hex: entry.name.description), let status = try folder.status(of: entry.name) else { continue }
        if status.modified < moment { found.append((digest, status.modified)) }
        if found.count >= limit { return found }
      }
    }
    return found
  }

  /// Makes a group of contents that were put unsynced survive a power cut.
  package func sync() throws(FileError) { try root.syncFileSystem() }

  /// Removes what a kill left half written. For the start, before anybody writes.
  package func sweep() throws(FileError) {
    for entry in try aside.entries() { try aside.remove(entry.name) }
  }

  private static let asideName = FileName.known("aside")

  private static func shelfName(_ digest: Digest) -> FileName {
    FileName(String(digest.hex.prefix(2))) ?? .known("00")
  }

  private static func name(_ digest: Digest) -> FileName { FileName(digest.hex) ?? .known("none") }
}
