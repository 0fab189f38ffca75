import Glibc

/// A file opened for reading, by an own descriptor.
struct InputFile: ~Copyable {
  let descriptor: Int32

  /// A link is not followed, and a pipe does not make it wait. The corresponding C function is `open`.
  init(path: String) throws(MediaError) {
    let descriptor = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw MediaError(.system("open", errno: errno), file: path) }
    self.descriptor = descriptor
  }

  /// Works on a duplicate: the caller's descriptor stays the caller's. The corresponding C function is `fcntl`.
  init(descriptor: Int32, name: String) throws(MediaError) {
    let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0 else { throw MediaError(.system("fcntl", errno: errno), file: name) }
    self.descriptor = copy
  }

  deinit { close(descriptor) }
}
