package import Production
import Store

extension Ledger {
  /// What an approved batch becomes: one job for each row, with what was read for all of them and the row's own text as the approved one.
  ///
  /// Some rows at a time, so that nobody waits for ten thousand of them; `texts` are the scripts of rows 1, 2, 3 and so on. With the last of them the
  /// batch itself is finished. Answers whether it is. Repeated at any point, it goes on where it was.
  package func fanOut(
    _ name: JobName, into texts: [Artifact], next step: (state: JobState, stage: Stage), outputs: [Artifact],
    atMost count: Int = 200
  ) throws -> Bool {
    try fanOut(name, into: texts.map { RowOrder(text: $0) }, next: step, outputs: outputs, atMost: count)
  }

  /// The same for rows that have something else of their own.
  package func fanOut(
    _ name: JobName, into rows: [RowOrder], next step: (state: JobState, stage: Stage), outputs: [Artifact],
    atMost count: Int = 200
  ) throws -> Bool {
    try write { database in
      let parent = try row(of: name, database)
      if parent.state == .completed { return true }
      let made = try database.first("SELECT count(*) FROM jobs WHERE batch_id = ?1", parent.id) { Int($0.integer(0)) } ?? 0
      if made < rows.count {
        let origin = try origin(of: parent, rows: rows.count, database)
        for index in made..<min(rows.count, made + count) {
          try insertRow(index + 1, rows[index], of: parent, origin, step, database)
          if let line = rows[index].line { try stopIfForgotten(parent.name.row(index + 1), line, of: parent.dropID, database) }
        }
        if made + count < rows.count { return false }
      }
      try complete(parent, outputs: outputs, words: "\(rows.count) rows became jobs.", database)
      return true
    }
  }

  /// What all rows of a batch have in common.
  private struct Origin {
    let settings: SettingsText
    let rank: Int
    let approval: Approval?
    let script: DraftScript?
    /// Of what all of them together were estimated to cost, a row's share.
    let estimate: Money
    /// The stages that read the drop and looked at the script, and what they found out.
    let reading: Made?
    let scripting: Made?

    struct Made {
      let stage: Int64
      let facts: String
    }
  }

  private func origin(of parent: JobRow, rows: Int, _ database: Connection) throws -> Origin {
    let settings = Self.ofRow(try settings(ofDrop: parent.dropID, database))
    let script = try script(of: parent.id, version: parent.version, database)
    return Origin(
      settings: try SettingsText(settings), rank: settings.priority.rank,
      approval: try decisions(of: parent.id, database).last {
        $0.decision == .approve && $0.version == parent.version && $0.gate == .script
      },
      script: script, estimate: Money(microDollars: (script?.estimate.microDollars ?? 0) / Int64(max(1, rows))),
      reading: try made(.read, by: parent.id, database),
      scripting: try made(.script, by: parent.id, database))
  }

  private static func ofRow(_ settings: JobSettings) -> JobSettings {
    var settings = settings
    // It is no second drop of the same.
    settings.again = true
    // Its topic stands in its row.
    settings.topics = 0
    settings.topic = ""
    // Whoever drops one document meanwhile does not wait for a hundred rows.
    settings.priority = settings.priority == .high ? .normal : .low
    return settings
  }

  private func made(_ stage: Stage, by job: Int64, _ database: Connection) throws -> Origin.Made? {
    let known = try database.first(
      "SELECT id, facts FROM stages WHERE job_id = ?1 AND stage = ?2 AND outcome = 'done' ORDER BY id DESC LIMIT 1", job,
      stage.rawValue
    ) { ($0.integer(0), try Self.facts($0.textOrNil(1))) }
    return try known.map { id, facts in
      // A row is no list of people any more.
      Origin.Made(
        stage: id, facts: try JSONText.of(facts.filter { !$0.key.hasPrefix("batch.") && !$0.key.hasPrefix("leads.") }))
    }
  }

