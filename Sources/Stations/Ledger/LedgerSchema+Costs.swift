extension LedgerSchema {
  /// What was used, by whom, on which day. Triggers keep what follows from calls and tries, so that no path can forget it.
  static let costs: StaticString = """
    CREATE TABLE usage (
      client_id INTEGER NOT NULL REFERENCES clients (id),
      day TEXT NOT NULL, -- of UTC, as 2026-01-31
      kind TEXT NOT NULL, -- script, voice, other: paid by call; compute, storage: the house's own
      provider TEXT NOT NULL, -- who was paid, or which stage worked
      job_id INTEGER NOT NULL REFERENCES jobs (id),
      amount INTEGER NOT NULL, -- calls, microseconds of a processor, bytes that came
      cost INTEGER NOT NULL, -- what was paid by call
      PRIMARY KEY (client_id, day, kind, provider, job_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE performance ( -- how tries and calls ended
      client_id INTEGER NOT NULL REFERENCES clients (id),
      day TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('stage', 'provider')),
      name TEXT NOT NULL,
      outcome TEXT NOT NULL CHECK (outcome IN ('good', 'bad')),
      amount INTEGER NOT NULL,
      time INTEGER NOT NULL, -- microseconds
      PRIMARY KEY (client_id, day, kind, name, outcome)
    ) STRICT, WITHOUT ROWID;

    CREATE TRIGGER calls_used AFTER INSERT ON calls BEGIN
      INSERT INTO usage SELECT new.client_id, date(new.intended / 1000000, 'unixepoch'),
          CASE stage WHEN 'consult' THEN 'script' WHEN 'speak' THEN 'voice' ELSE 'other' END, new.provider, new.job_id, 1, new.cost
        FROM stages WHERE id = new.stage_id
        ON CONFLICT DO UPDATE SET amount = amount + 1, cost = cost + excluded.cost;
    END;
    CREATE TRIGGER calls_used_otherwise AFTER UPDATE OF cost ON calls WHEN old.cost <> new.cost BEGIN
      UPDATE usage SET cost = cost + new.cost - old.cost
        WHERE client_id = new.client_id AND day = date(new.intended / 1000000, 'unixepoch') AND provider = new.provider
          AND job_id = new.job_id AND kind IN ('script', 'voice', 'other')
          AND kind = (SELECT CASE stage WHEN 'consult' THEN 'script' WHEN 'speak' THEN 'voice' ELSE 'other' END
            FROM stages WHERE id = old.stage_id);
    END;
    CREATE TRIGGER calls_ended AFTER UPDATE OF state ON calls WHEN old.state = 'intended' AND new.ended IS NOT NULL BEGIN
      INSERT INTO performance VALUES (new.client_id, date(new.ended / 1000000, 'unixepoch'), 'provider', new.provider,
          CASE new.state WHEN 'charged' THEN 'good' ELSE 'bad' END, 1, max(0, new.ended - new.intended))
        ON CONFLICT DO UPDATE SET amount = amount + 1, time = time + excluded.time;
    END;
    CREATE TRIGGER stages_ended AFTER UPDATE OF ended ON stages
      WHEN old.ended IS NULL AND new.outcome IN ('done', 'input', 'passing', 'crash') BEGIN
      INSERT INTO performance SELECT client_id, date(new.ended / 1000000, 'unixepoch'), 'stage', new.stage,
          CASE new.outcome WHEN 'done' THEN 'good' ELSE 'bad' END, 1, max(0, new.ended - new.leased) FROM jobs WHERE id = new.job_id
        ON CONFLICT DO UPDATE SET amount = amount + 1, time = time + excluded.time;
    END;

    -- What was so far.
    INSERT INTO usage SELECT c.client_id, date(c.intended / 1000000, 'unixepoch'),
        CASE s.stage WHEN 'consult' THEN 'script' WHEN 'speak' THEN 'voice' ELSE 'other' END, c.provider, c.job_id, count(*), sum(c.cost)
      FROM calls c JOIN stages s ON s.id = c.stage_id GROUP BY 1, 2, 3, 4, 5;
    INSERT INTO usage SELECT j.client_id, date(j.changed / 1000000, 'unixepoch'), 'storage', '', j.id, sum(o.size), 0
      FROM outputs o JOIN jobs j ON j.id = o.job_id GROUP BY j.id;
    INSERT INTO performance SELECT j.client_id, date(s.ended / 1000000, 'unixepoch'), 'stage', s.stage,
        CASE s.outcome WHEN 'done' THEN 'good' ELSE 'bad' END, count(*), sum(max(0, s.ended - s.leased))
      FROM stages s JOIN jobs j ON j.id = s.job_id
      WHERE s.outcome IN ('done', 'input', 'passing', 'crash') AND s.input_digest IS NOT NULL GROUP BY 1, 2, 4, 5;
    """

  static let workAside: StaticString = """
    CREATE TABLE usage_aside ( -- work for a client that is no job's
      client_id INTEGER NOT NULL REFERENCES clients (id),
      day TEXT NOT NULL,
      provider TEXT NOT NULL, -- which stage worked
      amount INTEGER NOT NULL, -- microseconds of a processor
      PRIMARY KEY (client_id, day, provider)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX usage_stored ON usage (client_id, day, amount) WHERE kind = 'storage';
    """
}
