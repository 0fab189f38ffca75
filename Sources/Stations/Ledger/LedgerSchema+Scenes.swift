extension LedgerSchema {
  /// Coded scenes of films, kept for a client's next films.
  static let scenes: StaticString = """
    CREATE TABLE scene_cache (
      client_id INTEGER NOT NULL REFERENCES clients (id),
      key BLOB NOT NULL, -- of all that is seen, and how it is coded
      digest BLOB NOT NULL, -- of the coded scene
      size INTEGER NOT NULL CHECK (size > 0),
      used INTEGER NOT NULL, -- made, or handed out for the last time
      PRIMARY KEY (client_id, key)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX scene_cache_by_use ON scene_cache (used);
    CREATE INDEX scene_cache_by_digest ON scene_cache (digest);
    """
}
