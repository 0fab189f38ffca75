extension LedgerSchema {
  /// What was used for each folder of the inbox, and what lies at hosts. Triggers keep both, so that no path can forget them.
  ///
  /// A project is all of a drop's path but its last name; of a path without a slash nothing is left.
  static let projects: StaticString = """
    CREATE TABLE usage_totals (
      client_id INTEGER NOT NULL REFERENCES clients (id),
      day TEXT NOT NULL,
      kind TEXT NOT NULL,
      provider TEXT NOT NULL,
      project TEXT NOT NULL, -- with a slash at its end; empty: the inbox itself
      amount INTEGER NOT NULL,
      cost INTEGER NOT NULL,
      PRIMARY KEY (client_id, day, kind, provider, project)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX usage_totals_stored ON usage_totals (client_id, day, provider, project, amount) WHERE kind = 'storage';
    DROP INDEX usage_stored;
    CREATE INDEX usage_by_job ON usage (job_id, kind, day, provider, amount, cost);
    CREATE INDEX usage_stored ON usage (client_id, job_id, provider, day, amount) WHERE kind = 'storage';

    CREATE VIEW projects AS SELECT j.id AS job_id,
        rtrim(CAST(d.path AS TEXT), replace(CAST(d.path AS TEXT), '/', '')) AS project
      FROM jobs j JOIN drops d ON d.id = j.drop_id;
    -- What viewers fetched of each video on each day, as logs told, and from which host: where it lay on that day.
    CREATE VIEW transfers AS SELECT w.client_id AS client_id, w.day AS day, j.id AS job_id, t.amount AS bytes, w.amount AS views,
        coalesce((SELECT CASE WHEN u.amount > 0 OR u.day = w.day THEN u.provider
              -- Something went from there before, but perhaps not all of it.
              WHEN (SELECT sum(amount) FROM usage
                WHERE job_id = u.job_id AND kind = 'storage' AND provider = u.provider AND day <= w.day) > 0 THEN u.provider END
          FROM usage u WHERE u.job_id = j.id AND u.kind = 'storage' AND u.provider <> '' AND u.day <= w.day
          ORDER BY u.day DESC, u.amount DESC LIMIT 1), '') AS host
      FROM view_totals w INDEXED BY view_totals_of_days
        CROSS JOIN view_totals t ON t.client_id = w.client_id AND t.video_id = w.video_id AND t.day = w.day
          AND t.kind = 'tally' AND t.value = 'sent'
        JOIN view_videos v ON v.id = w.video_id
        LEFT JOIN jobs j ON j.name = v.name AND j.client_id = v.client_id
      WHERE w.kind = 'tally' AND w.value = 'views' AND w.video_id > 0 AND w.day > '' AND t.amount > 0;

    CREATE TRIGGER usage_began AFTER INSERT ON usage BEGIN
      INSERT INTO usage_totals SELECT new.client_id, new.day, new.kind, new.provider, project, new.amount, new.cost
        FROM projects WHERE job_id = new.job_id
        ON CONFLICT DO UPDATE SET amount = amount + excluded.amount, cost = cost + excluded.cost;
    END;
    CREATE TRIGGER usage_grew AFTER UPDATE OF amount, cost ON usage BEGIN
      UPDATE usage_totals SET amount = amount + new.amount - old.amount, cost = cost + new.cost - old.cost
        WHERE client_id = new.client_id AND day = new.day AND kind = new.kind AND provider = new.provider
          AND project = (SELECT project FROM projects WHERE job_id = new.job_id);
    END;

    CREATE TRIGGER hosted_came AFTER INSERT ON hosted_videos WHEN new.bytes > 0 BEGIN
      INSERT INTO usage SELECT new.client_id, date(new.changed / 1000000, 'unixepoch'), 'storage', new.host, new.job_id, new.bytes, 0
        WHERE new.host IS NOT NULL
        ON CONFLICT DO UPDATE SET amount = amount + excluded.amount;
    END;
    CREATE TRIGGER hosted_changed AFTER UPDATE OF host, bytes ON hosted_videos
      WHEN old.host IS NOT new.host OR old.bytes <> new.bytes BEGIN
      INSERT INTO usage SELECT new.client_id, date(new.changed / 1000000, 'unixepoch'), 'storage', old.host, new.job_id, -old.bytes, 0
        WHERE old.host IS NOT NULL AND old.bytes > 0
        ON CONFLICT DO UPDATE SET amount = amount + excluded.amount;
      INSERT INTO usage SELECT new.client_id, date(new.changed / 1000000, 'unixepoch'), 'storage', new.host, new.job_id, new.bytes, 0
        WHERE new.host IS NOT NULL AND new.bytes > 0
        ON CONFLICT DO UPDATE SET amount = amount + excluded.amount;
    END;

    -- What was so far.
    INSERT INTO usage_totals SELECT u.client_id, u.day, u.kind, u.provider, p.project, sum(u.amount), sum(u.cost)
      FROM usage u JOIN projects p ON p.job_id = u.job_id GROUP BY 1, 2, 3, 4, 5;
    INSERT INTO usage SELECT client_id, date(changed / 1000000, 'unixepoch'), 'storage', host, job_id, bytes, 0
      FROM hosted_videos WHERE host IS NOT NULL AND bytes > 0;
    """
}
