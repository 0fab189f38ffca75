package import Production
import Store

extension Ledger {
  /// A stage is done: its result, the job's next state and its next stage are recorded together, and the
  /// gate where a person is asked next. A script stage gives its draft too. Calls of the lease that were never answered count as perhaps charged, at their most.
  package func finish(
    _ lease: Lease, result: WorkResult, inputDigest: Digest, then state: JobState, next stage: Stage?, at gate: Gate? = nil,
    startsAt: Moment? = nil, script: DraftScript? = nil
  ) throws {
    try write { database in
      var job = try leasedRow(lease, database)
      try database.run(
        "UPDATE stages SET ended = ?2, outcome = 'done', input_digest = ?3, facts = ?4 WHERE id = ?1",
        lease.id, now.microseconds, inputDigest.bytes, try JSONText.of(result.facts))
      for (place, artifact) in result.artifacts.enumerated() {
        try database.run(
          "INSERT INTO artifacts (stage_id, place, name, digest, size) VALUES (?1, ?2, ?3, ?4, ?5)",
          lease.id, place, artifact.name, artifact.digest.bytes, artifact.size)
      }
      _ = try leaveCallsOpen(of: lease.id, database)
      try job.move(to: state)
      job.leaseID = nil
      job.nextStage = stage
      job.wait(until: nil, andFor: startsAt)
      if let gate { job.gate = gate }
      job.stoppedAt = lease.stage
      try save(job, .finished, "The stage \(lease.stage.rawValue) is done.", database)
      if let script { try insert(script, job, database) }
    }
  }

  /// What the same stage made from the same input for the same client before; nil when it never did.
  package func result(of stage: Stage, inputDigest: Digest, client: ClientName) throws -> StageResult? {
    try read { database in
      try database.first(
        """
        SELECT s.id, s.stage, s.version, s.facts FROM stages s JOIN jobs j ON j.id = s.job_id JOIN clients c ON c.id = j.client_id
        WHERE s.stage = ?1 AND s.input_digest = ?2 AND s.outcome = 'done' AND c.name = ?3 ORDER BY s.id DESC LIMIT 1
        """, stage.rawValue, inputDigest.bytes, client.text
      ) { try Self.stageResult($0, database) }
    }
  }

  /// The job of a lease that still stands.
  func leasedRow(_ lease: Lease, _ database: Connection) throws -> JobRow {
    let job = try row(of: lease.job, database)
    guard job.leaseID == lease.id else { throw LedgerError.leaseEnded(lease) }
    return job
  }
}
