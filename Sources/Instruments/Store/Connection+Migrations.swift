extension Connection {
  /// Applies the migrations that the database does not have yet, in order, all or none. When it held something already, a backup
  /// named after the first of them is made beside it before: `ledger.sqlite` becomes `ledger-before-NAME.sqlite`.
  package func migrate(_ migrations: [Migration], at now: Int64) throws {
    let applied = try appliedMigrations()
    for (place, name) in applied.enumerated() where place >= migrations.count || migrations[place].name != name {
      throw MigrationError.newer(path: path, migration: name)
    }
    let missing = migrations.dropFirst(applied.count)
    guard let first = missing.first else { return }
    if !applied.isEmpty { try backup(to: backupPath(before: first)) }
    try transaction {
      try execute(
        """
        CREATE TABLE IF NOT EXISTS migrations (position INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, at INTEGER NOT NULL) STRICT
        """)
      for migration in missing {
        try execute(migration.script)
        try run("INSERT INTO migrations (name, at) VALUES (?1, ?2)", migration.name, now)
      }
    }
  }

  /// The names of the migrations that the database has, in order.
  private func appliedMigrations() throws -> [String] {
    let tables = try rows("SELECT name FROM sqlite_schema WHERE type = 'table'") { $0.text(0) }
    if tables.contains("migrations") { return try rows("SELECT name FROM migrations ORDER BY position") { $0.text(0) } }
    guard tables.isEmpty else { throw MigrationError.foreign(path: path) }
    return []
  }

  private func backupPath(before migration: Migration) -> String {
    let ending = ".sqlite"
    let stem = path.hasSuffix(ending) ? String(path.dropLast(ending.count)) : path
    return "\(stem)-before-\(migration.name)\(ending)"
  }
}
