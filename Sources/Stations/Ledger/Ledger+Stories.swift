package import Production
import Store

extension Ledger {
  /// A job's whole story; nil when there is no such job.
  package func story(_ name: JobName) throws -> JobStory? {
    try read { database in
      guard let card = try card(of: name, database) else { return nil }
      let job = try row(of: name, database)
      let record = try record(of: job, database)
      let order = record.order
      return JobStory(
        card: card, sourceName: order.drop.displayName, sourceDigest: order.drop.digest, settings: record.settings,
        approvals: try decisions(of: job.id, database), stages: try receipt(of: job.id, database),
        outputs: try outputs(of: job.id, database), events: try events(of: job.id, database))
    }
  }

  /// The newest result of each stage, with what all its tries cost.
  private func receipt(of job: Int64, _ database: Connection) throws -> [ReceiptLine] {
    try database.rows(
      """
      SELECT max(s.id), s.stage, s.leased, s.ended, s.attempt, s.facts, (
        SELECT coalesce(sum(calls.cost), 0) FROM stages t JOIN calls ON calls.stage_id = t.id WHERE t.job_id = ?1 AND t.stage = s.stage)
      FROM stages s WHERE s.job_id = ?1 AND s.outcome = 'done' GROUP BY s.stage ORDER BY 1
      """, job
    ) { row in
      ReceiptLine(
        stage: try Self.word(row.text(1)), started: Moment(microseconds: row.integer(2)),
        ended: Moment(microseconds: row.integer(3)),
        attempts: Int(row.integer(4)), cost: Money(microDollars: row.integer(6)), facts: try Self.facts(row.textOrNil(5)),
        artifacts: try Self.artifacts(of: row.integer(0), database))
    }
  }

  private func outputs(of job: Int64, _ database: Connection) throws -> [Artifact] {
    try database.rows("SELECT name, digest, size FROM outputs WHERE job_id = ?1 ORDER BY id", job) {
      try Self.artifact($0, from: 0)
    }
  }

  private func events(of job: Int64, _ database: Connection) throws -> [StoryEvent] {
    try database.rows("SELECT sequence, at, kind, body FROM events WHERE job_id = ?1 ORDER BY sequence", job) { row in
      StoryEvent(sequence: row.integer(0), at: Moment(microseconds: row.integer(1)), kind: row.text(2), text: row.text(3))
    }
  }

  /// All that was ever published, a page at a time, so that each file can be compared with its digest. Begin with zero; the next page
  /// begins after the last id.
  package func outputs(after id: Int64, limit: Int) throws -> [RecordedOutput] {
    try read { database in
      try database.rows(
        """
        SELECT o.id, j.name, c.name, o.name, o.digest, o.size
        FROM outputs o JOIN jobs j ON j.id = o.job_id JOIN clients c ON c.id = j.client_id WHERE o.id > ?1 AND j.state <> 'deleted'
        ORDER BY o.id LIMIT ?2
        """, id, limit
      ) { row in
        RecordedOutput(
          id: row.integer(0), job: try Self.name(row.text(1)), client: try Self.client(row.text(2)),
          artifact: try Self.artifact(row, from: 3))
      }
    }
  }
}
