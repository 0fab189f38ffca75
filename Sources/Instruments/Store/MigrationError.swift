/// Why a database's schema could not be brought to what this program needs.
package enum MigrationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The database has a migration that this program does not know.
  case newer(path: String, migration: String)
  /// It is some other program's database.
  case foreign(path: String)

  package var description: String {
    switch self {
    case .newer(let path, let migration):
      "The database \(path) was written by a newer version of this program (it has \"\(migration)\"). "
        + "Start that version again, or restore a backup that was made before the upgrade."
    case .foreign(let path):
      "The database \(path) belongs to another program. Move it away, or give another folder."
    }
  }
}
