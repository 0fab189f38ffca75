import Glibc

/// A call on a file that the kernel refused: which call, on what, and why.
package struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  package let call: String
  /// The name as people see it.
  package let name: String
  package let code: Int32

  package init(call: String, name: String, code: Int32) {
    self.call = call
    self.name = name
    self.code = code
  }

  package var description: String {
    var buffer = [CChar](repeating: 0, count: 128)
    let reason = unsafe strerror_r(code, &buffer, buffer.count) == 0 ? text(buffer) : "error \(code)"
    return "\(call) \"\(name)\": \(reason)"
  }

  package var isMissing: Bool { code == ENOENT || code == ENOTDIR }
  package var isTaken: Bool { code == EEXIST || code == ENOTEMPTY }
  package var isFull: Bool { code == ENOSPC || code == EDQUOT }
  /// The machine, or this process, has no descriptor or memory left at the moment.
  package var isShortage: Bool { [EMFILE, ENFILE, ENOMEM].contains(code) }
  /// The file system can only be read now, as one is after its disk failed.
  package var isReadOnly: Bool { code == EROFS }
  package var isTooLarge: Bool { code == EFBIG }
  package var isForbidden: Bool { code == EACCES || code == EPERM }
  /// A file cannot have a second name here: not on this file system, or not any more.
  var forbidsLinks: Bool {
    [EPERM, EACCES, EXDEV, EMLINK, ENOSYS, EOPNOTSUPP, EINVAL, ENOENT].contains(code)
  }
  /// A link, a way out of the share, or another file system where none may be.
  package var leavesTheShare: Bool { code == ELOOP || code == EXDEV }
  /// The same call may go well later: the disk has room again, the share is back.
  package var isPassing: Bool { isFull || Self.passing.contains(code) || isOfDeadServer }
  /// What a mounted share answers whose server is gone: that says nothing about its files.
  private var isOfDeadServer: Bool { [EIO, ESTALE, ENOTCONN, ESHUTDOWN, EHOSTDOWN, EREMOTEIO, ETIMEDOUT, ENODEV].contains(code) }
  private static let passing = [EAGAIN, EINTR, EMFILE, ENFILE, ENOMEM, EBUSY, ETXTBSY]
}

/// Runs a call of the kernel, again where a signal cut it short, and names it when it fails.
func calling<Result: FixedWidthInteger & SignedInteger>(
  _ call: String, on name: @autoclosure () -> String, _ body: () -> Result
) throws(FileError) -> Result {
  while true {
    let result = body()
    if result != -1 { return result }
    // Saved at once: anything that runs before this line may change it.
    let code = errno
    if code != EINTR { throw FileError(call: call, name: name(), code: code) }
  }
}

private func text(_ terminated: [CChar]) -> String {
  String(decoding: terminated.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
