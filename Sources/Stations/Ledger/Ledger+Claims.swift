package import Production
import Store

extension Ledger {
  /// Writes down that a group of drops is about to be taken, in one transaction. A file whose claim is open already keeps its id.
  package func beginClaims(_ notices: [DropNotice]) throws -> [Claim] {
    try write { database in
      var clients: [ClientName: Int64] = [:]
      var last: (settings: JobSettings, text: SettingsText)?
      return try notices.map { notice in
        let drop = notice.drop
        let client = try clients[drop.client] ?? clientID(drop.client, database)
        clients[drop.client] = client
        if case .order(let order) = notice, last?.settings != order.settings {
          last = (order.settings, try SettingsText(order.settings))
        }
        return Claim(id: try insert(notice, client, last?.text, database), notice: notice)
      }
    }
  }

  private func insert(_ notice: DropNotice, _ client: Int64, _ settings: SettingsText?, _ database: Connection) throws -> Int64 {
    let drop = notice.drop
    var kind: String?
    var rank = Priority.normal.rank
    var why: String?
    switch notice {
    case .order(let order): (kind, rank) = (order.kind.rawValue, order.settings.priority.rank)
    case .refused(_, let refusal): why = try JSONText.of(refusal)
    }
    let id = try database.first(
      """
      INSERT INTO drops (client_id, path, device, inode, size, modified, digest, kind, settings, settings_digest, state, why, at,
        rank, shape)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 'claiming', ?11, ?12, ?13, ?14)
      ON CONFLICT (client_id, device, inode, path) WHERE state = 'claiming' DO UPDATE SET size = excluded.size,
        modified = excluded.modified, digest = excluded.digest, kind = excluded.kind, settings = excluded.settings,
        settings_digest = excluded.settings_digest, why = excluded.why, at = excluded.at, rank = excluded.rank,
        shape = excluded.shape
      RETURNING id
      """,
      client, Self.bytes(ofPath: drop.path), Int64(bitPattern: drop.device), Int64(bitPattern: drop.inode), drop.size,
      drop.modified.microseconds, drop.digest.bytes, kind, kind == nil ? nil : settings?.text,
      kind == nil ? nil : settings?.digest.bytes, why, now.microseconds, rank,
      drop.shape.rawValue
    ) { $0.integer(0) }
    guard let id else { throw LedgerError.failed(detail: "a claim got no id") }
    if drop.shape != .file { try keep(drop.parts, ofDrop: id, database) }
    return id
  }

  /// The claimed drops are safe with us: each becomes a job that is queued for `stage`. The names are in the order of the ids; a
  /// claim that was confirmed before answers with the job that it has.
  package func confirmClaims(_ ids: [Int64], next stage: Stage) throws -> [JobName] {
    try write { database in
      var numbers: [String: Int] = [:]
      return try ids.map { id in
        guard let claim = try claim(id, database) else { throw LedgerError.noSuchClaim(id) }
        if let job = claim.job { return job }
        guard claim.isOpen, let kind = claim.kind else { throw LedgerError.noSuchClaim(id) }
        return try makeJob(id, claim, kind, next: stage, numbers: &numbers, database)
      }
    }
  }

  private func makeJob(
    _ id: Int64, _ claim: OpenClaim, _ kind: String, next stage: Stage, numbers: inout [String: Int], _ database: Connection
  ) throws -> JobName {
    var name = JobName(fromDrop: claim.shownName, shape: claim.shape, isTaken: { _ in false })
    // Most names are free, and to write the row tells as much as to ask before.
    if try !insertJob(name, id, claim, next: stage, database) {
      name = try freeName(likeTaken: name, numbers: &numbers, database)
      guard try insertJob(name, id, claim, next: stage, database) else {
        throw LedgerError.failed(detail: "the name \(name) was free and is taken")
      }
    }
    let job = database.lastID
    let vouched = try database.first(
      """
      UPDATE drops SET state = 'taken', job_id = ?2 WHERE id = ?1
      RETURNING client_id, job_id, size, digest, settings_digest, state
      """, id, job, as: Self.dropDigest)
    try append(
      .taken, job: job, state: .queued, words: "Taken in: \(claim.shownName).", about: .drop(id), digest: vouched, database)
    return name
  }

  /// False when the name is taken.
  private func insertJob(
    _ name: JobName, _ id: Int64, _ claim: OpenClaim, next stage: Stage, _ database: Connection
  ) throws -> Bool {
    try database.run(
      """
      INSERT INTO jobs (name, client_id, drop_id, state, next_stage, rank, created, changed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)
      ON CONFLICT (name) DO NOTHING
      """, name.text, claim.client, id, JobState.queued.rawValue, stage.rawValue, claim.rank, now.microseconds) == 1
  }

  /// Claims that were begun and neither confirmed nor withdrawn: what a restart finishes first.
  package func openClaims() throws -> [Claim] {
    try read { database in
      try database.rows(
        """
        SELECT d.id, c.name, d.path, d.device, d.inode, d.size, d.modified, d.digest, d.shape, d.id, d.kind, d.settings, d.why
        FROM drops d JOIN clients c ON c.id = d.client_id WHERE d.state = 'claiming' ORDER BY d.id
        """
      ) { row in
        let drop = try drop(row, from: 1, database)
        guard let kind = try row.textOrNil(10).map({ try Self.word($0) as DropKind }) else {
          return Claim(id: row.integer(0), notice: .refused(drop, try JSONText.value(Refusal.self, from: row.text(12))))
        }
        let settings = try SettingsText.settings(from: row.text(11), database)
        return Claim(id: row.integer(0), notice: .order(JobOrder(drop: drop, kind: kind, settings: settings)))
      }
    }
  }

  /// The drop is not ours after all: it was changed or taken away before it could be moved. It may be claimed again.
  package func withdrawClaim(_ id: Int64, why: String) throws {
    try end(id, as: "withdrawn", why: why, .withdrawn, words: "Not taken in: \(why)")
  }

  /// The claimed drop lies in failed/ with its WHY.txt, and became no job.
  package func refuseClaim(_ id: Int64, why: Refusal) throws {
    try end(id, as: "refused", why: try JSONText.of(why), .refused, words: "Refused: \(why.sentence)")
  }

  private func end(_ id: Int64, as state: String, why: String, _ event: LedgerEvent, words: String) throws {
    try write { database in
      let changed = try database.run("UPDATE drops SET state = ?2, why = ?3 WHERE id = ?1 AND state = 'claiming'", id, state, why)
      guard changed == 1 else { throw LedgerError.noSuchClaim(id) }
      try append(event, job: nil, words: words, about: .drop(id), database)
    }
  }

  private struct OpenClaim {
    let client: Int64
    let shownName: String
    let shape: DropShape
    let kind: String?
    let rank: Int64
    let isOpen: Bool
    let job: JobName?
  }

  private func claim(_ id: Int64, _ database: Connection) throws -> OpenClaim? {
    try database.first(
      """
      SELECT d.client_id, d.path, d.kind, d.rank, d.state, j.name, d.shape
      FROM drops d LEFT JOIN jobs j ON j.id = d.job_id WHERE d.id = ?1
      """, id
    ) { row in
      let shown = Self.path(fromBytes: row.blob(1)).last.map { String(decoding: $0, as: UTF8.self) } ?? ""
      return OpenClaim(
        client: row.integer(0), shownName: shown, shape: try Self.word(row.text(6)), kind: row.textOrNil(2), rank: row.integer(3),
        isOpen: row.text(4) == "claiming", job: try row.textOrNil(5).map(Self.name))
    }
  }
}
