import Digests
import Glibc
package import Production

/// A regular file, open for reading. It is closed when its owner lets it go.
package struct File: ~Copyable {
  let descriptor: Int32
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

  /// The same open file once more; the other descriptor stays open.
  package static func duplicate(of descriptor: Int32, shownAs name: String) throws(FileError) -> File {
    try inherited(try calling("fcntl", on: name) { fcntl(descriptor, F_DUPFD_CLOEXEC, 0) }, shownAs: name)
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

  /// Fills a piece of memory from a place in the file: how many bytes it was, fewer only at its end. The corresponding C function is
  /// `pread`.
  package func read(at offset: Int64, into bytes: inout MutableRawSpan) throws(FileError) -> Int {
    var filled = 0
    while filled < bytes.byteCount {
      let got = try calling("pread", on: shownPath) {
        unsafe bytes.withUnsafeMutableBytes {
          unsafe pread(descriptor, $0.baseAddress?.advanced(by: filled), $0.count - filled, off_t(offset) + filled)
        }
      }
      if got == 0 { break }
      filled += got
    }
    return filled
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
}
