extension Connection {
  /// What SQLite itself finds wrong: damaged pages, indexes that do not match their tables, rows that break their table's rules, and
  /// references to rows that are not there. Empty when all is well. It reads the whole file.
  package func integrityProblems() throws -> [String] {
    var problems = try rows("PRAGMA integrity_check(100)") { $0.text(0) }.filter { $0 != "ok" }
    problems += try rows("PRAGMA foreign_key_check") { row in
      "Row \(row.integer(1)) of \(row.text(0)) refers to a row of \(row.text(2)) that is not there."
    }
    return problems
  }
}
