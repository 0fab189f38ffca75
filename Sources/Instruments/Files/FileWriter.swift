import CFileCalls
import Glibc

/// A new file while it is being written. Nobody but its owner has it; what it becomes is decided by a rename.
package struct FileWriter: ~Copyable {
  private let descriptor: Int32
  package let shownPath: String

  init(owning descriptor: Int32, shownPath: String) {
    self.descriptor = descriptor
    self.shownPath = shownPath
  }

  deinit { close(descriptor) }

  func mode() throws(FileError) -> UInt32 {
    var raw = stat()
    _ = try calling("fstat", on: shownPath) { unsafe fstat(descriptor, &raw) }
    return raw.st_mode & 0o7777
  }

  /// Writes all bytes, however many calls that takes. The corresponding C function is `write`.
  package mutating func write(_ bytes: [UInt8]) throws(FileError) {
    var written = 0
    while written < bytes.count {
      written += try calling("write", on: shownPath) {
        unsafe bytes.withUnsafeBytes { buffer in
          unsafe Glibc.write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
        }
      }
    }
  }

  /// Makes the content survive a power cut. After an error the file must be thrown away: the kernel may have dropped its pages.
  package mutating func sync() throws(FileError) {
    _ = try calling("fsync", on: shownPath) { fsync(descriptor) }
  }

  /// Makes room on the disk beforehand, so that a full disk is known now. The corresponding C function is `posix_fallocate`.
  package mutating func reserve(_ byteCount: Int64) throws(FileError) {
    let code = posix_fallocate(descriptor, 0, off_t(byteCount))
    if code != 0 { throw FileError(call: "posix_fallocate", name: shownPath, code: code) }
  }

  mutating func append(contentsOf source: Int32, shownPath sourcePath: String) throws(FileError) {
    _ = try calling("lseek", on: sourcePath) { lseek(source, 0, SEEK_SET) }
    while true {
      do throws(FileError) {
        let copied = try calling("copy_file_range", on: sourcePath) { cfc_copy_range(source, descriptor, 1 << 30) }
        if copied == 0 { return }
      } catch  where [EXDEV, EINVAL, ENOSYS, EOPNOTSUPP, EPERM].contains(error.code) {
        return try appendByHand(source, shownPath: sourcePath)
      }
    }
  }

  private mutating func appendByHand(_ source: Int32, shownPath sourcePath: String) throws(FileError) {
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let got = try calling("read", on: sourcePath) {
        unsafe buffer.withUnsafeMutableBytes { unsafe read(source, $0.baseAddress, $0.count) }
      }
      if got == 0 { return }
      try write(Array(buffer[..<got]))
    }
  }
}
