import CFileCalls
import Glibc
import Production

/// One entry of a folder as a listing gives it.
package struct FolderEntry: Hashable, Sendable {
  package let name: FileName
  package let kind: FileStatus.Kind
  package let inode: UInt64

  package init(name: FileName, kind: FileStatus.Kind, inode: UInt64) {
    self.name = name
    self.kind = kind
    self.inode = inode
  }
}

extension Folder {
  /// All entries, in the kernel's order. For folders that may be huge, walk them with `forEachEntry`.
  package func entries() throws(FileError) -> [FolderEntry] {
    var entries: [FolderEntry] = []
    try forEachEntry { entry in
      entries.append(entry)
      return true
    }
    return entries
  }

  /// Hands over one entry after another until `body` says false; nothing is collected.
  /// The corresponding C functions are `fdopendir` and `readdir`.
  package func forEachEntry(_ body: (FolderEntry) -> Bool) throws(FileError) {
    // A descriptor of its own, so that two walks at once do not share one position.
    let own = try calling("openat", on: shownPath) {
      unsafe cfc_openat2(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0, CFC_RESOLVE_BENEATH_NO_LINKS)
    }
    guard let stream = unsafe fdopendir(own) else {
      let code = errno
      close(own)
      throw FileError(call: "fdopendir", name: shownPath, code: code)
    }
    defer { unsafe closedir(stream) }
    while true {
      errno = 0
      guard let entry = unsafe readdir(stream) else {
        // The end and an error look alike but for errno; taking one for the other would lose files without a word.
        if errno != 0 { throw FileError(call: "readdir", name: shownPath, code: errno) }
        return
      }
      guard let found = try unsafe read(entry) else { continue }
      if !body(found) { return }
    }
  }

  private func read(_ entry: UnsafeMutablePointer<dirent>) throws(FileError) -> FolderEntry? {
    guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return nil }
    let start = unsafe UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: UInt8.self)
    let length = unsafe strlen(UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self))
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: length))
    guard let name = FileName(bytes: bytes) else { return nil }
    let kind: FileStatus.Kind
    switch unsafe Int(entry.pointee.d_type) {
    case Int(DT_REG): kind = .file
    case Int(DT_DIR): kind = .folder
    case Int(DT_LNK): kind = .link
    case Int(DT_UNKNOWN):
      // Some file systems do not say; a name that went meanwhile is no entry.
      guard let status = try status(of: name) else { return nil }
      kind = status.kind
    default: kind = .other
    }
    return unsafe FolderEntry(name: name, kind: kind, inode: UInt64(entry.pointee.d_ino))
  }
}
