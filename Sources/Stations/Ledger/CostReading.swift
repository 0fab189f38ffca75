import Production
import Store

/// Reads what one client, or all of them, used in some days: by the days of each client, one after the other, else all that was ever used would
/// be read.
struct CostReading {
  let client: Int64?
  let since: String
  let until: String
  let database: Connection

  // MARK: - Sums

  /// Of jobs and of work beside the line.
  func usage() throws -> [Usage] {
    try database.rows(
      """
      SELECT day, kind, provider, project, sum(amount), sum(cost) FROM (
        SELECT day, kind, provider, project, amount, cost FROM usage_totals
          WHERE kind <> 'storage' AND client_id IN (SELECT id FROM clients WHERE ?1 IS NULL OR id = ?1) AND day BETWEEN ?2 AND ?3
        UNION ALL
        SELECT day, 'compute', provider, NULL, amount, 0 FROM usage_aside
          WHERE client_id IN (SELECT id FROM clients WHERE ?1 IS NULL OR id = ?1) AND day BETWEEN ?2 AND ?3)
      GROUP BY day, kind, provider, project ORDER BY day, kind, provider, project
      """, client, since, until
    ) { row in
      Usage(
        day: row.text(0), kind: try Ledger.word(row.text(1)), provider: row.text(2), project: row.textOrNil(3).map(Self.project),
        amount: row.integer(4), cost: Money(microDollars: row.integer(5)))
    }
  }

  private static func project(_ folders: String) -> String { folders.hasSuffix("/") ? String(folders.dropLast()) : folders }

  /// What logs told of bytes that viewers fetched, and from where; of a video that nobody knows it is of no project.
  func sent() throws -> [Usage] {
    let sums = try database.rows(
      """
      WITH sent AS MATERIALIZED (
        SELECT day, host, (SELECT project FROM projects p WHERE p.job_id = t.job_id) AS project, bytes, views FROM transfers t
        WHERE client_id IN (SELECT id FROM clients WHERE ?1 IS NULL OR id = ?1) AND day BETWEEN ?2 AND ?3)
      SELECT day, host, project, CAST(min(total(bytes), 4e18) AS INTEGER), sum(views) FROM sent
      GROUP BY day, host, project ORDER BY day, host, project
      """, client, since, until
    ) {
      (day: $0.text(0), host: $0.text(1), project: $0.textOrNil(2).map(Self.project), bytes: $0.integer(3), views: $0.integer(4))
    }
    return sums.flatMap { Self.transfer($0.day, $0.host, nil, $0.project, $0.bytes, views: $0.views) }
  }

  /// Of what a host sent it is also known how often it was asked.
  private static func transfer(
    _ day: String, _ host: String, _ job: JobName?, _ project: String?, _ bytes: Int64, views: Int64
  ) -> [Usage] {
    let sent = Usage(day: day, kind: .transfer, provider: host, job: job, project: project, amount: bytes)
    let asked = Int64(clamping: Int128(views) * Int128(Rates.requestsOfView))
    guard !host.isEmpty, asked > 0 else { return [sent] }
    return [sent, Usage(day: day, kind: .requests, provider: host, job: job, project: project, amount: asked)]
  }

  /// Bytes that came or went; what lay there before counts as if it had come on the first day.
  func stored() throws -> [Usage] {
    try database.rows(
      """
      SELECT max(day, ?2) AS first, provider, project, sum(amount) FROM usage_totals
      WHERE kind = 'storage' AND client_id IN (SELECT id FROM clients WHERE ?1 IS NULL OR id = ?1) AND day <= ?3
      GROUP BY first, provider, project ORDER BY first, provider, project
      """, client, since, until
    ) { row in
      Usage(
        day: row.text(0), kind: .storage, provider: row.text(1), project: Self.project(row.text(2)), amount: row.integer(3))
    }
  }

  /// Of all clients: a plan is paid for all of them.
  func hostsSince() throws -> [String: String] {
    let days = try database.rows(
      "SELECT provider, min(day) FROM usage_totals WHERE kind = 'storage' AND provider <> '' AND amount > 0 GROUP BY provider"
    ) { ($0.text(0), $0.text(1)) }
    return Dictionary(uniqueKeysWithValues: days)
  }

