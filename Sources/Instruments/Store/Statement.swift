import CSQLite

/// One compiled statement; compiled once, run many times.
@safe final class Statement {
  let sql: StaticString
  let handle: OpaquePointer
  /// Meanwhile the same text needs another one.
  var isRunning = false

  /// The corresponding C function is `sqlite3_prepare_v3`.
  init(_ sql: StaticString, database: OpaquePointer?) throws(CodeOnly) {
    var prepared: OpaquePointer?
    let code = unsafe sqlite3_prepare_v3(
      database, sql.description, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
    guard code == SQLITE_OK, let made = unsafe prepared else { throw CodeOnly(code: code == SQLITE_OK ? SQLITE_MISUSE : code) }
    self.sql = sql
    unsafe handle = made
  }

  deinit { unsafe sqlite3_finalize(handle) }

  /// The corresponding C functions are `sqlite3_bind_…`.
  func bind(_ values: [(any SQLBindable)?]) throws(CodeOnly) {
    guard unsafe Int(sqlite3_bind_parameter_count(handle)) == values.count else { throw CodeOnly(code: SQLITE_RANGE) }
    for index in values.indices {
      let placeholder = unsafe Placeholder(Int32(index + 1), of: handle)
      let code = values[index]?.bind(to: placeholder) ?? placeholder.bindNull()
      guard code == SQLITE_OK else { throw CodeOnly(code: code) }
    }
  }

  /// Goes to the next row; false at the end.
  ///
  /// The corresponding C function is `sqlite3_step`.
  func step() throws(CodeOnly) -> Bool {
    switch unsafe sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw CodeOnly(code: code)
    }
  }

  /// Makes it ready for the next run, and lets go of the values of this one.
  ///
  /// The corresponding C functions are `sqlite3_reset` and `sqlite3_clear_bindings`.
  func rewind() {
    unsafe sqlite3_reset(handle)
    unsafe sqlite3_clear_bindings(handle)
  }
}
