extension LedgerSchema {
  /// What is to be taken away, until it is gone.
  static let removals: StaticString = """
    CREATE TABLE removals (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      job_id INTEGER NOT NULL REFERENCES jobs (id),
      kind TEXT NOT NULL CHECK (kind IN ('job', 'going', 'row', 'job and words', 'person')),
      due INTEGER NOT NULL,
      shown INTEGER NOT NULL DEFAULT 0, -- people were told of it
      asked_by TEXT NOT NULL,
      about TEXT -- the person, as JSON: they are forgotten when this row is
    ) STRICT;
    CREATE UNIQUE INDEX removals_of_job ON removals (job_id) WHERE kind <> 'person';
    CREATE INDEX removals_due ON removals (due);

    DROP INDEX batches_open;
    CREATE INDEX batches_open ON jobs (client_id, batch_id)
      WHERE batch_id IS NOT NULL AND state NOT IN ('completed', 'failed', 'quarantined', 'cancelled', 'deleted');
    CREATE INDEX artifacts_by_digest ON artifacts (digest);
    CREATE INDEX drops_by_digest ON drops (digest);
    CREATE INDEX approvals_by_text ON approvals (text_digest);
    CREATE INDEX scripts_by_text ON scripts (text_digest);
    CREATE INDEX calls_by_answer ON calls (answer_digest) WHERE answer_digest IS NOT NULL;
    CREATE INDEX lead_mentions_forgotten ON lead_mentions (drop_id, line) WHERE said IS NULL;

    -- For whom it was made, until something else asks for it.
    ALTER TABLE voice_cache ADD COLUMN job_id INTEGER REFERENCES jobs (id);
    ALTER TABLE scene_cache ADD COLUMN job_id INTEGER REFERENCES jobs (id);
    CREATE INDEX voice_cache_by_job ON voice_cache (job_id) WHERE job_id IS NOT NULL;
    CREATE INDEX scene_cache_by_job ON scene_cache (job_id) WHERE job_id IS NOT NULL;
    """

  static let struckFiles: StaticString = """
    CREATE TABLE struck_files ( -- lists out of which somebody's row was taken, as they lie since
      job_id INTEGER NOT NULL REFERENCES jobs (id),
      name TEXT NOT NULL, -- as it was dropped
      digest BLOB NOT NULL,
      size INTEGER NOT NULL,
      PRIMARY KEY (job_id, name)
    ) STRICT, WITHOUT ROWID;
    """
}
