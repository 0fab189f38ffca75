import Production
import Store

extension Ledger {
  /// Computes everything anew and says in plain sentences what does not fit; empty when all is as it was written. It reads the whole
  /// ledger, a part at a time, so that work goes on between.
  package func verify() async throws -> [String] {
    var audit = ChainAudit()
    while try read({ try look(at: &audit, $0) }) { await Task.yield() }
    return try read { database in
      let cut = try audit.finished(lastEver: lastEventEver(database))
      return try cut + wrongRecords(database) + wrongStates(database) + wrongTotals(database) + database.integrityProblems()
    }
  }

  /// Goes on with the chain for some thousand events; false at its end.
  private func look(at audit: inout ChainAudit, _ database: Connection) throws -> Bool {
    let page = 2_000
    let events = try database.rows(
      """
      SELECT sequence, at, job_id, kind, state, body_digest, record, record_id, record_digest, digest, body, salt,
        body IS NULL AND EXISTS (SELECT 1 FROM events l WHERE l.job_id = e.job_id AND l.kind = 'erased' AND l.sequence > e.sequence)
      FROM events e WHERE sequence > ?1 ORDER BY sequence LIMIT ?2
      """, audit.last.sequence, page
    ) { row in
      ChainAudit.Event(
        entry: EventChain.Entry(
          sequence: row.integer(0), at: row.integer(1), job: row.integerOrNil(2), kind: row.text(3), state: row.textOrNil(4),
          bodyDigest: row.blob(5), record: row.textOrNil(6), recordID: row.integerOrNil(7), recordDigest: row.blobOrNil(8)),
        digest: row.blob(9), words: row.textOrNil(10), salt: row.blobOrNil(11), isErased: row.integer(12) == 1)
    }
    for event in events { audit.look(at: event) }
    return events.count == page
  }

  /// The highest number that SQLite remembers to have given, which stays when rows are deleted.
  private func lastEventEver(_ database: Connection) throws -> Int64 {
    try database.first("SELECT seq FROM sqlite_sequence WHERE name = 'events'") { $0.integer(0) } ?? 0
  }

  /// Rows that an event vouches for: the newest event about each must fit, and none may be without one.
  private func wrongRecords(_ database: Connection) throws -> [String] {
    let newest = try database.rows(
      """
      SELECT record, record_id, record_digest FROM events e WHERE record IS NOT NULL AND sequence =
        (SELECT max(sequence) FROM events l WHERE l.record = e.record AND l.record_id = e.record_id)
      """
    ) { row -> String? in
      let (kind, id) = (row.text(0), row.integer(1))
      guard let record = VouchedRecord(kind, id: id) else { return "An event speaks of a \(kind), which does not exist." }
      guard let digest = try? digest(of: record, database) else { return "The \(kind) \(id) is missing." }
      return digest.bytes == row.blob(2) ? nil : "The \(kind) \(id) was changed after it was recorded."
    }.compactMap { $0 }
    let unvouched = try database.rows(
      """
      WITH rows (record, id) AS (
        SELECT 'drop', id FROM drops WHERE state <> 'claiming' UNION ALL SELECT 'script', id FROM scripts
        UNION ALL SELECT 'approval', id FROM approvals UNION ALL SELECT 'call', id FROM calls
        UNION ALL SELECT DISTINCT 'outputs', job_id FROM outputs)
      SELECT record, id FROM rows r WHERE NOT EXISTS (SELECT 1 FROM events e WHERE e.record = r.record AND e.record_id = r.id)
      """
    ) { "The \($0.text(0)) \($0.integer(1)) has no event: it was not written by the service." }
    return try newest + unvouched + wrongWords(database) + wrongParts(database)
  }

  /// What people wrote with a decision must be what was sealed, or be erased by an event that says so.
  private func wrongWords(_ database: Connection) throws -> [String] {
    try database.rows(
      """
      SELECT id, person, notes, salt, words_digest, person IS NULL AND EXISTS (
        SELECT 1 FROM events e JOIN events v ON v.record = 'approval' AND v.record_id = a.id
        WHERE e.job_id = a.job_id AND e.kind = 'erased' AND e.sequence > v.sequence)
      FROM approvals a
      """
    ) { row -> String? in
      guard row.integer(5) == 0 else { return nil }
      let sealed = SealedWords([row.text(1), row.text(2)], salt: row.blob(3))
      return sealed.digest.bytes == row.blob(4) ? nil : "The words of decision \(row.integer(0)) were changed."
    }.compactMap { $0 }
  }

  private func wrongStates(_ database: Connection) throws -> [String] {
    try database.rows(
      """
      SELECT name, state, told FROM (SELECT name, state, (
        SELECT e.state FROM events e WHERE e.job_id = j.id AND e.state IS NOT NULL ORDER BY e.sequence DESC LIMIT 1) AS told
      FROM jobs j) WHERE told IS NOT state
      """
    ) { row in
      guard let told = row.textOrNil(2) else { return "The job \(row.text(0)) has no events." }
      return "The job \(row.text(0)) is \(row.text(1)), but its last event says \(told)."
    }
  }

  private func wrongTotals(_ database: Connection) throws -> [String] {
    try database.rows(
      """
      SELECT 'The cost of the job ' || name || ' is not the sum of its calls.' FROM jobs j
        WHERE cost <> (SELECT coalesce(sum(cost), 0) FROM calls c WHERE c.job_id = j.id)
      UNION ALL
      SELECT 'The count of ' || t.state || ' jobs of ' || c.name || ' is wrong.' FROM job_totals t JOIN clients c ON c.id = t.client_id
        WHERE t.jobs <> (SELECT count(*) FROM jobs j WHERE j.client_id = t.client_id AND j.state = t.state)
      UNION ALL
      SELECT 'The costs of ' || c.name || ' in ' || t.month || ' are not the sum of its calls.'
        FROM cost_totals t JOIN clients c ON c.id = t.client_id
        WHERE t.cost <> (SELECT coalesce(sum(cost), 0) FROM calls a WHERE a.client_id = t.client_id
          AND strftime('%Y-%m', a.intended / 1000000, 'unixepoch') = t.month)
      """
    ) { $0.text(0) }
  }
}
