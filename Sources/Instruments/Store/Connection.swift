import CSQLite
import Glibc

/// How the library is set up, once in a process.
private let librarySetup: Int32 = csqlite_count_no_memory()

/// The one connection to a database of this process, set up so that a committed transaction survives a power cut.
///
/// It is not `Sendable`: whoever owns it calls it from one thread at a time. The file is locked against every other process as long
/// as it is open, because two connections that checkpoint at the same moment can damage a database (SQLite before 3.51.3).
@safe package final class Connection {
  package let path: String
  var handle: OpaquePointer?
  /// By the address of their text, which a literal keeps for ever.
  var statements: [UInt: Statement] = [:]
  /// Once a write was lost, nothing that is read or written here can be trusted: every later call throws this.
  var lostWrite: SQLError?

  /// Opens the database at `path`, and makes it when it is not there; its folder must be.
  ///
  /// The corresponding C function is `sqlite3_open_v2`.
  package init(at path: String, waitingForOthers patience: Duration = .seconds(5)) throws(SQLError) {
    guard let folder = FileSystem.resolved(FileSystem.folder(of: path)) else {
      throw SQLError(code: SQLITE_CANTOPEN, message: "its folder is not there", path: path, systemError: ENOENT)
    }
    if let network = FileSystem.network(at: folder) {
      throw SQLError(
        code: SQLITE_CANTOPEN,
        message:
          "it lies on a network file system (\(network)), where locks and syncs cannot be trusted; keep it on a local disk",
        path: path)
    }
    // Only before the first connection of a process; a program that uses SQLite itself may have been earlier, and loses nothing.
    _ = librarySetup
    self.path = (folder == "/" ? "" : folder) + "/" + FileSystem.name(of: path)
    // Followed links would give one database two names, and two -wal files.
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE
    let code = unsafe sqlite3_open_v2(self.path, &handle, flags, nil)
    // "Whether or not an error occurs when it is opened, resources associated with the database connection handle should be
    // released by passing it to sqlite3_close()": deinit does, on every path out of here.
    guard code == SQLITE_OK else { throw error(code) }
    unsafe sqlite3_busy_timeout(handle, Int32(patience / .milliseconds(1)))
    try furnish()
  }

  deinit {
    statements = [:]
    unsafe sqlite3_close_v2(handle)
  }

  /// Moves what the log holds into the database, and closes it. Nothing can be asked of it afterwards.
  ///
  /// The corresponding C functions are `sqlite3_wal_checkpoint_v2` and `sqlite3_close_v2`.
  package func close() throws(SQLError) {
    guard unsafe handle != nil else { return }
    statements = [:]
    var code = SQLITE_OK
    if lostWrite == nil {
      code = unsafe sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_TRUNCATE, nil, nil)
    }
    let failure = code == SQLITE_OK ? nil : error(code)
    unsafe sqlite3_close_v2(handle)
    unsafe handle = nil
    if let failure { throw failure }
  }

  /// What the last call left behind, with all that is known about it.
  func error(_ code: Int32, sql: StaticString? = nil) -> SQLError {
    let message = unsafe String(cString: handle == nil ? sqlite3_errstr(code) : sqlite3_errmsg(handle))
    let number = unsafe handle == nil ? 0 : sqlite3_system_errno(handle)
    let failure = SQLError(code: code, message: message, path: path, sql: sql?.description, systemError: number)
    if failure.isLostWrite {
      lostWrite = failure
      // The log stays as it is: the next start reads from the disk what really got there.
      _ = unsafe csqlite_switch(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
    }
    return failure
  }

  private func furnish() throws(SQLError) {
    for (option, on) in [
      (SQLITE_DBCONFIG_DEFENSIVE, 1), (SQLITE_DBCONFIG_ENABLE_FKEY, 1), (SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
      (SQLITE_DBCONFIG_DQS_DML, 0), (SQLITE_DBCONFIG_DQS_DDL, 0),
    ] as [(Int32, Int32)] {
      let code = unsafe csqlite_switch(handle, option, on)
      guard code == SQLITE_OK else { throw error(code) }
    }
    // Exclusive before the first look at the log: then its index is kept in memory, and no -shm file is mapped.
    try execute("PRAGMA locking_mode = EXCLUSIVE")
    try execute("PRAGMA cell_size_check = ON")
    try execute("PRAGMA mmap_size = 0")
    try execute("PRAGMA temp_store = MEMORY")
    try expect("PRAGMA journal_mode = WAL", toAnswer: "wal")
    try execute("PRAGMA synchronous = FULL")
    try expect("PRAGMA synchronous", toAnswer: "2")
    try expect("PRAGMA foreign_keys", toAnswer: "1")
    try execute("PRAGMA journal_size_limit = 16777216")
    // What is deleted is written over where it stood: people are to be forgotten.
    try execute("PRAGMA secure_delete = ON")
  }

  /// What was written is brought into the database itself, and the log of it is cut to nothing.
  package func emptyLog() throws(SQLError) { try execute("PRAGMA wal_checkpoint(TRUNCATE)") }

  private func expect(_ pragma: StaticString, toAnswer wanted: String) throws(SQLError) {
    var answer: String?
    do {
      answer = try first(pragma) { $0.text(0) }
    } catch let failure as SQLError {
      throw failure
    } catch {
      answer = nil
    }
    guard answer == wanted else {
      throw SQLError(
        code: SQLITE_ERROR, message: "a setting that data depends on was not taken", path: path, sql: pragma.description)
    }
  }
}
