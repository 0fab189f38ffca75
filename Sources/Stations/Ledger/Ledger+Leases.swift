package import Production
import Store

extension Ledger {
  /// Gives the right to run one stage of one job: the most urgent first, then fairly between clients, then the oldest. The job goes
  /// into the state that `states` names for the stage. Nil when nothing can be run now.
  package func lease(
    _ stages: Set<Stage>, runningByClient running: [ClientName: Int], states: [Stage: JobState]
  ) throws -> LeasedWork? {
    guard !stages.isEmpty else { return nil }
    let candidates = try read { try self.candidates(for: stages, $0) }
    guard let best = LeaseCandidate.best(of: candidates, running: running) else { return nil }
    return try write { database in
      let name = try database.first("SELECT name FROM jobs WHERE id = ?1", best.job) { try Self.name($0.text(0)) }
      guard let name else { throw LedgerError.damaged(detail: "job \(best.job) is not there") }
      var job = try row(of: name, database)
      let before = job.state
      if let running = states[best.stage] { try job.move(to: running) }
      let lease = try openLease(&job, best.stage, before: before, database)
      try database.run("UPDATE clients SET served = ?2 WHERE id = ?1", job.clientID, lease.id)
      return LeasedWork(lease: lease, job: try record(of: job, database))
    }
  }

  private func openLease(_ job: inout JobRow, _ stage: Stage, before: JobState, _ database: Connection) throws -> Lease {
    let counts = try counts(job.id, stage, job.version, database)
    let attempt = counts.failures + counts.crashes + 1
    try database.run(
      "INSERT INTO stages (job_id, stage, version, attempt, state_before, leased) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
      job.id, stage.rawValue, job.version, attempt, before.rawValue, now.microseconds)
    let id = database.lastID
    job.leaseID = id
    job.notBefore = nil
    job.note = nil
    try save(job, .leased, "The stage \(stage.rawValue) began, try \(attempt).", database)
    return Lease(id: id, job: job.name, client: job.client, stage: stage, attempt: attempt)
  }

  private func candidates(for stages: Set<Stage>, _ database: Connection) throws -> [LeaseCandidate] {
    try database.rows(
      """
      SELECT c.name, c.served, p.value, s.value, (
        SELECT j.id FROM jobs j INDEXED BY jobs_ready
        WHERE j.client_id = c.id AND j.rank = p.value AND j.next_stage = s.value AND j.next_stage IS NOT NULL AND j.lease_id IS NULL
          AND j.not_before <= ?1
        ORDER BY j.id LIMIT 1)
      FROM clients c CROSS JOIN json_each(?2) p CROSS JOIN json_each(?3) s
      """,
      now.microseconds, try JSONText.of(Priority.allCases.map(\.rank)), try JSONText.of(stages.map(\.rawValue))
    ) { row -> LeaseCandidate? in
      guard let job = row.integerOrNil(4) else { return nil }
      return LeaseCandidate(
        job: job, stage: try Self.word(row.text(3)), client: try Self.client(row.text(0)), rank: row.integer(2),
        served: row.integer(1))
    }.compactMap { $0 }
  }

  /// When the next job that waits for its time may be leased, or published; nil when none waits.
  package func nextLeaseTime() throws -> Moment? {
    try read { database in
      try database.first(
        """
        SELECT min(not_before) FROM jobs WHERE not_before > 0 AND lease_id IS NULL AND not_before > ?1
        """, now.microseconds
      ) { $0.integerOrNil(0).map(Moment.init(microseconds:)) } ?? nil
    }
  }

  /// Lets every job that waits for a moment further away than `longest` wait until `moment` instead: nothing waits that long but for a
  /// time that somebody asked for, so theirs was reckoned while the machine's clock was ahead. False when there is none.
  package func recall(beyond longest: Duration, to moment: Moment) throws -> Bool {
    let far = now.advanced(by: longest).microseconds
    let isNeeded = try read { database in
      try database.first(
        "SELECT 1 FROM jobs WHERE not_before > ?1 AND lease_id IS NULL AND not_before > coalesce(starts_at, 0) LIMIT 1", far
      ) { $0.integer(0) } != nil
    }
    guard isNeeded else { return false }
    try write { database in
      _ = try database.run(
        "UPDATE jobs SET not_before = ?2 WHERE not_before > ?1 AND lease_id IS NULL AND not_before > coalesce(starts_at, 0)", far,
        moment.microseconds)
    }
    return true
  }

  /// Lets the jobs whose next stage is one of these, and that wait since a try of it failed, go on now. What was just decided about waits on:
  /// no note says why.
  package func recall(_ stages: [Stage]) throws {
    let names = try JSONText.of(stages.map(\.rawValue))
    try write { database in
      _ = try database.run(
        """
        UPDATE jobs SET not_before = ?1
        WHERE not_before > ?1 AND lease_id IS NULL AND not_before > coalesce(starts_at, 0) AND note IS NOT NULL
          AND next_stage IN (SELECT value FROM json_each(?2))
        """, now.microseconds, names)
    }
  }

  /// How often the lease's stage was tried before, the lease itself not counted.
  package func counts(_ lease: Lease) throws -> AttemptCounts {
    try read { database in
      let job = try row(of: lease.job, database)
      return try counts(job.id, lease.stage, job.version, database)
    }
  }

  private func counts(_ job: Int64, _ stage: Stage, _ version: Int, _ database: Connection) throws -> AttemptCounts {
    var counts = AttemptCounts()
    let outcomes = try database.rows(
      """
      SELECT outcome, count(*) FROM stages
      WHERE job_id = ?1 AND stage = ?2 AND version = ?3 AND counts = 1 AND ended IS NOT NULL GROUP BY outcome
      """, job, stage.rawValue, version
    ) { ($0.text(0), Int($0.integer(1))) }
    for (outcome, count) in outcomes {
      switch outcome {
      case "input", "passing": counts.failures += count
      case "crash": counts.crashes += count
      case "restart", "abandoned": counts.interruptions += count
      default: break
      }
    }
    return counts
  }
}
