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
      SELECT day, kind, provider, sum(amount), sum(cost) FROM (
        SELECT day, kind, provider, amount, cost FROM usage
          WHERE kind <> 'storage' AND client_id IN (SELECT id FROM clients WHERE ?1 IS NULL OR id = ?1) AND day BETWEEN ?2 AND ?3
        UNION ALL
        SELECT day, 'compute', provider, amount, 0 FROM usage_aside
          WHERE client_id IN (SELECT id FROM clients WHERE ?1 IS NULL OR id = ?1) AND day BETWEEN ?2 AND ?3)
      GROUP BY day, kind, provider ORDER BY day, kind, provider
      """, client, since, until
    ) { row in
      Usage(
        day: row.text(0), kind: try Ledger.word(row.text(1)), provider: row.text(2), job: nil, amount: row.integer(3),
        cost: Money(microDollars: row.integer(4)))
    }
  }

  func workAside() throws -> [Usage] {
    try database.rows(
      """
      SELECT day, provider, sum(amount) FROM usage_aside
      WHERE client_id IN (SELECT id FROM clients WHERE ?1 IS NULL OR id = ?1) AND day BETWEEN ?2 AND ?3
      GROUP BY day, provider ORDER BY day, provider
      """, client, since, until
    ) { Usage(day: $0.text(0), kind: .compute, provider: $0.text(1), job: nil, amount: $0.integer(2), cost: .zero) }
  }

  /// What logs told of bytes that viewers fetched, and of which of them nobody knows the video.
  func sent() throws -> (all: [Usage], ofUnknown: [Usage]) {
    let sums = try database.rows(
      """
      SELECT w.day, CAST(min(total(t.amount), 4e18) AS INTEGER),
        CAST(min(total(t.amount) FILTER (WHERE j.id IS NULL), 4e18) AS INTEGER)
      FROM view_totals w INDEXED BY view_totals_of_days -- what was sent was viewed on that day
        CROSS JOIN view_totals t ON t.client_id = w.client_id AND t.video_id = w.video_id AND t.day = w.day
          AND t.kind = 'tally' AND t.value = 'sent'
        JOIN view_videos v ON v.id = w.video_id
        LEFT JOIN jobs j ON j.name = v.name AND j.client_id = v.client_id
      WHERE w.client_id IN (SELECT id FROM clients WHERE ?1 IS NULL OR id = ?1) AND w.day BETWEEN ?2 AND ?3 AND w.day > ''
        AND w.kind = 'tally' AND w.value = 'views' AND w.video_id > 0 AND t.amount > 0
      GROUP BY w.day ORDER BY w.day
      """, client, since, until
    ) { (day: $0.text(0), all: $0.integer(1), ofUnknown: $0.integer(2)) }
    func usage(_ day: String, _ bytes: Int64) -> Usage {
      Usage(day: day, kind: .transfer, provider: "", job: nil, amount: bytes, cost: .zero)
    }
    return (sums.map { usage($0.day, $0.all) }, sums.filter { $0.ofUnknown > 0 }.map { usage($0.day, $0.ofUnknown) })
  }

  func storedBefore() throws -> Int64 {
    try database.first(
      """
      SELECT sum(amount) FROM usage
      WHERE kind = 'storage' AND client_id IN (SELECT id FROM clients WHERE ?1 IS NULL OR id = ?1) AND day < ?2
      """, client, since
    ) { $0.integer(0) } ?? 0
  }

  func stored() throws -> [CostFacts.Stored] {
    try database.rows(
      """
      SELECT day, sum(amount) FROM usage
      WHERE kind = 'storage' AND client_id IN (SELECT id FROM clients WHERE ?1 IS NULL OR id = ?1) AND day BETWEEN ?2 AND ?3
      GROUP BY day ORDER BY day
      """, client, since, until
    ) { CostFacts.Stored(day: $0.text(0), bytes: $0.integer(1)) }
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
  func dearest(_ rates: DatedRates) throws -> [Int64] {
    let prices = [DatedRates.Entry(since: "", rates: rates.first)] + rates.later
    return try database.rows(
      """
      WITH prices AS (
        SELECT value ->> '$.since' AS since, value ->> '$.rates.computeHour' AS hour, value ->> '$.rates.sentGigabyte' AS gigabyte
        FROM json_each(?4)),
      spent AS (
        SELECT u.job_id AS job, CASE u.kind WHEN 'compute'
            THEN u.amount / 3.6e9 * (SELECT hour FROM prices WHERE since <= u.day ORDER BY since DESC LIMIT 1) ELSE u.cost END AS cost
          FROM usage u WHERE u.kind <> 'storage' AND u.client_id IN (SELECT id FROM clients WHERE ?1 IS NULL OR id = ?1)
            AND u.day BETWEEN ?2 AND ?3
        UNION ALL
        SELECT j.id, t.amount / 1e9 * (SELECT gigabyte FROM prices WHERE since <= t.day ORDER BY since DESC LIMIT 1)
          FROM view_totals w INDEXED BY view_totals_of_days
            CROSS JOIN view_totals t ON t.client_id = w.client_id AND t.video_id = w.video_id AND t.day = w.day
              AND t.kind = 'tally' AND t.value = 'sent'
            JOIN view_videos v ON v.id = w.video_id
            JOIN jobs j ON j.name = v.name AND j.client_id = v.client_id
          WHERE w.client_id IN (SELECT id FROM clients WHERE ?1 IS NULL OR id = ?1) AND w.day BETWEEN ?2 AND ?3 AND w.day > ''
            AND w.kind = 'tally' AND w.value = 'views' AND w.video_id > 0 AND t.amount > 0)
      SELECT job FROM spent GROUP BY job HAVING sum(cost) > 0 ORDER BY sum(cost) DESC, job LIMIT ?5
      """, client, since, until, try JSONText.of(prices), CostReport.mostJobs
    ) { $0.integer(0) }
  }

  func usage(of jobs: [Int64]) throws -> [Usage] {
    try database.rows(
      """
      SELECT u.day, u.kind, u.provider, j.name, u.amount, u.cost FROM usage u JOIN jobs j ON j.id = u.job_id
      WHERE u.kind <> 'storage' AND u.client_id IN (SELECT id FROM clients WHERE ?1 IS NULL OR id = ?1) AND u.day BETWEEN ?2 AND ?3
        AND u.job_id IN (SELECT value FROM json_each(?4)) ORDER BY u.day, j.id
      """, client, since, until, try JSONText.of(jobs)
    ) { row in
      Usage(
        day: row.text(0), kind: try Ledger.word(row.text(1)), provider: row.text(2), job: try Ledger.name(row.text(3)),
        amount: row.integer(4), cost: Money(microDollars: row.integer(5)))
    }
  }

  func sent(of jobs: [Int64]) throws -> [Usage] {
    try database.rows(
      """
      SELECT t.day, j.name, t.amount FROM json_each(?3) e JOIN jobs j ON j.id = e.value
        JOIN view_videos v ON v.name = j.name AND v.client_id = j.client_id
        JOIN view_totals t ON t.client_id = v.client_id AND t.video_id = v.id
      WHERE t.day BETWEEN ?1 AND ?2 AND t.day > '' AND t.kind = 'tally' AND t.value = 'sent' AND t.amount > 0 ORDER BY t.day, j.id
      """, since, until, try JSONText.of(jobs)
    ) { row in
      Usage(
        day: row.text(0), kind: .transfer, provider: "", job: try Ledger.name(row.text(1)), amount: row.integer(2), cost: .zero)
    }
  }

  /// What people were told who approved on these days.
  func estimates(of jobs: [Int64]) throws -> [JobName: Money] {
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
