extension LedgerSchema {
  /// A batch is a job whose rows are jobs of their own.
  static let batches: StaticString = """
    ALTER TABLE jobs ADD COLUMN batch_id INTEGER REFERENCES jobs (id); -- the job that it is a row of
    ALTER TABLE jobs ADD COLUMN starts_at INTEGER; -- while it waits for the time at which somebody asked it to begin
    CREATE INDEX jobs_of_batch ON jobs (batch_id, state) WHERE batch_id IS NOT NULL;
    CREATE INDEX batches_open ON jobs (client_id, batch_id)
      WHERE batch_id IS NOT NULL AND state NOT IN ('completed', 'failed', 'quarantined', 'cancelled');

    DROP VIEW cards;
    CREATE VIEW cards AS -- a job in one line
      SELECT j.name AS name, c.name AS client, j.state, j.rank, j.version, j.created, j.changed, j.cost, j.note, j.id, j.client_id,
        j.next_stage, j.lease_id, j.gate, j.batch_id
      FROM jobs j JOIN clients c ON c.id = j.client_id;
    """

  /// Who approves a batch may have struck or mended rows of its list.
  static let approvedLists: StaticString = """
    ALTER TABLE approvals ADD COLUMN list_digest BLOB;
    """
}
