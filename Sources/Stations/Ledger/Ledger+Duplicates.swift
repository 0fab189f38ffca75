package import Production
import Store

extension Ledger {
  /// The duplicates among the jobs of a client whose claims are not older than `claim`: one look for a whole group.
  package func duplicates(_ client: ClientName, since claim: Int64, limit: Int) throws -> [Duplicate] {
    try read { database in
      guard let id = try knownClientID(client, database) else { return [] }
      // By the ids of the claims and not by the state of the jobs, of which a hundred thousand may be queued.
      return try database.rows(
        """
        SELECT j.name, e.name, e.created FROM drops this
          CROSS JOIN jobs j ON j.id = this.job_id
          CROSS JOIN jobs e ON e.id = (
            SELECT d.job_id FROM drops d JOIN jobs o ON o.id = d.job_id
            WHERE d.client_id = this.client_id AND d.digest = this.digest AND d.job_id IS NOT NULL
              AND d.settings_digest = this.settings_digest AND d.job_id < this.job_id
              AND o.state NOT IN ('failed', 'quarantined', 'cancelled', 'deleted')
            ORDER BY d.job_id LIMIT 1)
        WHERE this.id >= ?2 AND +this.client_id = ?1 AND j.state = 'queued' AND j.lease_id IS NULL
          AND NOT coalesce(json_extract(this.settings, '$.again'), 0)
        LIMIT ?3
        """, id, claim, limit
      ) { row in
        Duplicate(
          job: try Self.name(row.text(0)), earlier: try Self.name(row.text(1)), since: Moment(microseconds: row.integer(2)))
      }
    }
  }

  /// Confirms a group of claims of one client, and points out the duplicates among them before anybody can lease one.
  package func welcome(_ claims: [Int64], of client: ClientName, next stage: Stage) throws -> [Duplicate] {
    guard let first = claims.min() else { return [] }
    _ = try confirmClaims(claims, next: stage)
    return try pointOutDuplicates(client, since: first, limit: claims.count)
  }

  /// Makes pointers of the duplicates that are still queued. What a kill left undone here is done by the next start.
  package func pointOutDuplicates(_ client: ClientName, since claim: Int64, limit: Int) throws -> [Duplicate] {
    let found = try duplicates(client, since: claim, limit: limit)
    for duplicate in found { try becomePointer(duplicate.job, to: duplicate.earlier) }
    return found
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