  private func insertRow(
    _ number: Int, _ own: RowOrder, of parent: JobRow, _ origin: Origin, _ step: (state: JobState, stage: Stage),
    _ database: Connection
  ) throws {
    let settings = try own.settings.map { try SettingsText(Self.ofRow($0)) } ?? origin.settings
    let drop = try copyDrop(of: parent, with: settings, database)
    let name = parent.name.row(number)
    try database.run(
      """
      INSERT INTO jobs (name, client_id, drop_id, state, next_stage, rank, version, created, changed, batch_id)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?9)
      """, name.text, parent.clientID, drop, step.state.rawValue, step.stage.rawValue, origin.rank, parent.version,
      now.microseconds, parent.id)
    let job = try row(of: name, database)
    try vouch(drop, as: job.id, in: step.state, "Row \(number) of \(parent.name).", database)
    if let line = own.line { try link(job.id, toLine: line, of: parent.dropID, database) }
    if let reading = origin.reading {
      let facts = try own.facts.map(JSONText.of) ?? reading.facts
      try copy(
        Origin.Made(stage: reading.stage, facts: facts), to: job.id,
        with: try own.document.map { [$0] } ?? Self.artifacts(of: reading.stage, database), database)
    }
    guard let text = own.text else { return }
    // Where nobody was asked, this is what is made.
    if let scripting = origin.scripting {
      try copy(scripting, to: job.id, with: [Artifact(name: "script.txt", digest: text.digest, size: text.size)], database)
    }
    if let script = origin.script {
      try insert(
        DraftScript(version: script.version, textDigest: text.digest, estimate: origin.estimate, length: script.length), job,
        database)
    }
    guard let approval = origin.approval else { return }
    let copy = Approval(
      decision: .approve, by: approval.by, at: approval.at, version: approval.version, textDigest: text.digest, notes: "",
      gate: approval.gate)
    try append(
      .decided, job: job.id, state: job.state,
      words: "What \(approval.by) approved of \(parent.name) is approved here, filled in for this row.",
      about: .approval(try insert(copy, job, database)), database)
  }

  private func copy(_ made: Origin.Made, to job: Int64, with artifacts: [Artifact], _ database: Connection) throws {
    try database.run(
      """
      INSERT INTO stages (job_id, stage, version, attempt, state_before, leased, ended, outcome, input_digest, facts)
      SELECT ?2, stage, version, attempt, state_before, leased, ended, outcome, NULL, ?3 FROM stages WHERE id = ?1
      """, made.stage, job, made.facts)
    let stage = database.lastID
    for (place, artifact) in artifacts.enumerated() {
      try database.run(
        "INSERT INTO artifacts (stage_id, place, name, digest, size) VALUES (?1, ?2, ?3, ?4, ?5)",
        stage, place, artifact.name, artifact.digest.bytes, artifact.size)
    }
  }

  /// Batches whose rows are jobs, the newest first; of all clients, or of one.
  package func batches(client: ClientName? = nil, limit: Int) throws -> [BatchCard] {
    try read { database in
      let ids = try database.rows(
        """
        SELECT DISTINCT j.batch_id FROM jobs j JOIN clients c ON c.id = j.client_id
        WHERE j.batch_id IS NOT NULL AND (?1 IS NULL OR c.name = ?1) ORDER BY j.batch_id DESC LIMIT ?2
        """, client?.text, limit
      ) { $0.integer(0) }
      return try ids.compactMap { try batch($0, database) }
    }
  }

  /// Those of a client, by its number, that are not finished, or of which something failed lately.
  func noteworthyBatches(of client: Int64, limit: Int, _ database: Connection) throws -> [BatchCard] {
    let ids = try database.rows(
      """
      SELECT batch_id FROM jobs WHERE client_id = ?1 AND batch_id IS NOT NULL
        AND state NOT IN ('completed', 'failed', 'quarantined', 'cancelled', 'deleted')
      UNION SELECT batch_id FROM jobs WHERE client_id = ?1 AND state IN ('failed', 'quarantined') AND changed > ?3
        AND batch_id IS NOT NULL
      ORDER BY batch_id DESC LIMIT ?2
      """, client, limit, now.advanced(by: .zero - Self.refusedFor).microseconds
    ) { $0.integer(0) }
    return try ids.compactMap { try batch($0, database) }
  }

