import CInotifyTools
import Glibc

/// One look at a folder: what it is, and the names in it.
struct FolderListing {
  let identity: WatchTree.Identity
  let entries: [Entry]

  struct Entry {
    let name: [UInt8]
    let isFolder: Bool
  }

  /// Nil where there is no folder, or it cannot be read. A link at the end of the path is not followed.
  ///
  /// The corresponding C function is `readdir`.
  init?(path: [UInt8]) {
    let name = path.map { CChar(bitPattern: $0) } + [0]
    let descriptor = unsafe open(name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, let stream = unsafe fdopendir(descriptor) else {
      close(descriptor)
      return nil
    }
    defer { unsafe closedir(stream) }
    var entries: [Entry] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { unsafe Array($0.prefix { $0 != 0 }) }
      if name == [UInt8(ascii: ".")] || name == [UInt8(ascii: "."), UInt8(ascii: ".")] { continue }
      let kind = Int(unsafe entry.pointee.d_type)
      entries.append(
        Entry(name: name, isFolder: kind == Int(DT_DIR) || kind == Int(DT_UNKNOWN) && Self.isFolder(name, in: descriptor)))
    }
    identity = WatchTree.Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
    self.entries = entries
  }

  private static func isFolder(_ name: [UInt8], in folder: Int32) -> Bool {
    var status = stat()
    let text = name.map { CChar(bitPattern: $0) } + [0]
    return unsafe fstatat(folder, text, &status, AT_SYMLINK_NOFOLLOW) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}

/// What a path leads to without following a link at its end.
enum FolderCheck {
  case folder(WatchTree.Identity)
  case none(code: Int32)

  /// The corresponding C function is `lstat`.
  init(path: [UInt8]) {
    var status = stat()
    let text = path.map { CChar(bitPattern: $0) } + [0]
    if unsafe lstat(text, &status) != 0 {
      self = .none(code: errno)
    } else if status.st_mode & S_IFMT != S_IFDIR {
      self = .none(code: ENOTDIR)
    } else {
      self = .folder(WatchTree.Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino)))
    }
  }
}
