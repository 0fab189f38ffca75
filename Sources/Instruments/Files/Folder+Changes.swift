import CFileCalls
import Glibc
import Production

extension Folder {
  /// Creates a file that must not exist yet. The corresponding C function is `openat2` with `O_EXCL`.
  package func create(_ name: FileName, mode: UInt32 = 0o660) throws(FileError) -> FileWriter {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
    let descriptor = try unsafe name.withCString { (path) throws(FileError) in
      try calling("openat2", on: shown(name)) {
        unsafe cfc_openat2(self.descriptor, path, flags, mode, CFC_RESOLVE_BENEATH_NO_LINKS)
      }
    }
    let writer = FileWriter(owning: descriptor, shownPath: shown(name))
    // The umask may have taken the group's rights, and the group is who works with these files.
    if try writer.mode() != mode { _ = try calling("fchmod", on: shown(name)) { fchmod(descriptor, mode) } }
    return writer
  }

  /// Writes a whole file so that others see the old one or the new one and nothing else, even after a power cut.
  ///
  /// It is written in `aside` (a folder of ours on the same file system, this one when nil), synced, and renamed.
  package func write(_ name: FileName, _ bytes: [UInt8], aside: Folder? = nil, mode: UInt32 = 0o660) throws(FileError) {
    let workshop = aside ?? self
    let temporary = TemporaryName.next()
    do throws(FileError) {
      var writer = try workshop.create(temporary, mode: mode)
      try writer.write(bytes)
      try writer.sync()
      try workshop.move(temporary, to: self, as: name, replacing: true)
    } catch {
      try? workshop.remove(temporary)
      throw error
    }
    try sync()
  }

  /// Renames in one step. Without `replacing`, a name that is taken is an error and nothing happens.
  package func move(_ name: FileName, to folder: Folder, as newName: FileName, replacing: Bool) throws(FileError) {
    try rename(name, to: folder, as: newName, flags: replacing ? 0 : CFC_RENAME_NOREPLACE)
  }

  /// Gives a file a second name, which must be free; false where it cannot have one. The corresponding C function is `linkat`.
  package func linkIfPossible(_ name: FileName, to folder: Folder, as newName: FileName) throws(FileError) -> Bool {
    do throws(FileError) {
      try unsafe name.withCString { (from) throws(FileError) in
        try unsafe newName.withCString { (to) throws(FileError) in
          _ = try calling("linkat", on: "\(shown(name))\" to \"\(folder.shown(newName))") {
            unsafe linkat(descriptor, from, folder.descriptor, to, 0)
          }
        }
      }
      return true
    } catch  where error.forbidsLinks {
      return false
    }
  }

  /// Whether this process may move something out of this folder. A folder must be writable itself, as it is told its new place.
  /// The corresponding C function is `faccessat`.
  package func lets(_ name: FileName, goAs kind: FileStatus.Kind) -> Bool {
    let here = unsafe faccessat(descriptor, ".", W_OK | X_OK, AT_EACCESS) == 0 || !Self.isRefusal(errno)
    guard here, kind == .folder else { return here }
    let itself = try? unsafe name.withCString { (path) throws(FileError) in
      unsafe faccessat(descriptor, path, W_OK, AT_EACCESS | AT_SYMLINK_NOFOLLOW) == 0 || !Self.isRefusal(errno)
    }
    return itself ?? true
  }

  private static func isRefusal(_ code: Int32) -> Bool { code == EACCES || code == EPERM || code == EROFS }

  /// Gives two names to each other's files in one step; both must be there.
  /// The corresponding C function is `renameat2` with `RENAME_EXCHANGE`.
  package func exchange(_ name: FileName, with other: FileName, in folder: Folder) throws(FileError) {
    try rename(name, to: folder, as: other, flags: CFC_RENAME_EXCHANGE)
  }

  private func rename(_ name: FileName, to folder: Folder, as newName: FileName, flags: UInt32) throws(FileError) {
    try unsafe name.withCString { (from) throws(FileError) in
      try unsafe newName.withCString { (to) throws(FileError) in
        _ = try calling("renameat2", on: "\(shown(name))\" to \"\(folder.shown(newName))") {
          unsafe cfc_renameat2(descriptor, from, folder.descriptor, to, flags)
        }
      }
    }
  }

  /// How many files of one name are looked at; somebody who makes more of them only stops their own job.
  private static let mostNamesakes = 1000

  /// Moves by one rename to the first of "name", "name (2)", … that is free, and says which. Nothing that is there is ever replaced.
  @discardableResult
  package func moveBeside(_ name: FileName, to folder: Folder, as wanted: FileName) throws(FileError) -> FileName {
    for number in 1...Self.mostNamesakes {
      let candidate = wanted.numbered(number)
      do throws(FileError) {
        try move(name, to: folder, as: candidate, replacing: false)
        return candidate
      } catch  where error.isTaken {
        continue
      }
    }
    throw FileError(call: "renameat2", name: folder.shown(wanted), code: EEXIST)
  }

  /// Removes a file or a link, never what it points to. Nothing there is no error.
  package func remove(_ name: FileName) throws(FileError) { try unlink(name, flags: 0) }

  /// Removes a folder that is empty. Nothing there is no error.
  package func removeFolder(_ name: FileName) throws(FileError) { try unlink(name, flags: AT_REMOVEDIR) }

  /// Removes a folder of ours with all that is in it, following no link.
  package func removeTree(_ name: FileName) throws(FileError) {
    guard let status = try status(of: name) else { return }
    guard status.kind == .folder else { return try remove(name) }
    let tree = try folder(name)
    for entry in try tree.entries() {
      if entry.kind == .folder { try tree.removeTree(entry.name) } else { try tree.remove(entry.name) }
    }
    try removeFolder(name)
  }

  private func unlink(_ name: FileName, flags: Int32) throws(FileError) {
    do throws(FileError) {
      _ = try unsafe name.withCString { (path) throws(FileError) in
        try calling("unlinkat", on: shown(name)) { unsafe unlinkat(descriptor, path, flags) }
      }
    } catch  where error.isMissing {
      return
    }
  }

  /// Makes the folder's names survive a power cut. The corresponding C function is `fsync`.
  package func sync() throws(FileError) {
    _ = try calling("fsync", on: shownPath) { fsync(descriptor) }
  }

  /// Makes everything on this file system survive a power cut: one call for a group. The corresponding C function is `syncfs`.
  package func syncFileSystem() throws(FileError) {
    _ = try calling("syncfs", on: shownPath) { cfc_sync_file_system(descriptor) }
  }
}

/// Names for what is being written and not yet anything: hidden, and known as litter to every watcher.
package enum TemporaryName {
  package static let prefix = ".dropreel-new-"

  package static func next() -> FileName {
    var generator = SystemRandomNumberGenerator()
    let bytes = Array((prefix + String(generator.next() as UInt64, radix: 36)).utf8)
    // The prefix and the letters of a number always make a name; the constant only satisfies the compiler.
    return FileName(bytes: bytes) ?? .known(".dropreel-new")
  }

  package static func isOne(_ name: FileName) -> Bool { name.bytes.starts(with: prefix.utf8) }
}
