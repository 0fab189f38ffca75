package import Production
import Store

extension Ledger {
  /// An earlier job of the same client that was made from the same bytes with the same settings, and is at work or finished.
  package func earlierJob(likeJob name: JobName) throws -> JobName? {
    try read { database in
      let job = try row(of: name, database)
      return try database.first(
        """
        SELECT j.name FROM drops this
          JOIN drops d ON d.client_id = this.client_id AND d.digest = this.digest AND d.job_id IS NOT NULL
          JOIN jobs j ON j.id = d.job_id
        WHERE this.id = ?1 AND d.settings_digest = this.settings_digest AND d.job_id < ?2
          AND j.state NOT IN ('failed', 'quarantined', 'cancelled')
        ORDER BY d.job_id LIMIT 1
        """, job.dropID, job.id
      ) { try Self.name($0.text(0)) }
    }
  }

  /// The job is not made, because the same was made before: it only points to that one.
  package func becomePointer(_ name: JobName, to earlier: JobName) throws {
    try write { database in
      var job = try row(of: name, database)
      guard job.leaseID == nil else { throw LedgerError.forbidden(name, from: job.state, to: .cancelled) }
      try job.move(to: .cancelled)
      job.rest(stoppedAt: nil)
      job.pointerTo = try row(of: earlier, database).id
      job.note = Refusal(
        "The same was dropped before, and is the job \(earlier).", wayOut: "To make it once more, say \"again\" in its name.")
      try save(job, .pointed, "The same as \(earlier), so it was not made again.", database)
    }
  }

  /// The earlier job that a job only points to; nil for one that stands for itself.
  package func pointer(of name: JobName) throws -> JobName? {
    try read { database in
      try database.first(
        "SELECT e.name FROM jobs j JOIN jobs e ON e.id = j.pointer_to WHERE j.id = ?1", try row(of: name, database).id
      ) { try Self.name($0.text(0)) }
    }
  }
}
