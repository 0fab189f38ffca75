extension LedgerSchema {
  /// What voices made of single lines, kept for a client's next videos, and what that saved.
  static let takes: StaticString = """
    CREATE TABLE voice_cache (
      client_id INTEGER NOT NULL REFERENCES clients (id),
      key BLOB NOT NULL, -- of what is said, and by which voice
      digest BLOB NOT NULL, -- of the sound
      size INTEGER NOT NULL CHECK (size > 0),
      engine TEXT NOT NULL,
      voice TEXT NOT NULL,
      characters INTEGER NOT NULL,
      cost INTEGER NOT NULL CHECK (cost >= 0), -- when it was made
      made INTEGER NOT NULL,
      used INTEGER NOT NULL, -- made, or handed out for the last time
      hits INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (client_id, key)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX voice_cache_by_use ON voice_cache (used);
    CREATE INDEX voice_cache_by_digest ON voice_cache (digest);

    CREATE TABLE voice_usage (
      client_id INTEGER NOT NULL REFERENCES clients (id),
      day TEXT NOT NULL, -- of UTC, as 2026-01-31
      engine TEXT NOT NULL,
      lines INTEGER NOT NULL DEFAULT 0, -- that were said
      characters INTEGER NOT NULL DEFAULT 0,
      cost INTEGER NOT NULL DEFAULT 0,
      hits INTEGER NOT NULL DEFAULT 0, -- lines that were not said again
      saved INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (client_id, day, engine)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX voice_usage_by_day ON voice_usage (day);
    """
}
