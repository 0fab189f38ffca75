package import Production
import Store

extension Ledger {
  /// How far the files of a log were read.
  package func logPlaces(of log: String, client: ClientName) throws -> [LogPlace] {
    try read { database in
      guard let client = try knownClientID(client, database) else { return [] }
      return try database.rows(
        """
        SELECT id, device, inode, head, head_length, place, lines, format FROM log_places
        WHERE client_id = ?1 AND log = ?2 ORDER BY id
        """, client, log
      ) { row in
        LogPlace(
          id: row.integer(0), device: UInt64(bitPattern: row.integer(1)), inode: UInt64(bitPattern: row.integer(2)),
          head: Digest(sha256: row.blob(3)), headLength: Int(row.integer(4)), offset: row.integer(5), lines: Int(row.integer(6)),
          format: row.text(7))
      }
    }
  }

  /// Puts in what a part of a followed log tells, and how far it is read with that: both or neither. Nil: more of this part comes.
  ///
  /// Where the log is also another client's (`isShared`), nobody can say whose a video is that no job has made: only the client's own jobs
  /// count, and all else is left out.
  package func count(
    _ fragments: [ViewFragment], of client: ClientName, log: String, isShared: Bool = false, upTo mark: LogMark?
  ) throws -> (change: ViewChange, place: LogPlace?) {
    try write { database in
      let client = try clientID(client, database)
      var counting = ViewCounting(client: client, at: now.microseconds, database)
      var isOwn: [String: Bool] = [:]
      for fragment in fragments {
        if isShared {
          let told = fragment.video
          let own =
            try isOwn[told] ?? (try Self.owner(ofVideo: try Self.name(ofVideo: told, database), database) == client)
          isOwn[told] = own
          guard own else {
            counting.change.others.insert(told)
            continue
          }
        }
        try counting.put(fragment)
      }
      try counting.writeSums()
      for video in counting.change.videos {
        try database.run(
          """
          INSERT INTO view_news (client_id, video, changed) VALUES (?1, ?2, ?3)
          ON CONFLICT DO UPDATE SET changed = excluded.changed
          """, client, video, now.microseconds)
      }
      switch mark {
      case .place(var place):
        place.id = try keep(place, of: log, client, database)
        return (counting.change, place)
      case .object(let object):
        try database.run(
          "INSERT OR REPLACE INTO log_objects (client_id, log, key, tag) VALUES (?1, ?2, ?3, ?4)", client, log, object.key,
          object.tag)
      case nil: break
      }
      return (counting.change, nil)
    }
  }

  private func keep(_ place: LogPlace, of log: String, _ client: Int64, _ database: Connection) throws -> Int64 {
    try database.run(
      """
      INSERT OR REPLACE INTO log_places (id, client_id, log, device, inode, head, head_length, place, lines, format, seen)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
      """, place.id, client, log, Int64(bitPattern: place.device), Int64(bitPattern: place.inode), place.head.bytes,
      place.headLength, place.offset, place.lines, place.format, now.microseconds)
    return place.id ?? database.lastID
  }

  /// These files of a log are still there. Those that nobody has seen since then are forgotten.
  package func sawLogs(_ ids: [Int64], of log: String, client: ClientName, forgetting oldest: Moment) throws {
    try write { database in
      guard let client = try knownClientID(client, database) else { return }
      for id in ids { try database.run("UPDATE log_places SET seen = ?2 WHERE id = ?1", id, now.microseconds) }
      try database.run(
        "DELETE FROM log_places WHERE client_id = ?1 AND log = ?2 AND seen < ?3", client, log, oldest.microseconds)
    }
  }

  /// Those that were not taken yet, or are not what they were then.
  package func newLogObjects(among objects: [LogObject], of log: String, client: ClientName) throws -> [LogObject] {
    try read { database in
      guard let client = try knownClientID(client, database) else { return objects }
      return try objects.filter { object in
        try database.first(
          "SELECT 1 FROM log_objects WHERE client_id = ?1 AND log = ?2 AND key = ?3 AND tag = ?4", client, log, object.key,
          object.tag
        ) { _ in true } == nil
      }
    }
  }

  /// Keys are in the order of days: what was there before the first one is not there any more.
  package func forgetLogObjects(before key: String, of log: String, client: ClientName) throws {
    try write { database in
      guard let client = try knownClientID(client, database) else { return }
      try database.run("DELETE FROM log_objects WHERE client_id = ?1 AND log = ?2 AND key < ?3", client, log, key)
    }
  }

  /// Videos of which followed logs told something that reports do not say yet, and when this was asked.
  package func viewNews(of client: ClientName) throws -> (videos: [String], at: Moment) {
    try read { database in
      guard let client = try knownClientID(client, database) else { return ([], now) }
      return (try database.rows("SELECT video FROM view_news WHERE client_id = ?1", client) { $0.text(0) }, now)
    }
  }

  /// Reports tell of everything that was known then.
  package func showedViews(of client: ClientName, at moment: Moment) throws {
    try write { database in
      guard let client = try knownClientID(client, database) else { return }
      try database.run("DELETE FROM view_news WHERE client_id = ?1 AND changed <= ?2", client, moment.microseconds)
    }
  }
}
