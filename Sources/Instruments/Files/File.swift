import CFileCalls
import Digests
import Glibc
package import Production

/// A regular file, open for reading. It is closed when its owner lets it go.
package struct File: ~Copyable {
  private let descriptor: Int32
  package let shownPath: String

  init(owning descriptor: Int32, shownPath: String) {
    self.descriptor = descriptor
    self.shownPath = shownPath
  }

  deinit { close(descriptor) }

  /// Takes over a descriptor that this process was started with.
  package static func inherited(_ descriptor: Int32, shownAs name: String) throws(FileError) -> File {
    let file = File(owning: descriptor, shownPath: name)
    guard try file.status().kind == .file else { throw FileError(call: "fstat", name: name, code: EINVAL) }
    return file
  }

  package func status() throws(FileError) -> FileStatus {
    var raw = stat()
    _ = try calling("fstat", on: shownPath) { unsafe fstat(descriptor, &raw) }
    return FileStatus(raw)
  }

  /// Up to `count` bytes from a place in the file; fewer only at its end. The corresponding C function is `pread`.
  package func read(at offset: Int64, count: Int) throws(FileError) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let got = try calling("pread", on: shownPath) {
        unsafe buffer.withUnsafeMutableBytes { bytes in
          unsafe pread(descriptor, bytes.baseAddress?.advanced(by: filled), count - filled, off_t(offset) + filled)
        }
      }
      if got == 0 { break }
      filled += got
    }
    buffer.removeLast(count - filled)
    return buffer
  }

  /// The whole content, of a file that must not be larger than `limit`.
  package func readAll(atMost limit: Int) throws(FileError) -> [UInt8] {
    let bytes = try read(at: 0, count: min(limit, Int(clamping: try status().size)) + 1)
    if bytes.count > limit { throw FileError(call: "read", name: shownPath, code: EFBIG) }
    return bytes
  }

  /// The digest of the content, read in pieces: a large file takes no more memory than a small one.
  package func digest() throws(FileError) -> Digest {
    var sha256 = Sha256()
    var offset: Int64 = 0
    let piece = Int(min(1 << 18, max(1, try status().size)))
    while true {
      let bytes = try read(at: offset, count: piece)
      sha256.update(bytes)
      offset += Int64(bytes.count)
      if bytes.count < piece { return sha256.finish() }
    }
  }

  /// Copies the whole content to the end of `writer`, by reflink or in the kernel where the file systems can.
  package func copy(to writer: inout FileWriter) throws(FileError) {
    try writer.append(contentsOf: descriptor, shownPath: shownPath)
  }

  /// A descriptor of the same open file, for a child process. The caller closes it.
  package func descriptorForChild() throws(FileError) -> Int32 {
    // A description of its own: a duplicate would share the place where the next read begins.
    let path = "/proc/self/fd/\(descriptor)"
    return try calling("open", on: shownPath) { unsafe open(path, O_RDONLY | O_CLOEXEC) }
  }

  /// Where the first hole begins, if the content has one: a copy that was cut off leaves such a hole.
  /// The corresponding C function is `lseek` with `SEEK_HOLE`.
  package func firstHole() throws(FileError) -> Int64? {
    let size = try status().size
    guard size > 0 else { return nil }
    do throws(FileError) {
      let hole = Int64(try calling("lseek", on: shownPath) { lseek(descriptor, 0, CFC_SEEK_HOLE) })
      return hole < size ? hole : nil
    } catch  where error.code == EINVAL || error.code == EOPNOTSUPP {
      // A file system that knows no holes has none.
      return nil
    }
  }

  /// Whether anybody on this machine has the file open for writing, file servers included.
  package enum Writers: Sendable { case none, some, cannotTell }

  /// Takes a read lease and keeps it until `dropLease`. The corresponding C function is `fcntl` with `F_SETLEASE`.
  package func takeLease() -> Writers {
    if cfc_take_read_lease(descriptor) == 0 { return .none }
    return errno == EAGAIN || errno == EWOULDBLOCK ? .some : .cannotTell
  }

  /// Whether nobody opened the file for writing since the lease was taken.
  package var leaseStands: Bool { cfc_read_lease_stands(descriptor) == 1 }

  package func dropLease() { _ = cfc_drop_lease(descriptor) }

  /// Asks once, in some microseconds, and keeps nothing.
  package func writers() -> Writers {
    let answer = takeLease()
    if answer == .none { dropLease() }
    return answer
  }
}
