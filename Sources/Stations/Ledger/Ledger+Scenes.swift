package import Production
import Store

extension Ledger {
  /// The coded scene of a key that is kept for a client; whether its content is still there is for the store to say.
  package func scene(_ key: Digest, of client: ClientName) throws -> Artifact? {
    try read { database in
      try database.first(
        "SELECT s.digest, s.size FROM scene_cache s JOIN clients c ON c.id = s.client_id WHERE c.name = ?1 AND s.key = ?2",
        client.text, key.bytes
      ) { Artifact(name: key.hex, digest: try Self.digest($0.blob(0)), size: $0.integer(1)) }
    }
  }

  /// Keeps a scene that was just coded.
  package func keep(scene: Artifact, as key: Digest, of client: ClientName, for job: JobName? = nil) throws {
    try write { database in
      let client = try clientID(client, database)
      try database.run(
        """
        INSERT INTO scene_cache (client_id, key, digest, size, used, job_id)
        VALUES (?1, ?2, ?3, ?4, ?5, (SELECT id FROM jobs WHERE name = ?6))
        ON CONFLICT DO UPDATE SET digest = excluded.digest, size = excluded.size, used = excluded.used, job_id = excluded.job_id
        """, client, key.bytes, scene.digest.bytes, scene.size, now.microseconds, job?.text)
      try made(scene.digest, for: job, database)
    }
  }

  /// These scenes were handed out.
  package func countUses(ofScenes keys: [Digest], of client: ClientName, for job: JobName? = nil) throws {
    try write { database in
      guard let client = try knownClientID(client, database) else { return }
      for key in keys {
        let scene = try database.first(
          "UPDATE scene_cache SET used = ?3 WHERE client_id = ?1 AND key = ?2 RETURNING digest", client, key.bytes,
          now.microseconds
        ) { try Self.digest($0.blob(0)) }
        if let scene { try made(scene, for: job, database) }
      }
    }
  }

  /// Forgets the scenes that nobody used since then, and of the others the longest unused beyond so many bytes. Answers with their contents;
  /// what else needs them is for `unneeded` to say.
  package func expireScenes(unusedSince oldest: Moment, atMost bytes: Int64) throws -> [Digest] {
    // Most often there is none, and nothing is written.
    let isDue = try read { database in
      try database.first("SELECT COALESCE(SUM(size), 0) > ?2 OR MIN(used) < ?1 FROM scene_cache", oldest.microseconds, bytes) {
        $0.integer(0) == 1
      }
    }
    guard isDue == true else { return [] }
    return try write { database in
      let gone = try database.rows(
        """
        DELETE FROM scene_cache WHERE (client_id, key) IN (
          SELECT client_id, key FROM (
            SELECT client_id, key, used, SUM(size) OVER (ORDER BY used DESC, client_id, key) AS total FROM scene_cache)
          WHERE total > ?2 OR used < ?1)
        RETURNING digest
        """, oldest.microseconds, bytes
      ) { try Self.digest($0.blob(0)) }
      try forgetMade(gone, database)
      return gone
    }
  }
}
