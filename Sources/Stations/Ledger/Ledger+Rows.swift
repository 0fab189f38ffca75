import Production
import Store

extension Ledger {
  func row(of name: JobName, _ database: Connection) throws -> JobRow {
    let found = try database.first(
      """
      SELECT j.id, j.name, j.client_id, c.name, j.drop_id, j.state, j.next_stage, j.stopped_at, j.not_before, j.lease_id, j.version,
        j.pointer_to, j.note, j.gate, j.needs, j.starts_at
      FROM jobs j JOIN clients c ON c.id = j.client_id WHERE j.name = ?1
      """, name.text, as: Self.jobRow)
    guard let found else { throw LedgerError.noSuchJob(name) }
    return found
  }

  private static func jobRow(_ row: borrowing Row) throws -> JobRow {
    JobRow(
      id: row.integer(0), name: try name(row.text(1)), clientID: row.integer(2), client: try client(row.text(3)),
      dropID: row.integer(4), state: try word(row.text(5)), nextStage: try row.textOrNil(6).map(word),
      stoppedAt: try row.textOrNil(7).map(word), notBefore: row.integer(8) == 0 ? nil : Moment(microseconds: row.integer(8)),
      startsAt: row.integerOrNil(15).map(Moment.init(microseconds:)),
      leaseID: row.integerOrNil(9), version: Int(row.integer(10)), pointerTo: row.integerOrNil(11),
      note: try row.textOrNil(12).map { try JSONText.value(Refusal.self, from: $0) }, gate: try row.textOrNil(13).map(word),
      needs: Money(microDollars: row.integer(14)))
  }

  /// Writes a changed job back, and says in the chain what happened.
  func save(
    _ job: JobRow, _ event: LedgerEvent, _ words: String, about record: VouchedRecord? = nil, _ database: Connection
  ) throws {
    try database.run(
      """
      UPDATE jobs SET state = ?2, next_stage = ?3, stopped_at = ?4, not_before = ?5, lease_id = ?6, version = ?7, pointer_to = ?8,
        note = ?9, changed = ?10, gate = ?11, needs = ?12, starts_at = ?13
      WHERE id = ?1
      """,
      job.id, job.state.rawValue, job.nextStage?.rawValue, job.stoppedAt?.rawValue, job.notBefore?.microseconds ?? 0, job.leaseID,
      job.version, job.pointerTo, try job.note.map { try JSONText.of($0) }, now.microseconds, job.gate?.rawValue,
      job.state == .overBudget ? job.needs.microDollars : 0, job.startsAt?.microseconds)
    try append(event, job: job.id, state: job.state, words: words, about: record, database)
  }

  /// The id of a client, which is made when it is new.
  func clientID(_ client: ClientName, _ database: Connection) throws -> Int64 {
    if let id = try knownClientID(client, database) { return id }
    try database.run("INSERT INTO clients (name) VALUES (?1)", client.text)
    return database.lastID
  }

  func knownClientID(_ client: ClientName, _ database: Connection) throws -> Int64? {
    try database.first("SELECT id FROM clients WHERE name = ?1", client.text) { $0.integer(0) }
  }

  static func name(_ text: String) throws -> JobName {
    guard let name = JobName(text) else { throw LedgerError.damaged(detail: "\"\(text)\" is no name of a job") }
    return name
  }

  static func client(_ text: String) throws -> ClientName {
    guard let name = ClientName(text) else { throw LedgerError.damaged(detail: "\"\(text)\" is no name of a client") }
    return name
  }

  /// A value of one of the vocabulary's lists.
  static func word<Word: RawRepresentable<String>>(_ text: String) throws -> Word {
    guard let word = Word(rawValue: text) else { throw LedgerError.damaged(detail: "\"\(text)\" is no \(Word.self)") }
    return word
  }

  static func artifact(_ row: borrowing Row, from column: Int) throws -> Artifact {
    Artifact(name: row.text(column), digest: try digest(row.blob(column + 1)), size: row.integer(column + 2))
  }
}
