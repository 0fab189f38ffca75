package import Production
import Store

/// The salts by which viewers are told from each other: one for each day that logs tell of, or one for all. An address is only ever digested
/// with such a salt, and once that is gone, nobody can find out any more whose a digest was.
extension Ledger {
  /// The salt of a day's lines, in days of UTC since 1970, or of all days (nil); made when it is first asked for. Nil where it was
  /// thrown away.
  package func viewSalt(of client: ClientName, day: Int64?) throws -> [UInt8]? {
    try write { database in
      let client = try clientID(client, database)
      let day = day ?? Self.allDays
      let known = try database.first("SELECT salt FROM view_salts WHERE client_id = ?1 AND day = ?2", client, day) { $0.blob(0) }
      // A salt of all days may begin anew.
      if let known, !Self.isGone(known) || day >= 0 { return Self.isGone(known) ? nil : known }
      let count = try database.first("SELECT count(*) FROM view_salts WHERE client_id = ?1", client) { $0.integer(0) } ?? 0
      // No log is as old; one that names every day there ever was is somebody's play.
      if count > Self.mostDays { return nil }
      var random = SystemRandomNumberGenerator()
      let salt = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
      // A view that goes on over midnight asks for the next day's; that one lives as long as any other.
      let made = max(now.microseconds, day * 86_400_000_000)
      try database.run(
        "INSERT OR REPLACE INTO view_salts (client_id, day, salt, made) VALUES (?1, ?2, ?3, ?4)", client, day, salt, made)
      return salt
    }
  }

  /// Throws the salts of days away that were made before; and, where viewers are not to be known again, those of all days. They are written
  /// over where they stand. Answers how many.
  package func expireViewSalts(madeBefore oldest: Moment, lasting: Bool) throws -> Int {
    try write { database in
      try database.run(
        """
        UPDATE view_salts SET salt = zeroblob(32)
        WHERE salt <> zeroblob(32) AND CASE WHEN day >= 0 THEN made < ?1 ELSE ?2 END
        """, oldest.microseconds, !lasting)
    }
  }

  /// Whether no viewer was ever told by the salt of a day alone.
  func knowsViewersAgain(_ client: Int64, _ database: Connection) throws -> Bool {
    try database.first(
      """
      SELECT EXISTS (SELECT 1 FROM view_salts WHERE client_id = ?1 AND day = -1)
        AND NOT EXISTS (SELECT 1 FROM view_salts WHERE client_id = ?1 AND day >= 0)
      """, client
    ) { $0.integer(0) == 1 } ?? false
  }

  /// Whether there is a salt of all days: who has it could try addresses against the digests.
  func keepsViewSalt(_ client: Int64, _ database: Connection) throws -> Bool {
    try database.first(
      "SELECT EXISTS (SELECT 1 FROM view_salts WHERE client_id = ?1 AND day = ?2 AND salt <> zeroblob(32))", client, Self.allDays
    ) { $0.integer(0) == 1 } ?? false
  }

  private static let allDays: Int64 = -1
  private static let mostDays = 20_000
  private static func isGone(_ salt: [UInt8]) -> Bool { salt.allSatisfy { $0 == 0 } }
}
