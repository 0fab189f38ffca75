import Production
import Store

extension Ledger {
  /// Puts one event at the end of the chain, in the transaction that is under way. `words` is one sentence for a person; `digest`
  /// is that of the record where the caller has it already.
  ///
  /// Never inlined, because the optimiser of Swift 6.3.1 breaks (CopyPropagation) when it knows the record at compile time.
  @inline(never)
  func append(
    _ event: LedgerEvent, job: Int64?, state: JobState? = nil, words: String, about record: VouchedRecord? = nil,
    digest: Digest? = nil, _ database: Connection
  ) throws {
    let previous = try head ?? lastLink(database)
    let sealed = SealedWords([words])
    let entry = EventChain.Entry(
      sequence: previous.sequence + 1, at: now.microseconds, job: job, kind: event.rawValue, state: state?.rawValue,
      bodyDigest: sealed.digest.bytes, record: record?.kind, recordID: record?.id,
      recordDigest: try digest?.bytes ?? record.map { try self.digest(of: $0, database).bytes })
    let link = EventChain.Link(sequence: entry.sequence, digest: entry.digest(after: previous.digest))
    try database.run(
      """
      INSERT INTO events (sequence, at, job_id, kind, state, body, salt, body_digest, record, record_id, record_digest, digest)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
      """,
      entry.sequence, entry.at, entry.job, entry.kind, entry.state, words, sealed.salt, entry.bodyDigest, entry.record,
      entry.recordID,
      entry.recordDigest, link.digest.bytes)
    head = link
  }

  private func lastLink(_ database: Connection) throws -> EventChain.Link {
    try database.first("SELECT sequence, digest FROM events ORDER BY sequence DESC LIMIT 1") { row in
      EventChain.Link(sequence: row.integer(0), digest: try Self.digest(row.blob(1)))
    } ?? .start
  }

  /// A digest of a row as it stands now, of all its columns but those that can be erased.
  func digest(of record: VouchedRecord, _ database: Connection) throws -> Digest {
    var fields = FieldBytes()
    switch record {
    case .drop(let id):
      let digest = try database.first(
        "SELECT client_id, job_id, size, digest, settings_digest, state FROM drops WHERE id = ?1", id, as: Self.dropDigest)
      guard let digest else { throw LedgerError.damaged(detail: "a drop that an event speaks of is not there") }
      return digest
    case .script(let id):
      try database.rows("SELECT job_id, version, estimate, length, at, text_digest FROM scripts WHERE id = ?1", id) { row in
        for column in 0...4 { fields.add(row.integer(column)) }
        fields.add(row.blob(5))
      }.requireOne()
    case .approval(let id):
      try database.rows(
        "SELECT job_id, version, at, undone, decision, text_digest, words_digest, gate, list_digest FROM approvals WHERE id = ?1",
        id
      ) { row in
        for column in 0...3 { fields.add(row.integerOrNil(column)) }
        fields.add(row.text(4))
        for column in 5...6 { fields.add(row.blobOrNil(column)) }
        // What was decided before there were other gates keeps the digest that it had.
        if row.text(7) != Gate.script.rawValue { fields.add(row.text(7)) }
        // And what was decided of the list as it was dropped.
        if let list = row.blobOrNil(8) { fields.add(list) }
      }.requireOne()
    case .call(let id):
      try database.rows("SELECT job_id, stage_id, cost, key, provider, state, answer_digest FROM calls WHERE id = ?1", id) {
        row in
        for column in 0...2 { fields.add(row.integer(column)) }
        for column in 3...5 { fields.add(row.text(column)) }
        fields.add(row.blobOrNil(6))
      }.requireOne()
    case .outputs(let job):
      _ = try database.rows("SELECT name, digest, size FROM outputs WHERE job_id = ?1 ORDER BY id", job) { row in
        fields.add(row.text(0))
        fields.add(row.blob(1))
        fields.add(row.integer(2))
      }
    case .leads(let drop):
      _ = try database.rows("SELECT lead_id, line, digest FROM lead_mentions WHERE drop_id = ?1 ORDER BY lead_id", drop) { row in
        fields.add(row.integer(0))
        fields.add(row.integer(1))
        fields.add(row.blob(2))
      }
    }
    return fields.digest
  }

  /// client, job, size, digest, digest of the settings, state.
  static func dropDigest(_ row: borrowing Row) -> Digest {
    var fields = FieldBytes()
    for column in 0...2 { fields.add(row.integerOrNil(column)) }
    for column in 3...4 { fields.add(row.blobOrNil(column)) }
    fields.add(row.text(5))
    return fields.digest
  }

  /// Empties all words about a job: what people wrote and are called, in its events and decisions. The chain stays whole.
  func eraseWords(of job: JobRow, _ database: Connection) throws {
    try database.run("UPDATE events SET body = NULL, salt = NULL WHERE job_id = ?1", job.id)
    try database.run("UPDATE approvals SET person = NULL, notes = NULL, salt = NULL WHERE job_id = ?1", job.id)
    try append(.erased, job: job.id, state: job.state, words: "What people wrote about it was erased.", database)
  }

  static func digest(_ bytes: [UInt8]) throws -> Digest {
    guard let digest = Digest(bytes: bytes) else { throw LedgerError.damaged(detail: "a digest has \(bytes.count) bytes") }
    return digest
  }
}

extension [Void] {
  fileprivate func requireOne() throws {
    guard count == 1 else { throw LedgerError.damaged(detail: "a row that an event speaks of is not there") }
  }
}
