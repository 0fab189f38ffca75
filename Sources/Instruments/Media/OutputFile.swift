import Glibc

/// An open file that a movie is written to. What is not finished leaves nothing behind.
struct OutputFile: ~Copyable {
  let descriptor: Int32
  /// The name to take away again when the file was not finished; none for a descriptor of the caller's.
  private let path: String?
  private var isFinished = false

  /// Makes or empties the file; a link at its place is not followed. The corresponding C function is `open`.
  init(path: String) throws(MediaError) {
    let flags = O_RDWR | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK
    let descriptor = unsafe open(path, flags, 0o640)
    guard descriptor >= 0 else { throw MediaError(.system("open", errno: errno), file: path) }
    var facts = stat()
    guard unsafe fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw MediaError(.refused("not an ordinary file"), file: path)
    }
    self.descriptor = descriptor
    self.path = path
  }

  /// Works on a duplicate: the caller's descriptor stays the caller's. The corresponding C function is `fcntl`.
  init(descriptor: Int32, name: String) throws(MediaError) {
    let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0 else { throw MediaError(.system("fcntl", errno: errno), file: name) }
    self.descriptor = copy
    path = nil
  }

  mutating func keep() { isFinished = true }

  deinit {
    if let path, !isFinished { unsafe unlink(path) }
    close(descriptor)
  }
}
