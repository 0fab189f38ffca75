extension LedgerSchema {
  /// Sums of views for each day and each group of videos; who was told of by whom; by what viewers are told from each other.
  static let campaigns: StaticString = """
    ALTER TABLE views ADD COLUMN country TEXT NOT NULL DEFAULT ''; -- where the address was, as two letters

    CREATE TABLE view_groups ( -- their sums stand under their number below zero
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      client_id INTEGER NOT NULL REFERENCES clients (id),
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      changed INTEGER NOT NULL,
      UNIQUE (client_id, kind, name)
    ) STRICT;
    CREATE INDEX view_groups_by_change ON view_groups (client_id, changed);

    CREATE TABLE lead_videos ( -- whom a row's video was made for
      job_id INTEGER PRIMARY KEY REFERENCES jobs (id),
      lead_id INTEGER NOT NULL REFERENCES leads (id)
    ) STRICT;
    CREATE INDEX lead_videos_by_lead ON lead_videos (lead_id);

    CREATE TABLE view_salts (
      client_id INTEGER NOT NULL REFERENCES clients (id),
      day INTEGER NOT NULL, -- of UTC since 1970, of the lines of logs; -1: of all days
      salt BLOB NOT NULL, -- zeros: thrown away, and nobody of that day can be known again
      made INTEGER NOT NULL,
      PRIMARY KEY (client_id, day)
    ) STRICT, WITHOUT ROWID;

    -- What was counted until now was told by days.
    INSERT INTO view_salts (client_id, day, salt, made) SELECT DISTINCT client_id, 0, zeroblob(32), 0 FROM view_videos;

    DELETE FROM view_totals; -- they are counted anew, now for each day
    CREATE INDEX view_totals_of_days ON view_totals (client_id, day, video_id, amount)
      WHERE kind = 'tally' AND value = 'views' AND video_id > 0;
    """
}
