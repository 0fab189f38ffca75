import Glibc
import Testing

/// Notices when anybody opens a file.
final class OpenWatch {
  private let descriptor: Int32

  init(_ path: String) throws {
    descriptor = inotify_init1(Int32(IN_NONBLOCK))
    try #require(descriptor >= 0)
    try #require(inotify_add_watch(descriptor, path, UInt32(IN_OPEN)) >= 0)
  }

  deinit { close(descriptor) }

  var wasOpened: Bool {
    var buffer = [UInt8](repeating: 0, count: 4096)
    return read(descriptor, &buffer, buffer.count) > 0
  }
}
