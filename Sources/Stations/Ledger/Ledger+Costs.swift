package import Production
import Store

/// What was used, and what it cost: read from sums of days, never from the calls and tries themselves.
extension Ledger {
  /// A worker of a stage used a processor for so long, however it ended.
  package func used(processor time: Duration, by lease: Lease) throws {
    let microseconds = Moment(microseconds: 0).advanced(by: time).microseconds
    guard microseconds > 0 else { return }
    try write { database in
      _ = try database.run(
        """
        INSERT INTO usage (client_id, day, kind, provider, job_id, amount, cost)
        SELECT client_id, date(?2 / 1000000, 'unixepoch'), 'compute', ?3, id, ?4, 0 FROM jobs WHERE name = ?1 AND client_id = ?5
        ON CONFLICT DO UPDATE SET amount = amount + excluded.amount
        """, lease.job.text, now.microseconds, lease.stage.rawValue, microseconds, try clientID(lease.client, database))
    }
  }

  /// The same for a stage that ran beside the line: its lease names no job, even where one is called so.
  package func usedAside(processor time: Duration, by lease: Lease) throws {
    let microseconds = Moment(microseconds: 0).advanced(by: time).microseconds
    guard microseconds > 0 else { return }
    try write { database in
      _ = try database.run(
        """
        INSERT INTO usage_aside (client_id, day, provider, amount) VALUES (?1, date(?2 / 1000000, 'unixepoch'), ?3, ?4)
        ON CONFLICT DO UPDATE SET amount = amount + excluded.amount
        """, try clientID(lease.client, database), now.microseconds, lease.stage.rawValue, microseconds)
    }
  }

  /// A job's files lie in the outbox: so many bytes more, or fewer, than before.
  func stored(_ bytes: Int64, of job: JobRow, _ database: Connection) throws {
    guard bytes != 0 else { return }
    try database.run(
      """
      INSERT INTO usage (client_id, day, kind, provider, job_id, amount, cost)
      VALUES (?1, date(?2 / 1000000, 'unixepoch'), 'storage', '', ?3, ?4, 0)
      ON CONFLICT DO UPDATE SET amount = amount + excluded.amount
      """, job.clientID, now.microseconds, job.id, bytes)
  }

  /// What a client, or all of them, used in some days.
  package func costFacts(of client: ClientName?, in days: ViewDays) throws -> CostFacts {
    try read { database in
      var facts = CostFacts()
      let id = try client.map { try knownClientID($0, database) ?? 0 }
      let (since, until) = (days.since ?? "0", days.until ?? "9999-99-99")
      facts.usage = try usage(of: id, since, until, database)
      // By the days of each client, one after the other: else all that was ever used would be read.
      facts.storedBefore =
        try database.first(
          """
          SELECT sum(amount) FROM usage
          WHERE kind = 'storage' AND client_id IN (SELECT id FROM clients WHERE ?1 IS NULL OR id = ?1) AND day < ?2
          """, id, since
        ) { $0.integer(0) } ?? 0
      facts.stored = try database.rows(
        """
        SELECT day, sum(amount) FROM usage
        WHERE kind = 'storage' AND client_id IN (SELECT id FROM clients WHERE ?1 IS NULL OR id = ?1) AND day BETWEEN ?2 AND ?3
        GROUP BY day ORDER BY day
        """, id, since, until
      ) { CostFacts.Stored(day: $0.text(0), bytes: $0.integer(1)) }
      facts.sent = try sent(of: id, since, until, database)
      facts.estimates = try estimates(of: Set(facts.usage.compactMap(\.job)), since, until, database)
      facts.performance = try performance(of: id, since, until, database)
      let views = try database.rows(
        """
        SELECT value, sum(amount) FROM view_totals
        WHERE client_id IN (SELECT id FROM clients WHERE ?1 IS NULL OR id = ?1) AND video_id = 0
          AND day BETWEEN ?2 AND ?3 AND day > '' AND kind = 'tally' AND value IN ('views', 'ctas') GROUP BY value
        """, id, since, until
      ) { ($0.text(0), Int($0.integer(1))) }
      facts.views = views.first { $0.0 == "views" }?.1 ?? 0
      facts.clicks = views.first { $0.0 == "ctas" }?.1 ?? 0
      return facts
    }
  }

