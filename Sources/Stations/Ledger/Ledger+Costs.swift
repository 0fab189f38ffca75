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

  /// What a client, or all of them, used in some days. However many jobs there were, sums come out of it; the dearest by these rates are told
  /// one by one.
  package func costFacts(of client: ClientName?, in days: ViewDays, rates: RateBook = RateBook()) throws -> CostFacts {
    try read { database in
      let id = try client.map { try knownClientID($0, database) ?? 0 }
      let reading = CostReading(client: id, since: days.since ?? "0", until: days.until ?? "9999-99-99", database: database)
      var facts = CostFacts()
      facts.usage = try reading.usage()
      facts.sent = try reading.sent()
      facts.stored = try reading.stored()
      let today = CivilDay(at: now).text
      let dearest = try reading.dearest(
        rates, lyingSince: facts.stored.map(\.day).min(), until: min(days.until ?? today, max(today, days.since ?? today)))
      try reading.tell(of: dearest, in: &facts)
      facts.estimate = try reading.estimate()
      facts.performance = try reading.performance()
      (facts.views, facts.clicks) = (try reading.views())
      facts.hostsSince = try reading.hostsSince()
      return facts
    }
  }

  /// The same of one job; of a batch with all of its rows.
  package func costFacts(of name: JobName, in days: ViewDays) throws -> CostFacts {
    try read { database in
      let job = try row(of: name, database)
      let reading = CostReading(
        client: job.clientID, since: days.since ?? "0", until: days.until ?? "9999-99-99", database: database)
      let jobs = try database.rows("SELECT id FROM jobs WHERE id = ?1 OR batch_id = ?1", job.id) { $0.integer(0) }
      var facts = CostFacts()
      try reading.tell(of: jobs, in: &facts)
      (facts.usage, facts.stored) = (facts.jobs, facts.storedOfJobs)
      facts.estimate = facts.estimates.values.reduce(.zero) { $0 + $1 }
      return facts
    }
  }
}
