extension LedgerSchema {
  /// What is to be taken away, until it is gone.
  static let removals: StaticString = """
    CREATE TABLE removals (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      job_id INTEGER NOT NULL REFERENCES jobs (id),
      kind TEXT NOT NULL CHECK (kind IN ('job', 'row', 'job and words', 'person')),
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
    """
}
