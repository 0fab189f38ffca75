import CSQLite

extension Connection {
  /// Runs one statement that answers nothing, and tells how many rows it changed.
  @discardableResult
  package func run(_ sql: StaticString, _ values: (any SQLBindable)?...) throws(SQLError) -> Int {
    let statement = try start(sql, values)
    defer { putBack(statement) }
    while try next(of: statement) {}
    return unsafe Int(sqlite3_changes64(handle))
  }

  /// All rows of an answer, each made into a value.
  package func rows<Value>(
    _ sql: StaticString, _ values: (any SQLBindable)?..., as make: (borrowing Row) throws -> Value
  ) throws -> [Value] {
    var all: [Value] = []
    try step(sql, values) { (row: borrowing Row) in
      all.append(try make(row))
      return true
    }
    return all
  }

  /// The first row of an answer, made into a value; nil when there is none.
  package func first<Value>(
    _ sql: StaticString, _ values: (any SQLBindable)?..., as make: (borrowing Row) throws -> Value
  ) throws -> Value? {
    var found: Value?
    try step(sql, values) { (row: borrowing Row) in
      found = try make(row)
      return false
    }
    return found
  }

  /// The id of the row that was added last.
  ///
  /// The corresponding C function is `sqlite3_last_insert_rowid`.
  package var lastID: Int64 { unsafe sqlite3_last_insert_rowid(handle) }

  /// Runs a script of several statements.
  ///
  /// The corresponding C function is `sqlite3_exec`.
  package func execute(_ script: StaticString) throws(SQLError) {
    if let lostWrite { throw lostWrite }
    let code = unsafe sqlite3_exec(handle, script.description, nil, nil, nil)
    guard code == SQLITE_OK else { throw error(code, sql: script) }
  }

  /// All that `body` does, or nothing of it: when it throws, or when the commit fails, the database is as it was before.
  @discardableResult
  package func transaction<Value>(_ body: () throws -> Value) throws -> Value {
    try run("BEGIN IMMEDIATE")
    do {
      let value = try body()
      try run("COMMIT")
      return value
    } catch {
      // A full disk or an I/O error may have rolled it back already.
      if unsafe sqlite3_get_autocommit(handle) == 0 { _ = try? run("ROLLBACK") }
      throw error
    }
  }

  /// Lends every row to `use` until it answers false.
  private func step(_ sql: StaticString, _ values: [(any SQLBindable)?], use: (borrowing Row) throws -> Bool) throws {
    let statement = try start(sql, values)
    defer { putBack(statement) }
    while try next(of: statement) {
      guard try use(unsafe Row(of: statement.handle)) else { break }
    }
  }

  private func start(_ sql: StaticString, _ values: [(any SQLBindable)?]) throws(SQLError) -> Statement {
    if let lostWrite { throw lostWrite }
    let statement = try take(sql)
    do throws(CodeOnly) {
      try statement.bind(values)
      return statement
    } catch {
      let failure = self.error(error.code, sql: sql)
      putBack(statement)
      throw failure
    }
  }

  private func next(of statement: Statement) throws(SQLError) -> Bool {
    do throws(CodeOnly) {
      return try statement.step()
    } catch {
      throw self.error(error.code, sql: statement.sql)
    }
  }

  /// The same text can run inside the rows of a statement: then it is compiled once more.
  private func take(_ sql: StaticString) throws(SQLError) -> Statement {
    let known = statements[key(of: sql)]
    if let known, !known.isRunning {
      known.isRunning = true
      return known
    }
    do throws(CodeOnly) {
      let statement = unsafe try Statement(sql, database: handle)
      statement.isRunning = true
      if known == nil { statements[key(of: sql)] = statement }
      return statement
    } catch {
      throw self.error(error.code, sql: sql)
    }
  }

  private func putBack(_ statement: Statement) {
    statement.rewind()
    statement.isRunning = false
  }

  private func key(of sql: StaticString) -> UInt { unsafe UInt(bitPattern: sql.utf8Start) }
}
