extension LedgerSchema {
  /// How far logs were read where they are written, and which of their views nobody was shown yet.
  static let followedLogs: StaticString = """
    CREATE TABLE log_places (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      client_id INTEGER NOT NULL REFERENCES clients (id),
      log TEXT NOT NULL, -- its name in the settings
      device INTEGER NOT NULL,
      inode INTEGER NOT NULL,
      head BLOB NOT NULL, -- the digest of the file's beginning, by which it is known under whatever name
      head_length INTEGER NOT NULL,
      place INTEGER NOT NULL, -- so many bytes are counted
      lines INTEGER NOT NULL,
      format TEXT NOT NULL,
      seen INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX log_places_of_log ON log_places (client_id, log);

    CREATE TABLE log_objects ( -- what was taken out of buckets
      client_id INTEGER NOT NULL REFERENCES clients (id),
      log TEXT NOT NULL,
      key TEXT NOT NULL,
      tag TEXT NOT NULL, -- another one: it is not what it was
      PRIMARY KEY (client_id, log, key)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE view_news ( -- videos of which reports do not tell everything yet
      client_id INTEGER NOT NULL REFERENCES clients (id),
      video TEXT NOT NULL,
      changed INTEGER NOT NULL,
      PRIMARY KEY (client_id, video)
    ) STRICT, WITHOUT ROWID;
    """
}
