package import Production
import Store

extension Ledger {
  /// The take of a key that is kept for a client; whether its content is still there is for the store to say.
  package func take(_ key: Digest, of client: ClientName) throws -> Artifact? {
    try read { database in
      try database.first(
        "SELECT v.digest, v.size FROM voice_cache v JOIN clients c ON c.id = v.client_id WHERE c.name = ?1 AND v.key = ?2",
        client.text, key.bytes
      ) { Artifact(name: key.hex, digest: try Self.digest($0.blob(0)), size: $0.integer(1)) }
    }
  }

  /// Keeps what a voice has just said, and counts it as said.
  package func keep(
    _ take: Artifact, as key: Digest, _ label: TakeLabel, of client: ClientName, for job: JobName? = nil
  ) throws {
    try write { database in
      let client = try clientID(client, database)
      try database.run(
        """
        INSERT INTO voice_cache (client_id, key, digest, size, engine, voice, characters, cost, made, used, job_id)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9, (SELECT id FROM jobs WHERE name = ?10))
        ON CONFLICT DO UPDATE SET digest = excluded.digest, size = excluded.size, engine = excluded.engine, voice = excluded.voice,
          characters = excluded.characters, cost = excluded.cost, made = excluded.made, used = excluded.used,
          job_id = excluded.job_id
        """, client, key.bytes, take.digest.bytes, take.size, label.engine, label.voice, label.characters,
        label.cost.microDollars, now.microseconds, job?.text)
      try made(take.digest, for: job, database)
      try database.run(
        """
        INSERT INTO voice_usage (client_id, day, engine, lines, characters, cost)
        VALUES (?1, strftime('%Y-%m-%d', ?2 / 1000000, 'unixepoch'), ?3, 1, ?4, ?5)
        ON CONFLICT DO UPDATE SET lines = lines + 1, characters = characters + excluded.characters, cost = cost + excluded.cost
        """, client, now.microseconds, label.engine, label.characters, label.cost.microDollars)
    }
  }

  /// These takes were handed out: lines that were not said, and not paid for, again.
  package func countHits(_ keys: [Digest], of client: ClientName, for job: JobName? = nil) throws {
    try write { database in
      guard let client = try knownClientID(client, database) else { return }
      for key in keys {
        let take = try database.first(
          """
          UPDATE voice_cache SET used = ?3, hits = hits + 1 WHERE client_id = ?1 AND key = ?2 RETURNING engine, cost, digest
          """, client, key.bytes, now.microseconds
        ) { (engine: $0.text(0), cost: $0.integer(1), digest: try Self.digest($0.blob(2))) }
        guard let take else { continue }
        try made(take.digest, for: job, database)
        try database.run(
          """
          INSERT INTO voice_usage (client_id, day, engine, hits, saved)
          VALUES (?1, strftime('%Y-%m-%d', ?2 / 1000000, 'unixepoch'), ?3, 1, ?4)
          ON CONFLICT DO UPDATE SET hits = hits + 1, saved = saved + excluded.saved
          """, client, now.microseconds, take.engine, take.cost)
      }
    }
  }

  /// What voices said in the newest days, the newest first; of one client, or of all.
  package func voiceUsage(of client: ClientName?, limit: Int) throws -> [VoiceUsage] {
    try read { database in
      try database.rows(
        """
        SELECT u.day, c.name, u.engine, u.lines, u.characters, u.cost, u.hits, u.saved
        FROM voice_usage u JOIN clients c ON c.id = u.client_id WHERE ?1 IS NULL OR c.name = ?1
        ORDER BY u.day DESC, c.name, u.engine LIMIT ?2
        """, client?.text, limit
      ) { row in
        VoiceUsage(
          day: row.text(0), client: try Self.client(row.text(1)), engine: row.text(2), lines: Int(row.integer(3)),
          characters: Int(row.integer(4)), cost: Money(microDollars: row.integer(5)), hits: Int(row.integer(6)),
          saved: Money(microDollars: row.integer(7)))
      }
    }
  }

  /// Forgets the takes that nobody used since then, and of the others the longest unused beyond so many bytes. Answers with their
  /// contents; what else needs them is for `unneeded` to say.
  package func expireTakes(unusedSince oldest: Moment, atMost bytes: Int64) throws -> [Digest] {
    // Most often there is none, and nothing is written.
    let isDue = try read { database in
      try database.first("SELECT COALESCE(SUM(size), 0) > ?2 OR MIN(used) < ?1 FROM voice_cache", oldest.microseconds, bytes) {
        $0.integer(0) == 1
      }
    }
    guard isDue == true else { return [] }
    return try write { database in
      let unused = try database.rows("DELETE FROM voice_cache WHERE used < ?1 RETURNING digest", oldest.microseconds) {
        try Self.digest($0.blob(0))
      }
      let beyond = try database.rows(
        """
        DELETE FROM voice_cache WHERE (client_id, key) IN (
          SELECT client_id, key FROM (SELECT client_id, key, SUM(size) OVER (ORDER BY used DESC, client_id, key) AS total FROM voice_cache)
          WHERE total > ?1)
        RETURNING digest
        """, bytes
      ) { try Self.digest($0.blob(0)) }
      try forgetMade(unused + beyond, database)
      return unused + beyond
    }
  }
}
