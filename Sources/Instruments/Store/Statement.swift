import CSQLite

/// One compiled statement; compiled once, run many times.
@safe final class Statement {
  let sql: StaticString
  let handle: OpaquePointer

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

  /// The corresponding C functions are `sqlite3_bind_int64`, `sqlite3_bind_double`, `sqlite3_bind_text64` and `sqlite3_bind_blob64`.
  func bind(_ values: [(any SQLBindable)?]) throws(CodeOnly) {
    guard unsafe Int(sqlite3_bind_parameter_count(handle)) == values.count else { throw CodeOnly(code: SQLITE_RANGE) }
    var place: Int32 = 0
    for value in values {
      place += 1
      let code =
        switch value?.sqlValue {
        case nil: unsafe sqlite3_bind_null(handle, place)
        case .integer(let integer): unsafe sqlite3_bind_int64(handle, place, integer)
        case .real(let real): unsafe sqlite3_bind_double(handle, place, real)
        case .text(let text): bind(text, at: place)
        case .blob(let bytes): bind(bytes, at: place)
        }
      guard code == SQLITE_OK else { throw CodeOnly(code: code) }
    }
  }

  private func bind(_ text: String, at place: Int32) -> Int32 {
    var text = text
    return text.withUTF8 { utf8 in
      unsafe utf8.withMemoryRebound(to: CChar.self) { characters in
        unsafe csqlite_bind_text(handle, place, characters.baseAddress, sqlite3_uint64(characters.count))
      }
    }
  }

  private func bind(_ bytes: [UInt8], at place: Int32) -> Int32 {
    unsafe bytes.withUnsafeBytes { unsafe csqlite_bind_blob(handle, place, $0.baseAddress, sqlite3_uint64($0.count)) }
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