  func views() throws -> (views: Int, clicks: Int) {
    let sums = try database.rows(
      """
      SELECT value, sum(amount) FROM view_totals
      WHERE client_id IN (SELECT id FROM clients WHERE ?1 IS NULL OR id = ?1) AND video_id = 0
        AND day BETWEEN ?2 AND ?3 AND day > '' AND kind = 'tally' AND value IN ('views', 'ctas') GROUP BY value
      """, client, since, until
    ) { ($0.text(0), Int($0.integer(1))) }
    return (sums.first { $0.0 == "views" }?.1 ?? 0, sums.first { $0.0 == "ctas" }?.1 ?? 0)
  }

  func performance() throws -> [Performance] {
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

  // MARK: - Single jobs

  /// The dearest first. Only their order is reckoned here; what each cost is reckoned to the millionth elsewhere.
  func dearest(_ rates: RateBook, lyingSince first: String?, until last: String) throws -> [Int64] {
    try database.rows(
      """
      WITH prices AS MATERIALIZED (
        SELECT value ->> '$.host' AS host, value ->> '$.day' AS day, value ->> '$.sent' AS sent, value ->> '$.asked' AS asked,
          value ->> '$.compute' AS compute FROM json_each(?4)),
      lying AS MATERIALIZED (
        SELECT value ->> '$.host' AS host, value ->> '$.day' AS day, value ->> '$.price' AS price FROM json_each(?5)),
      sent AS MATERIALIZED (
        SELECT job_id, day, host, bytes, views FROM transfers
        WHERE client_id IN (SELECT id FROM clients WHERE ?1 IS NULL OR id = ?1) AND day BETWEEN ?2 AND ?3 AND job_id IS NOT NULL),
      spent AS (
        SELECT u.job_id AS job, CASE u.kind WHEN 'compute'
            THEN u.amount * (SELECT compute FROM prices WHERE host = '' AND day <= u.day ORDER BY day DESC LIMIT 1)
            ELSE u.cost END AS cost
          FROM usage u WHERE u.kind <> 'storage' AND u.client_id IN (SELECT id FROM clients WHERE ?1 IS NULL OR id = ?1)
            AND u.day BETWEEN ?2 AND ?3
        UNION ALL
        SELECT u.job_id, u.amount * l.price FROM usage u CROSS JOIN lying l ON l.host = u.provider AND l.day = max(u.day, ?2)
          WHERE u.kind = 'storage' AND u.client_id IN (SELECT id FROM clients WHERE ?1 IS NULL OR id = ?1)
        UNION ALL
        SELECT job_id, bytes * (SELECT p.sent FROM prices p WHERE p.host = t.host AND p.day <= t.day ORDER BY p.day DESC LIMIT 1)
            + views * (SELECT p.asked FROM prices p WHERE p.host = t.host AND p.day <= t.day ORDER BY p.day DESC LIMIT 1)
          FROM sent t)
      SELECT job FROM spent GROUP BY job HAVING sum(cost) > 0 ORDER BY sum(cost) DESC, job LIMIT ?6
      """, client, since, until, try JSONText.of(rates.changes), try JSONText.of(rates.lying(since: first, until: last)),
      CostReport.mostJobs
    ) { $0.integer(0) }
  }

  /// What each of these used, and what was told of it before.
  func tell(of jobs: [Int64], in facts: inout CostFacts) throws {
    facts.jobs = try usage(of: jobs) + sent(of: jobs)
    facts.storedOfJobs = try stored(of: jobs)
    facts.estimates = try estimates(of: jobs)
  }

  private func usage(of jobs: [Int64]) throws -> [Usage] {
    try database.rows(
      """
      SELECT u.day, u.kind, u.provider, j.name, u.amount, u.cost FROM json_each(?3) e JOIN usage u ON u.job_id = e.value
        JOIN jobs j ON j.id = u.job_id
      WHERE u.kind <> 'storage' AND u.day BETWEEN ?1 AND ?2 ORDER BY u.day, j.id
      """, since, until, try JSONText.of(jobs)
    ) { row in
      Usage(
        day: row.text(0), kind: try Ledger.word(row.text(1)), provider: row.text(2), job: try Ledger.name(row.text(3)),
        amount: row.integer(4), cost: Money(microDollars: row.integer(5)))
    }
  }

  private func sent(of jobs: [Int64]) throws -> [Usage] {
    let sums = try database.rows(
      """
      SELECT t.day, coalesce((SELECT CASE WHEN u.amount > 0 OR u.day = t.day THEN u.provider
              WHEN (SELECT sum(amount) FROM usage
                WHERE job_id = u.job_id AND kind = 'storage' AND provider = u.provider AND day <= t.day) > 0 THEN u.provider END
          FROM usage u WHERE u.job_id = j.id AND u.kind = 'storage' AND u.provider <> '' AND u.day <= t.day
          ORDER BY u.day DESC, u.amount DESC LIMIT 1), ''), j.name, t.amount, coalesce(w.amount, 0)
      FROM json_each(?3) e JOIN jobs j ON j.id = e.value
        JOIN view_videos v ON v.name = j.name AND v.client_id = j.client_id
        JOIN view_totals t ON t.client_id = v.client_id AND t.video_id = v.id
        LEFT JOIN view_totals w ON w.client_id = t.client_id AND w.video_id = t.video_id AND w.day = t.day AND w.kind = 'tally'
          AND w.value = 'views'
      WHERE t.day BETWEEN ?1 AND ?2 AND t.day > '' AND t.kind = 'tally' AND t.value = 'sent' AND t.amount > 0 ORDER BY t.day, j.id
      """, since, until, try JSONText.of(jobs)
    ) { (day: $0.text(0), host: $0.text(1), job: try Ledger.name($0.text(2)), bytes: $0.integer(3), views: $0.integer(4)) }
    return sums.flatMap { Self.transfer($0.day, $0.host, $0.job, "", $0.bytes, views: $0.views) }
  }

  private func stored(of jobs: [Int64]) throws -> [Usage] {
    try database.rows(
      """
      SELECT max(u.day, ?1) AS first, u.provider, j.name, sum(u.amount) FROM json_each(?3) e JOIN usage u ON u.job_id = e.value
        JOIN jobs j ON j.id = u.job_id
      WHERE u.kind = 'storage' AND u.day <= ?2 GROUP BY first, u.provider, j.id ORDER BY first, j.id, u.provider
      """, since, until, try JSONText.of(jobs)
    ) { row in
      Usage(
        day: row.text(0), kind: .storage, provider: row.text(1), job: try Ledger.name(row.text(2)), amount: row.integer(3))
    }
  }

  /// What people were told who approved on these days.
  private func estimates(of jobs: [Int64]) throws -> [JobName: Money] {
    let found = try database.rows(
      """
      SELECT j.name, s.estimate FROM json_each(?3) e JOIN jobs j ON j.id = e.value JOIN scripts s ON s.job_id = j.id
      WHERE s.id = (SELECT max(id) FROM scripts WHERE job_id = j.id AND version = j.version)
        AND date((SELECT min(at) FROM approvals a WHERE a.job_id = j.id AND a.version = j.version AND a.decision = 'approve'
          AND a.undone IS NULL) / 1000000, 'unixepoch') BETWEEN ?1 AND ?2
      """, since, until, try JSONText.of(jobs)
    ) { (try Ledger.name($0.text(0)), Money(microDollars: $0.integer(1))) }
    return Dictionary(found) { $1 }
  }

  /// The same of all jobs that anything was used for, together.
  func estimate() throws -> Money {
    let sum = try database.first(
      """
      SELECT sum(s.estimate) FROM jobs j JOIN scripts s ON s.job_id = j.id
      WHERE j.id IN (SELECT job_id FROM usage
          WHERE kind <> 'storage' AND client_id IN (SELECT id FROM clients WHERE ?1 IS NULL OR id = ?1) AND day BETWEEN ?2 AND ?3)
        AND s.id = (SELECT max(id) FROM scripts WHERE job_id = j.id AND version = j.version)
        AND date((SELECT min(at) FROM approvals a WHERE a.job_id = j.id AND a.version = j.version AND a.decision = 'approve'
          AND a.undone IS NULL) / 1000000, 'unixepoch') BETWEEN ?2 AND ?3
      """, client, since, until
    ) { $0.integer(0) }
    return Money(microDollars: sum ?? 0)
  }
}
