import CSQLite

/// A value that can stand for a `?` of a statement; NULL is a nil.
package protocol SQLBindable {
  /// Answers with SQLite's code.
  func bind(to placeholder: Placeholder) -> Int32
}

/// A `?` of a statement, to be filled at once.
@safe package struct Placeholder {
  fileprivate let statement: OpaquePointer
  fileprivate let number: Int32

  init(_ number: Int32, of statement: OpaquePointer) {
    unsafe self.statement = statement
    self.number = number
  }

  /// The corresponding C function is `sqlite3_bind_null`.
  func bindNull() -> Int32 { unsafe sqlite3_bind_null(statement, number) }
}

/// The corresponding C function is `sqlite3_bind_int64`.
extension Int64: SQLBindable {
  package func bind(to placeholder: Placeholder) -> Int32 {
    unsafe sqlite3_bind_int64(placeholder.statement, placeholder.number, self)
  }
}

extension Int: SQLBindable {
  package func bind(to placeholder: Placeholder) -> Int32 { Int64(self).bind(to: placeholder) }
}

extension Bool: SQLBindable {
  package func bind(to placeholder: Placeholder) -> Int32 { Int64(self ? 1 : 0).bind(to: placeholder) }
}

/// The corresponding C function is `sqlite3_bind_double`.
extension Double: SQLBindable {
  package func bind(to placeholder: Placeholder) -> Int32 {
    unsafe sqlite3_bind_double(placeholder.statement, placeholder.number, self)
  }
}

/// The corresponding C function is `sqlite3_bind_text64`.
extension String: SQLBindable {
  package func bind(to placeholder: Placeholder) -> Int32 {
    var text = self
    return text.withUTF8 { utf8 in
      unsafe utf8.withMemoryRebound(to: CChar.self) { characters in
        unsafe csqlite_bind_text(
          placeholder.statement, placeholder.number, characters.baseAddress, sqlite3_uint64(characters.count))
      }
    }
  }
}

/// The corresponding C function is `sqlite3_bind_blob64`.
extension Array: SQLBindable where Element == UInt8 {
  package func bind(to placeholder: Placeholder) -> Int32 {
    unsafe withUnsafeBytes {
      unsafe csqlite_bind_blob(placeholder.statement, placeholder.number, $0.baseAddress, sqlite3_uint64($0.count))
    }
  }
}
