import CSQLite

/// One row of an answer, readable only while it is lent. Columns count from zero; a NULL reads as zero or empty where no
/// optional is asked for.
@safe package struct Row: ~Copyable {
  private let statement: OpaquePointer

  init(of statement: OpaquePointer) { unsafe self.statement = statement }

  package func isNull(_ column: Int) -> Bool { unsafe sqlite3_column_type(statement, Int32(column)) == SQLITE_NULL }

  package func integer(_ column: Int) -> Int64 { unsafe sqlite3_column_int64(statement, Int32(column)) }
  package func integerOrNil(_ column: Int) -> Int64? { isNull(column) ? nil : integer(column) }

  package func real(_ column: Int) -> Double { unsafe sqlite3_column_double(statement, Int32(column)) }

  package func text(_ column: Int) -> String {
    guard let start = unsafe sqlite3_column_text(statement, Int32(column)) else { return "" }
    let count = unsafe Int(sqlite3_column_bytes(statement, Int32(column)))
    return unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }
  package func textOrNil(_ column: Int) -> String? { isNull(column) ? nil : text(column) }

  package func blob(_ column: Int) -> [UInt8] {
    guard let start = unsafe sqlite3_column_blob(statement, Int32(column)) else { return [] }
    let count = unsafe Int(sqlite3_column_bytes(statement, Int32(column)))
    return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
  }
  package func blobOrNil(_ column: Int) -> [UInt8]? { isNull(column) ? nil : blob(column) }
}
