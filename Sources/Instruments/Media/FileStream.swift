import CLibav
import Glibc

/// One place in an open file, or in bytes in memory, for libav's callbacks: it never learns a name, so no name can be a protocol or a pattern.
///
/// Reads and writes are `pread` and `pwrite`, so that two streams over one descriptor do not disturb each other.
final class FileStream {
  private let content: Content
  let isCancelled: () -> Bool
  private var position = 0

  private enum Content {
    case file(Int32)
    /// To be read only.
    case memory([UInt8])
  }

  init(descriptor: Int32, isCancelled: @escaping () -> Bool) {
    content = .file(descriptor)
    self.isCancelled = isCancelled
  }

  init(bytes: [UInt8], isCancelled: @escaping () -> Bool) {
    content = .memory(bytes)
    self.isCancelled = isCancelled
  }

  private init(_ other: FileStream) {
    content = other.content
    isCancelled = other.isCancelled
  }

  /// A second stream over the same content, at its start.
  func sibling() -> FileStream { FileStream(self) }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int32 {
    if isCancelled() { return clibav_interrupted }
    switch content {
    case .file(let descriptor): return unsafe read(descriptor, into: buffer)
    case .memory(let bytes):
      let count = min(buffer.count, bytes.count - position)
      guard count > 0 else { return clibav_end }
      unsafe buffer.copyBytes(from: bytes[position..<position + count])
      position += count
      return Int32(clamping: count)
    }
  }

  private func read(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) -> Int32 {
    while true {
      let count = unsafe pread(descriptor, buffer.baseAddress, buffer.count, position)
      if count > 0 {
        position += count
        return Int32(clamping: count)
      }
      if count == 0 { return clibav_end }
      if errno != EINTR { return clibav_error(errno) }
    }
  }

  /// Writes all of it: libav takes a short count for success.
  func write(_ bytes: UnsafeRawBufferPointer) -> Int32 {
    guard case .file(let descriptor) = content else { return clibav_error(EBADF) }
    var rest = unsafe bytes[...]
    while unsafe !rest.isEmpty {
      let slice = unsafe UnsafeRawBufferPointer(rebasing: rest)
      let count = unsafe pwrite(descriptor, slice.baseAddress, slice.count, position)
      if count < 0 {
        if errno == EINTR { continue }
        return clibav_error(errno)
      }
      position += count
      unsafe rest = rest.dropFirst(count)
    }
    return Int32(clamping: bytes.count)
  }

  func seek(to offset: Int64, whence: Int32) -> Int64 {
    let base: Int
    switch whence & ~AVSEEK_FORCE {
    case SEEK_SET: base = 0
    case SEEK_CUR: base = position
    case SEEK_END, AVSEEK_SIZE:
      guard let size = size() else { return Int64(clibav_error(errno)) }
      if whence & ~AVSEEK_FORCE == AVSEEK_SIZE { return Int64(size) }
      base = size
    default: return Int64(clibav_error(EINVAL))
    }
    let (target, overflow) = base.addingReportingOverflow(Int(offset))
    guard !overflow, target >= 0 else { return Int64(clibav_error(EINVAL)) }
    position = target
    return Int64(target)
  }

  private func size() -> Int? {
    switch content {
    case .memory(let bytes): return bytes.count
    case .file(let descriptor):
      var facts = stat()
      return unsafe fstat(descriptor, &facts) == 0 ? facts.st_size : nil
    }
  }
}
