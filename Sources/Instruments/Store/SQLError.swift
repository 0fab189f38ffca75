import CSQLite
import Glibc

/// What SQLite refused to do, to which file, and while it ran which statement; never the values that were bound.
package struct SQLError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The primary result code.
  package let code: Int32
  package let extendedCode: Int32
  /// The error number of the system call behind it; zero where there was none.
  package let systemError: Int32
  /// SQLite's own words.
  package let message: String
  package let path: String
  /// The text of the statement, without its values.
  package let sql: String?
  /// There was no room left on the file system when it happened.
  private let foundNoRoom: Bool

  init(code: Int32, message: String, path: String, sql: String? = nil, systemError: Int32 = 0) {
    self.code = code & 0xff
    self.extendedCode = code
    self.systemError = systemError
    self.message = message
    self.path = path
    self.sql = sql
    // SQLite reports a full disk as an I/O error where it extends the -wal or -shm file, and may lose errno on its way out.
    foundNoRoom = code & 0xff == SQLITE_IOERR && FileSystem.isFull(at: path)
  }

  /// The disk or the quota is full; the same may work once there is room.
  package var isFull: Bool {
    code == SQLITE_FULL || foundNoRoom
      || (code == SQLITE_IOERR || code == SQLITE_CANTOPEN) && [ENOSPC, EDQUOT].contains(systemError)
  }

  /// Someone else has the database open.
  package var isBusy: Bool { code == SQLITE_BUSY || code == SQLITE_LOCKED }

  /// The file is damaged, or is no database.
  package var isCorrupt: Bool { code == SQLITE_CORRUPT || code == SQLITE_NOTADB }

  /// A row would break a rule of the schema.
  package var isConstraint: Bool { code == SQLITE_CONSTRAINT }

  /// The kernel could not say whether what was written is on the disk. Asking again proves nothing: it may forget what it lost.
  package var isLostWrite: Bool {
    !isFull && (extendedCode == CSQLITE_IOERR_FSYNC || extendedCode == CSQLITE_IOERR_DIR_FSYNC)
  }

  package var description: String {
    let place = sql.map { ", while it ran \"\($0)\"" } ?? ""
    return "\(sentence) (\(path): \(message), code \(extendedCode)\(place))"
  }

  private var sentence: String {
    switch true {
    case isFull: "The disk is full; free some space and try again."
    case isBusy: "The database is in use by another program; stop that one first."
    case isCorrupt: "The database is damaged or is no database; keep it, and restore a backup."
    case isLostWrite: "The disk did not confirm a write; restart the service, and check the disk."
    default: "The database could not do what it was asked."
    }
  }
}
