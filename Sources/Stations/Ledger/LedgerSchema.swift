package import Store

/// The tables of the ledger. Times are microseconds of UTC and only for people; order is by id. Money is millionths of a dollar.
/// Digests are 32 bytes. What a person wrote or is called stands in columns that can be emptied; the chain holds its digest.
package enum LedgerSchema {
  /// Only ever added to at the end; a published script is never edited.
  package static let migrations = [
    Migration("intake", intake),
    Migration("work", work),
    Migration("review-and-money", reviewAndMoney),
    Migration("chain", chain),
    Migration("totals", totals),
    Migration("parts", parts),
    Migration("gates-and-budgets", LedgerSchema.gatesAndBudgets),
    Migration("topics", LedgerSchema.topics),
    Migration("leads", LedgerSchema.leads),
    Migration("sound-calls", LedgerSchema.soundCalls),
    Migration("takes", LedgerSchema.takes),
    Migration("scenes", LedgerSchema.scenes),
    Migration("batches", LedgerSchema.batches),
    Migration("approved-lists", LedgerSchema.approvedLists),
    Migration("views", LedgerSchema.views),
    Migration("view-places", LedgerSchema.viewPlaces),
    Migration("hosting", LedgerSchema.hosting),
    Migration("campaigns", LedgerSchema.campaigns),
    Migration("costs", LedgerSchema.costs),
    Migration("removals", LedgerSchema.removals),
    Migration("work-aside", LedgerSchema.workAside),
    Migration("sites", LedgerSchema.sites),
    Migration("followed-logs", LedgerSchema.followedLogs),
    Migration("projects", LedgerSchema.projects),
    Migration("struck-files", LedgerSchema.struckFiles),
    Migration("watchers", LedgerSchema.watchers),
    Migration("made-for", LedgerSchema.madeFor),
  ]

  private static let intake: StaticString = """
    CREATE TABLE clients (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      served INTEGER NOT NULL DEFAULT 0 -- the last lease that it was given: who waited longest comes first
    ) STRICT;

    CREATE TABLE drops (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      client_id INTEGER NOT NULL REFERENCES clients (id),
      path BLOB NOT NULL, -- below inbox/, names joined by a slash
      device INTEGER NOT NULL,
      inode INTEGER NOT NULL,
      size INTEGER NOT NULL,
      modified INTEGER NOT NULL,
      digest BLOB NOT NULL,
      kind TEXT, -- NULL: refused, and `why` says why
      rank INTEGER NOT NULL, -- of its priority
      settings TEXT,
      settings_digest BLOB, -- of what the result depends on
      state TEXT NOT NULL CHECK (state IN ('claiming', 'taken', 'refused', 'withdrawn')),
      why TEXT,
      job_id INTEGER REFERENCES jobs (id),
      at INTEGER NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX drops_claiming ON drops (client_id, device, inode, path) WHERE state = 'claiming';
    CREATE INDEX drops_taken ON drops (client_id, digest) WHERE job_id IS NOT NULL;
    """

  private static let work: StaticString = """
    CREATE TABLE jobs (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL UNIQUE,
      client_id INTEGER NOT NULL REFERENCES clients (id),
      drop_id INTEGER NOT NULL REFERENCES drops (id),
      state TEXT NOT NULL,
      next_stage TEXT, -- what is to be done next, or is being done; NULL: it waits for a person, or rests
      stopped_at TEXT, -- where a new try begins
      not_before INTEGER NOT NULL DEFAULT 0,
      lease_id INTEGER, -- who is at it now
      rank INTEGER NOT NULL,
      version INTEGER NOT NULL DEFAULT 1, -- of the script
      pointer_to INTEGER REFERENCES jobs (id),
      cost INTEGER NOT NULL DEFAULT 0,
      note TEXT,
      created INTEGER NOT NULL,
      changed INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX jobs_ready ON jobs (client_id, rank, next_stage, id) WHERE next_stage IS NOT NULL AND lease_id IS NULL;
    CREATE INDEX jobs_later ON jobs (not_before) WHERE not_before > 0 AND next_stage IS NOT NULL AND lease_id IS NULL;
    CREATE INDEX jobs_by_state ON jobs (client_id, state, changed);

    CREATE VIEW cards AS -- a job in one line
      SELECT j.name AS name, c.name AS client, j.state, j.rank, j.version, j.created, j.changed, j.cost, j.note, j.id, j.client_id,
        j.next_stage, j.lease_id
      FROM jobs j JOIN clients c ON c.id = j.client_id;

    CREATE TABLE stages ( -- one row a try: a lease, and how it ended
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      job_id INTEGER NOT NULL REFERENCES jobs (id),
      stage TEXT NOT NULL,
      version INTEGER NOT NULL,
      attempt INTEGER NOT NULL,
      state_before TEXT NOT NULL,
      leased INTEGER NOT NULL,
      ended INTEGER,
      outcome TEXT CHECK (outcome IN ('done', 'input', 'passing', 'crash', 'restart', 'abandoned', 'cancelled')),
      counts INTEGER NOT NULL DEFAULT 1, -- 0 once a person asked to try again
      input_digest BLOB,
      facts TEXT,
      failure TEXT,
      CHECK ((ended IS NULL) = (outcome IS NULL))
    ) STRICT;
    CREATE INDEX stages_of_job ON stages (job_id, stage);
    CREATE INDEX stages_open ON stages (id) WHERE ended IS NULL;
    CREATE INDEX stages_by_input ON stages (stage, input_digest) WHERE outcome = 'done';

    CREATE TABLE artifacts (
      stage_id INTEGER NOT NULL REFERENCES stages (id),
      place INTEGER NOT NULL,
      name TEXT NOT NULL,
      digest BLOB NOT NULL,
      size INTEGER NOT NULL,
      PRIMARY KEY (stage_id, place)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE outputs (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      job_id INTEGER NOT NULL REFERENCES jobs (id),
      name TEXT NOT NULL,
      digest BLOB NOT NULL,
      size INTEGER NOT NULL,
      UNIQUE (job_id, name)
    ) STRICT;
    """

  private static let reviewAndMoney: StaticString = """
    CREATE TABLE scripts (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      job_id INTEGER NOT NULL REFERENCES jobs (id),
      version INTEGER NOT NULL,
      text_digest BLOB NOT NULL,
      estimate INTEGER NOT NULL,
      length INTEGER NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX scripts_of_job ON scripts (job_id, version);

    CREATE TABLE approvals (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      job_id INTEGER NOT NULL REFERENCES jobs (id),
      decision TEXT NOT NULL,
      version INTEGER NOT NULL,
      text_digest BLOB,
      at INTEGER NOT NULL,
      person TEXT, -- with notes and salt, emptied when a person is erased
      notes TEXT,
      salt BLOB,
      words_digest BLOB NOT NULL,
      after_stage INTEGER NOT NULL, -- the last try before it: once there is a later one, it cannot be undone
      undone INTEGER
    ) STRICT;
    CREATE INDEX approvals_of_job ON approvals (job_id);

    CREATE TABLE calls (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      job_id INTEGER NOT NULL REFERENCES jobs (id),
      client_id INTEGER NOT NULL REFERENCES clients (id),
      stage_id INTEGER NOT NULL REFERENCES stages (id),
      key TEXT NOT NULL,
      provider TEXT NOT NULL,
      cost INTEGER NOT NULL, -- until the real one is known, the most that it may be
      state TEXT NOT NULL CHECK (state IN ('intended', 'charged', 'perhaps charged', 'settled')),
      intended INTEGER NOT NULL,
      ended INTEGER,
      answer_name TEXT,
      answer_digest BLOB,
      answer_size INTEGER
    ) STRICT;
    CREATE INDEX calls_by_key ON calls (client_id, key);
    CREATE INDEX calls_of_stage ON calls (stage_id);
    CREATE INDEX calls_open ON calls (job_id) WHERE state IN ('intended', 'perhaps charged');
    """

  private static let chain: StaticString = """
    CREATE TABLE events (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      at INTEGER NOT NULL,
      job_id INTEGER REFERENCES jobs (id),
      kind TEXT NOT NULL,
      state TEXT, -- of the job, after it
      body TEXT, -- with salt, emptied when a person is erased
      salt BLOB,
      body_digest BLOB NOT NULL,
      record TEXT, -- the row of another table that it vouches for
      record_id INTEGER,
      record_digest BLOB,
      digest BLOB NOT NULL -- of all that stands before, and of the digest of the event before
    ) STRICT;
    CREATE INDEX events_of_job ON events (job_id, sequence);
    CREATE INDEX events_of_record ON events (record, record_id, sequence) WHERE record IS NOT NULL;
    """

  /// Kept by triggers, so that no path can forget them.
  private static let totals: StaticString = """
    CREATE TABLE job_totals (
      client_id INTEGER NOT NULL REFERENCES clients (id),
      state TEXT NOT NULL,
      jobs INTEGER NOT NULL,
      PRIMARY KEY (client_id, state)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE cost_totals (
      client_id INTEGER NOT NULL REFERENCES clients (id),
      month TEXT NOT NULL,
      cost INTEGER NOT NULL,
      PRIMARY KEY (client_id, month)
    ) STRICT, WITHOUT ROWID;

    CREATE TRIGGER jobs_added AFTER INSERT ON jobs BEGIN
      INSERT INTO job_totals VALUES (new.client_id, new.state, 1)
        ON CONFLICT DO UPDATE SET jobs = jobs + 1;
    END;
    CREATE TRIGGER jobs_moved AFTER UPDATE OF state ON jobs WHEN old.state <> new.state BEGIN
      UPDATE job_totals SET jobs = jobs - 1 WHERE client_id = old.client_id AND state = old.state;
      INSERT INTO job_totals VALUES (new.client_id, new.state, 1)
        ON CONFLICT DO UPDATE SET jobs = jobs + 1;
    END;
    CREATE TRIGGER calls_added AFTER INSERT ON calls BEGIN
      UPDATE jobs SET cost = cost + new.cost WHERE id = new.job_id;
      INSERT INTO cost_totals VALUES (new.client_id, strftime('%Y-%m', new.intended / 1000000, 'unixepoch'), new.cost)
        ON CONFLICT DO UPDATE SET cost = cost + excluded.cost;
    END;
    CREATE TRIGGER calls_priced AFTER UPDATE OF cost ON calls WHEN old.cost <> new.cost BEGIN
      UPDATE jobs SET cost = cost + new.cost - old.cost WHERE id = new.job_id;
      UPDATE cost_totals SET cost = cost + new.cost - old.cost
        WHERE client_id = new.client_id AND month = strftime('%Y-%m', new.intended / 1000000, 'unixepoch');
    END;
    """

  /// The files of a drop that consists of several. The digest of such a drop is over them, so whoever vouches for it vouches for them.
  private static let parts: StaticString = """
    ALTER TABLE drops ADD COLUMN shape TEXT NOT NULL DEFAULT 'file' CHECK (shape IN ('file', 'folder', 'group'));
    CREATE TABLE drop_parts (
      drop_id INTEGER NOT NULL REFERENCES drops (id),
      place INTEGER NOT NULL,
      path BLOB NOT NULL, -- below the folder, or beside the group's other files
      device INTEGER NOT NULL,
      inode INTEGER NOT NULL,
      size INTEGER NOT NULL,
      modified INTEGER NOT NULL,
      digest BLOB NOT NULL,
      PRIMARY KEY (drop_id, place)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX drop_parts_by_digest ON drop_parts (digest);
    """
}
