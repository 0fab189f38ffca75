extension LedgerSchema {
  /// Where finished videos lie for others to see.
  static let hosting: StaticString = """
    CREATE TABLE hosted_videos (
      job_id INTEGER PRIMARY KEY REFERENCES jobs (id),
      client_id INTEGER NOT NULL REFERENCES clients (id),
      state TEXT NOT NULL,
      task TEXT, -- what is to be done next
      due INTEGER NOT NULL, -- and from when on
      host TEXT,
      bytes INTEGER NOT NULL, -- that lie there, or are on their way
      expires INTEGER,
      video TEXT NOT NULL, -- all that is known of it, as JSON
      changed INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX hosted_due ON hosted_videos (due) WHERE task IS NOT NULL;
    CREATE INDEX hosted_expiring ON hosted_videos (expires) WHERE expires IS NOT NULL AND state IN ('ready', 'processing');
    CREATE INDEX hosted_of_client ON hosted_videos (client_id, changed);
    """
}
