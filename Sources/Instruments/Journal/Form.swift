import Glibc

extension Journal {
  /// How lines are written.
  package enum Form: Sendable {
    /// To systemd's journal, with the fields as fields.
    case systemd
    /// One JSON object a line.
    case jsonLines
    /// For a person at a terminal.
    case plain

    /// What suits the standard error of this process.
    package static func fitting() -> Form {
      if leadsToJournal() { return .systemd }
      return isatty(STDERR_FILENO) == 1 ? .plain : .jsonLines
    }

    /// systemd names the device and the inode of the stream that it gave; a program that was started with the same
    /// environment and another stream must not believe it.
    private static func leadsToJournal() -> Bool {
      guard let named = unsafe getenv("JOURNAL_STREAM") else { return false }
      var status = stat()
      guard unsafe fstat(STDERR_FILENO, &status) == 0 else { return false }
      return unsafe String(cString: named) == "\(status.st_dev):\(status.st_ino)"
    }
  }
}
