extension LedgerSchema {
  /// Who watched what, as logs tell it, and its sums. No address and no name of a viewer stands here, only digests of a day.
  static let views: StaticString = """
    CREATE TABLE view_keys (
      client_id INTEGER PRIMARY KEY REFERENCES clients (id),
      key BLOB NOT NULL -- of the digests by which viewers are told from each other
    ) STRICT;

    CREATE TABLE view_videos (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      client_id INTEGER NOT NULL REFERENCES clients (id),
      name TEXT NOT NULL, -- in its address
      UNIQUE (client_id, name)
    ) STRICT;

    CREATE TABLE views (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      video_id INTEGER NOT NULL REFERENCES view_videos (id),
      page INTEGER, -- the view's own number; NULL: only the bytes that were sent tell of it
      viewer INTEGER NOT NULL,
      began INTEGER NOT NULL,
      ended INTEGER NOT NULL,
      marks INTEGER NOT NULL, -- what happened in it: bits
      waits INTEGER NOT NULL, -- the seconds in which it waited: bits
      parts INTEGER NOT NULL, -- the 64ths of the file that were sent: bits
      file TEXT NOT NULL,
      size INTEGER NOT NULL,
      bytes INTEGER NOT NULL, -- sent without a word of which
      device TEXT NOT NULL,
      browser TEXT NOT NULL,
      site TEXT NOT NULL,
      source TEXT NOT NULL,
      medium TEXT NOT NULL,
      campaign TEXT NOT NULL,
      quality TEXT NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX views_by_page ON views (video_id, page) WHERE page IS NOT NULL;
    CREATE INDEX views_by_viewer ON views (viewer, video_id, ended);

    CREATE TABLE view_lines ( -- requests whose bytes are counted
      line INTEGER PRIMARY KEY
    ) STRICT;

    CREATE TABLE view_totals (
      client_id INTEGER NOT NULL REFERENCES clients (id),
      video_id INTEGER NOT NULL, -- 0: all of them
      day TEXT NOT NULL, -- of UTC, as 2026-01-31; empty: all of them
      kind TEXT NOT NULL,
      value TEXT NOT NULL,
      amount INTEGER NOT NULL,
      PRIMARY KEY (client_id, video_id, day, kind, value)
    ) STRICT, WITHOUT ROWID;
    """

  static let viewPlaces: StaticString = """
    ALTER TABLE views ADD COLUMN place INTEGER NOT NULL DEFAULT 0; -- of the address alone; 0: not known
    CREATE INDEX views_by_place ON views (place, video_id);
    """
}
