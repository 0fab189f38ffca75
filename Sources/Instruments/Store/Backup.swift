import CSQLite
import Glibc

/// A copy of a database that is being made while the database is in use: a few pages a step, so that others get their turn between.
///
/// What the same connection writes meanwhile goes into the copy too. The copy has its name only once it is complete and on the disk.
@safe package final class Backup {
  private let source: Connection
  private let path: String
  private var unfinished: String { path + ".part" }
  private var copy: OpaquePointer?
  private var handle: OpaquePointer?

  /// The corresponding C function is `sqlite3_backup_init`.
  package init(of source: Connection, to path: String) throws(SQLError) {
    self.source = source
    self.path = path
    if let lostWrite = source.lostWrite { throw lostWrite }
    // What a stopped backup left; SQLite would take it for a database to overwrite.
    unsafe unlink(unfinished)
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    let code = unsafe sqlite3_open_v2(unfinished, &copy, flags, nil)
    guard code == SQLITE_OK else { throw error(code) }
    unsafe handle = sqlite3_backup_init(copy, "main", source.handle, "main")
    guard unsafe handle != nil else { throw error(unsafe sqlite3_extended_errcode(copy)) }
  }

  deinit {
    unsafe sqlite3_backup_finish(handle)
    unsafe sqlite3_close_v2(copy)
    unsafe unlink(unfinished)
  }

  /// Copies some pages; true while there are more.
  ///
  /// The corresponding C function is `sqlite3_backup_step`.
  package func step(pages: Int = 256) throws(SQLError) -> Bool {
    switch unsafe sqlite3_backup_step(handle, Int32(clamping: pages)) {
    case SQLITE_OK: return true
    case SQLITE_DONE: return false
    case let code: throw error(code)
    }
  }

  /// Puts the finished copy under its name, in the place of an older one.
  ///
  /// The corresponding C functions are `sqlite3_backup_finish`, `fsync` and `rename`.
  package func publish() throws(SQLError) {
    let code = unsafe sqlite3_backup_finish(handle)
    unsafe handle = nil
    guard code == SQLITE_OK else { throw error(code) }
    unsafe sqlite3_close_v2(copy)
    unsafe copy = nil
    if let number = FileSystem.sync(unfinished) { throw failure(number, "it could not be synced") }
    guard unsafe rename(unfinished, path) == 0 else { throw failure(errno, "it could not get its name") }
    if let number = FileSystem.sync(FileSystem.folder(of: path)) { throw failure(number, "its folder could not be synced") }
  }

  private func failure(_ number: Int32, _ what: String) -> SQLError {
    SQLError(code: SQLITE_IOERR, message: what, path: path, systemError: number)
  }

  private func error(_ code: Int32) -> SQLError {
    let message = unsafe String(cString: copy == nil ? sqlite3_errstr(code) : sqlite3_errmsg(copy))
    let number = unsafe copy == nil ? 0 : sqlite3_system_errno(copy)
    return SQLError(code: code, message: message, path: path, systemError: number)
  }
}

extension Connection {
  /// Copies the whole database to `path` in one go; see `Backup` for doing it in steps.
  package func backup(to path: String) throws(SQLError) {
    let backup = try Backup(of: self, to: path)
    while try backup.step() {}
    try backup.publish()
  }
}