  private func usage(of client: Int64?, _ since: String, _ until: String, _ database: Connection) throws -> [Usage] {
    try database.rows(
      """
      SELECT u.day, u.kind, u.provider, j.name, u.amount, u.cost FROM usage u JOIN jobs j ON j.id = u.job_id
      WHERE u.kind <> 'storage' AND u.client_id IN (SELECT id FROM clients WHERE ?1 IS NULL OR id = ?1) AND u.day BETWEEN ?2 AND ?3
      UNION ALL
      SELECT day, 'compute', provider, NULL, amount, 0 FROM usage_aside
      WHERE client_id IN (SELECT id FROM clients WHERE ?1 IS NULL OR id = ?1) AND day BETWEEN ?2 AND ?3
      """, client, since, until
    ) { row in
      Usage(
        day: row.text(0), kind: try Self.word(row.text(1)), provider: row.text(2),
        job: try row.textOrNil(3).map { try Self.name($0) }, amount: row.integer(4), cost: Money(microDollars: row.integer(5)))
    }
  }

  /// What logs told of bytes that viewers fetched.
  private func sent(of client: Int64?, _ since: String, _ until: String, _ database: Connection) throws -> [Usage] {
    try database.rows(
      """
      SELECT w.day, j.name, t.amount FROM view_totals w INDEXED BY view_totals_of_days -- what was sent was viewed on that day
        CROSS JOIN view_totals t ON t.client_id = w.client_id AND t.video_id = w.video_id AND t.day = w.day
          AND t.kind = 'tally' AND t.value = 'sent'
        JOIN view_videos v ON v.id = w.video_id
        LEFT JOIN jobs j ON j.name = v.name AND j.client_id = v.client_id
      WHERE w.client_id IN (SELECT id FROM clients WHERE ?1 IS NULL OR id = ?1) AND w.day BETWEEN ?2 AND ?3 AND w.day > ''
        AND w.kind = 'tally' AND w.value = 'views' AND w.video_id > 0 AND t.amount > 0
      """, client, since, until
    ) { row in
      Usage(
        day: row.text(0), kind: .transfer, provider: "", job: try row.textOrNil(1).map { try Self.name($0) },
        amount: row.integer(2), cost: .zero)
    }
  }

  /// What people were told who approved on these days.
  private func estimates(of jobs: Set<JobName>, _ since: String, _ until: String, _ database: Connection) throws -> [JobName:
    Money]
  {
    let found = try database.rows(
      """
      SELECT j.name, s.estimate FROM json_each(?1) e JOIN jobs j ON j.name = e.value JOIN scripts s ON s.job_id = j.id
      WHERE s.id = (SELECT max(id) FROM scripts WHERE job_id = j.id AND version = j.version)
        AND date((SELECT min(at) FROM approvals a WHERE a.job_id = j.id AND a.version = j.version AND a.decision = 'approve'
          AND a.undone IS NULL) / 1000000, 'unixepoch') BETWEEN ?2 AND ?3
      """, try JSONText.of(jobs.map(\.text)), since, until
    ) { (try Self.name($0.text(0)), Money(microDollars: $0.integer(1))) }
    return Dictionary(found) { $1 }
  }

  private func performance(of client: Int64?, _ since: String, _ until: String, _ database: Connection) throws -> [Performance] {
    try database.rows(
      """
      SELECT kind, name, sum(amount) FILTER (WHERE outcome = 'good'), sum(amount) FILTER (WHERE outcome = 'bad'),
        sum(time) FILTER (WHERE outcome = 'good')
      FROM performance WHERE client_id IN (SELECT id FROM clients WHERE ?1 IS NULL OR id = ?1) AND day BETWEEN ?2 AND ?3
      GROUP BY kind, name ORDER BY kind DESC, name
      """, client, since, until
    ) { row in
      let good = row.integer(2)
      return Performance(
        name: row.text(1), isProvider: row.text(0) == "provider", good: Int(good), bad: Int(row.integer(3)),
        meanMilliseconds: good == 0 ? 0 : Int(row.integer(4) / good / 1000))
    }
  }
}
