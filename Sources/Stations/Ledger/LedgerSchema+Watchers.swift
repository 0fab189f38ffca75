extension LedgerSchema {
  /// Who watched very often; and what is asked of hosted videos, without looking at all of them.
  static let watchers: StaticString = """
    CREATE TABLE view_watchers ( -- of viewers with many views: how many, of what and when, as they are in `views`
      client_id INTEGER NOT NULL REFERENCES clients (id),
      viewer INTEGER NOT NULL,
      subject INTEGER NOT NULL, -- a video, a group below zero, or 0 for all
      day INTEGER NOT NULL, -- of UTC since 1970; -1: all of them
      views INTEGER NOT NULL,
      PRIMARY KEY (client_id, viewer, subject, day)
    ) STRICT, WITHOUT ROWID;

    -- The page that a video was on; a site is what a demo is of.
    ALTER TABLE views RENAME COLUMN site TO referrer;
    UPDATE view_totals SET kind = 'referrer' WHERE kind = 'site';

    CREATE INDEX hosted_by_change ON hosted_videos (changed);
    CREATE INDEX hosted_bytes ON hosted_videos (client_id, host, bytes);
    """
}
