extension LedgerSchema {
  /// A person may be asked at three places, and a job may wait for money.
  static let gatesAndBudgets: StaticString = """
    ALTER TABLE jobs ADD COLUMN gate TEXT; -- what its review folder shows, or showed last
    ALTER TABLE jobs ADD COLUMN needs INTEGER NOT NULL DEFAULT 0; -- over budget: the most that the next step may cost
    ALTER TABLE approvals ADD COLUMN gate TEXT NOT NULL DEFAULT 'script';
    UPDATE jobs SET gate = 'script' WHERE state IN ('draft', 'held', 'approved');

    DROP VIEW cards;
    CREATE VIEW cards AS -- a job in one line
      SELECT j.name AS name, c.name AS client, j.state, j.rank, j.version, j.created, j.changed, j.cost, j.note, j.id, j.client_id,
        j.next_stage, j.lease_id, j.gate
      FROM jobs j JOIN clients c ON c.id = j.client_id;

    DROP INDEX jobs_later;
    CREATE INDEX jobs_later ON jobs (not_before) WHERE not_before > 0 AND lease_id IS NULL;
    CREATE INDEX calls_by_time ON calls (intended);
    """

  /// No call takes money back, and looking at what was spent does not pass over what cost nothing.
  static let soundCalls: StaticString = """
    CREATE TRIGGER calls_cost_something BEFORE INSERT ON calls WHEN new.cost < 0 BEGIN
      SELECT RAISE(ABORT, 'a call cannot cost less than nothing');
    END;
    CREATE TRIGGER calls_keep_costing BEFORE UPDATE OF cost ON calls WHEN new.cost < 0 BEGIN
      SELECT RAISE(ABORT, 'a call cannot cost less than nothing');
    END;
    DROP INDEX calls_by_time;
    CREATE INDEX calls_by_time ON calls (intended) WHERE cost > 0;
    """

  /// One drop may become several jobs, each about a topic of it.
  static let topics: StaticString = """
    ALTER TABLE drops ADD COLUMN split_from INTEGER REFERENCES jobs (id); -- the job that has the original; NULL: this one has it
    CREATE INDEX drops_split ON drops (split_from) WHERE split_from IS NOT NULL;
    """
}
