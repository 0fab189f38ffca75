import CFileCalls
import Glibc
import Production

/// An open folder. Every name is looked up in it and never follows a link out of it, whatever others do to the tree meanwhile.
///
/// Safe from several threads: the descriptor never changes, and the kernel orders the calls.
package final class Folder: Sendable {
  let descriptor: Int32
  /// For messages only; never opened again.
  package let shownPath: String

  /// Opens a folder by the path that an administrator gave. The corresponding C function is `open`.
  package static func open(_ path: String) throws(FileError) -> Folder {
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
    let descriptor = try calling("open", on: path) { unsafe Glibc.open(path, flags) }
    return Folder(owning: descriptor, shownPath: path)
  }

  init(owning descriptor: Int32, shownPath: String) {
    self.descriptor = descriptor
    self.shownPath = shownPath
  }

  deinit { close(descriptor) }

  func shown(_ name: FileName) -> String { "\(shownPath)/\(name)" }

  /// Opens a folder that lies in this one. The corresponding C function is `openat2`.
  package func folder(_ name: FileName) throws(FileError) -> Folder {
    Folder(owning: try openBelow(name, flags: O_RDONLY | O_DIRECTORY), shownPath: shown(name))
  }

  /// Opens a folder that lies some steps below, each of them a folder and none a link.
  package func folder(_ path: [FileName]) throws(FileError) -> Folder {
    var folder = self
    for name in path { folder = try folder.folder(name) }
    return folder
  }

  /// Makes a folder, or opens the one that is there. `mode` is not narrowed by the umask: the share's group must be able to write.
  package func makeFolder(_ name: FileName, mode: UInt32 = 0o2770) throws(FileError) -> Folder {
    var isNew = true
    do throws(FileError) {
      _ = try unsafe name.withCString { (path) throws(FileError) in
        try calling("mkdirat", on: shown(name)) { unsafe mkdirat(descriptor, path, mode) }
      }
    } catch  where error.isTaken {
      isNew = false
    }
    let made = try folder(name)
    if isNew {
      _ = try calling("fchmod", on: shown(name)) { fchmod(made.descriptor, mode) }
      try sync()
    }
    return made
  }

  /// What the kernel says of a name here, a link's own status included; nil when there is none.
  package func status(of name: FileName) throws(FileError) -> FileStatus? {
    var raw = stat()
    do throws(FileError) {
      _ = try unsafe name.withCString { (path) throws(FileError) in
        try calling("fstatat", on: shown(name)) { unsafe fstatat(descriptor, path, &raw, AT_SYMLINK_NOFOLLOW) }
      }
    } catch  where error.isMissing {
      return nil
    }
    return FileStatus(raw)
  }

  package func status() throws(FileError) -> FileStatus {
    var raw = stat()
    _ = try calling("fstat", on: shownPath) { unsafe fstat(descriptor, &raw) }
    return FileStatus(raw)
  }

  /// Opens a regular file for reading; a pipe or a device is refused before it can block.
  package func file(_ name: FileName) throws(FileError) -> File {
    let file = File(owning: try openBelow(name, flags: O_RDONLY | O_NONBLOCK | O_NOCTTY), shownPath: shown(name))
    guard try file.status().kind == .file else { throw FileError(call: "openat2", name: shown(name), code: EINVAL) }
    return file
  }

  /// All of a small file; nil when it is not there, an error when it is larger than expected.
  package func read(_ name: FileName, atMost limit: Int) throws(FileError) -> [UInt8]? {
    do throws(FileError) {
      let file = try file(name)
      guard try file.status().size <= Int64(limit) else { throw FileError(call: "read", name: shown(name), code: EFBIG) }
      return try file.readAll(atMost: limit)
    } catch  where error.isMissing {
      return nil
    }
  }

  private func openBelow(_ name: FileName, flags: Int32) throws(FileError) -> Int32 {
    try unsafe name.withCString { (path) throws(FileError) in
      try calling("openat2", on: shown(name)) {
        unsafe cfc_openat2(descriptor, path, flags | O_CLOEXEC | O_NOFOLLOW, 0, CFC_RESOLVE_BENEATH_NO_LINKS)
      }
    }
  }

  /// The bytes that may still be written here. The corresponding C function is `fstatvfs`.
  package func freeBytes() throws(FileError) -> Int64 {
    var raw = statvfs()
    _ = try calling("fstatvfs", on: shownPath) { unsafe fstatvfs(descriptor, &raw) }
    // A file system that counts its files (not all do) and has a name left for hardly any takes no new ones, whatever room it has.
    if raw.f_files > 0, raw.f_favail < Self.leastNames { return 0 }
    return Int64(clamping: UInt64(raw.f_bavail).multipliedReportingOverflow(by: UInt64(raw.f_frsize)).partialValue)
  }

  private static let leastNames: fsfilcnt_t = 32
}