  /// One batch; nil where there is none of that name.
  package func batch(named name: JobName) throws -> BatchCard? {
    try read { database in
      let id = try database.first(
        "SELECT id FROM jobs WHERE name = ?1 AND EXISTS (SELECT 1 FROM jobs r WHERE r.batch_id = jobs.id)", name.text
      ) { $0.integer(0) }
      return try id.flatMap { try batch($0, database) }
    }
  }

  private func batch(_ id: Int64, _ database: Connection) throws -> BatchCard? {
    let counts = try database.rows(
      "SELECT state, count(*), sum(cost) FROM jobs WHERE batch_id = ?1 GROUP BY state", id
    ) { (try Self.word($0.text(0)) as JobState, Int($0.integer(1)), Money(microDollars: $0.integer(2))) }
    return try database.first(
      "SELECT j.name, c.name, j.created, j.cost FROM jobs j JOIN clients c ON c.id = j.client_id WHERE j.id = ?1", id
    ) { row in
      BatchCard(
        name: try Self.name(row.text(0)), client: try Self.client(row.text(1)), created: Moment(microseconds: row.integer(2)),
        counts: Dictionary(uniqueKeysWithValues: counts.map { ($0.0, $0.1) }),
        cost: counts.reduce(Money(microDollars: row.integer(3))) { $0 + $1.2 })
    }
  }

  /// The rows of a batch in their order, each in one line.
  package func rows(of batch: JobName, limit: Int = -1) throws -> [JobCard] {
    try read { database in
      try database.rows(
        "SELECT cards.* FROM cards JOIN jobs p ON p.id = cards.batch_id WHERE p.name = ?1 ORDER BY cards.id LIMIT ?2",
        batch.text, limit, as: Self.card)
    }
  }

  /// What each row's stages made under this name; the newest of each.
  package func artifacts(called artifact: String, ofBatch name: JobName) throws -> [JobName: Artifact] {
    try read { database in
      let made = try database.rows(
        """
        SELECT r.name, a.name, a.digest, a.size FROM jobs p JOIN jobs r ON r.batch_id = p.id
          JOIN stages s ON s.job_id = r.id AND s.outcome = 'done' JOIN artifacts a ON a.stage_id = s.id
        WHERE p.name = ?1 AND a.name = ?2 ORDER BY s.id
        """, name.text, artifact
      ) { (try Self.name($0.text(0)), try Self.artifact($0, from: 1)) }
      return Dictionary(made) { $1 }
    }
  }

  /// Ends all rows of a batch that have not come to rest, in one step. Answers with them, and with the leases that were running: their workers are to be
  /// stopped. Throws a `Refusal` while there are still rows that are no jobs yet.
  package func cancelRows(of batch: JobName, by person: String) throws -> (rows: [JobName], ended: [Lease]) {
    try write { database in
      guard try row(of: batch, database).state == .completed else {
        throw Refusal("The rows of \(batch) are just becoming jobs.", wayOut: "Cancel it again in a minute.")
      }
      let names = try database.rows(
        """
        SELECT r.name FROM jobs r JOIN jobs p ON p.id = r.batch_id WHERE p.name = ?1
          AND r.state NOT IN ('completed', 'failed', 'quarantined', 'cancelled', 'deleted') ORDER BY r.id
        """, batch.text
      ) { try Self.name($0.text(0)) }
      var cancelled: (rows: [JobName], ended: [Lease]) = ([], [])
      for name in names {
        var job = try row(of: name, database)
        // What is just being put into the outbox gets there.
        guard job.state.mayBecome(.cancelled), !job.isBeingPublished(at: now) else { continue }
        if let ended = try cancelLease(of: job, database) { cancelled.ended.append(ended) }
        try job.move(to: .cancelled)
        job.rest(stoppedAt: nil)
        try save(job, .cancelled, "Cancelled by \(person), with all of \(batch).", database)
        cancelled.rows.append(name)
      }
      return cancelled
    }
  }
}
