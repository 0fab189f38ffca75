import CFileCalls
import Glibc
import Production

/// The right to be the only one at work on a folder, held by an open file. It ends with its holder, however that ends.
package struct FolderLock: ~Copyable {
  private let descriptor: Int32

  /// Another holder stands in the way; `holder` is what it wrote about itself.
  package struct Held: Error, Sendable {
    package let holder: String
    package let shownPath: String
  }

  private init(owning descriptor: Int32) { self.descriptor = descriptor }

  /// Takes the lock, and writes who holds it. The corresponding C function is `flock`.
  package static func take(_ name: FileName, in folder: Folder, holder: String) throws -> FolderLock {
    let flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW
    let shown = folder.shown(name)
    let descriptor = try unsafe name.withCString { (path) throws(FileError) in
      try calling("openat2", on: shown) {
        unsafe cfc_openat2(folder.descriptor, path, flags, 0o660, CFC_RESOLVE_BENEATH_NO_LINKS)
      }
    }
    let lock = FolderLock(owning: descriptor)
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK else { throw FileError(call: "flock", name: shown, code: errno) }
      let text = try folder.read(name, atMost: 4096)
      throw Held(holder: String(decoding: text ?? [], as: UTF8.self), shownPath: shown)
    }
    let bytes = Array(holder.utf8)
    _ = try calling("ftruncate", on: shown) { ftruncate(descriptor, 0) }
    _ = try calling("pwrite", on: shown) {
      unsafe bytes.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }
    return lock
  }

  deinit { close(descriptor) }
}
