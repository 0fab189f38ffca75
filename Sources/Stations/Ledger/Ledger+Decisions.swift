package import Production
import Store

extension Ledger {
  func insert(_ script: DraftScript, _ job: JobRow, _ database: Connection) throws {
    guard script.version == job.version else {
      throw LedgerError.failed(
        detail: "version \(script.version) of \(job.name) was offered, but \(job.version) is being written")
    }
    try database.run(
      "INSERT INTO scripts (job_id, version, text_digest, estimate, length, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
      job.id, script.version, script.textDigest.bytes, script.estimate.microDollars, script.length.microseconds, now.microseconds)
    try append(
      .scripted, job: job.id, state: job.state, words: "Version \(script.version) of the script is written.",
      about: .script(database.lastID), database)
  }

  /// The script that the job offers for review, or had approved; nil before the first one. An earlier one by its version.
  package func script(of name: JobName, version: Int? = nil) throws -> DraftScript? {
    try read { database in
      let job = try row(of: name, database)
      return try script(of: job.id, version: version ?? job.version, database)
    }
  }

  func script(of job: Int64, version: Int, _ database: Connection) throws -> DraftScript? {
    try database.first(
      """
      SELECT version, text_digest, estimate, length FROM scripts WHERE job_id = ?1 AND version = ?2 ORDER BY id DESC LIMIT 1
      """, job, version
    ) { row in
      DraftScript(
        version: Int(row.integer(0)), textDigest: try Self.digest(row.blob(1)), estimate: Money(microDollars: row.integer(2)),
        length: Timecode(microseconds: row.integer(3)))
    }
  }

  /// A person decided about a job. A rejected or redone script makes way for the next version, and `script` is that version where it
  /// is known already. An approval that is over the budget makes the job wait for money instead. Answers with the state that the job
  /// has now, and with the lease that was running and has ended by a cancel. Throws a `Refusal` when the job cannot take the decision
  /// as it is now.
  @discardableResult
  package func decide(
    _ name: JobName, _ approval: Approval, then state: JobState, next stage: Stage?, at gate: Gate? = nil, notBefore: Moment?,
    startsAt: Moment? = nil, within budget: Budget? = nil, script: DraftScript? = nil
  ) throws -> (state: JobState, ended: Lease?) {
    try write { database in
      var job = try row(of: name, database)
      try check(approval, on: job, then: state)
      let id = try insert(approval, job, database)
      let ended = state == .cancelled ? try cancelLease(of: job, database) : nil
      try job.move(to: state)
      if state.isAtRest { job.rest(stoppedAt: nil) }
      job.nextStage = stage
      if let gate { job.gate = gate }
      job.wait(until: notBefore, andFor: startsAt)
      job.note = nil
      if [.reject, .redo].contains(approval.decision) { job.version += 1 }
      if approval.decision == .approve, let budget, let stage { try hold(&job, before: stage, over: budget, database) }
      let notes = approval.notes.isEmpty ? "" : " Notes: \(approval.notes)"
      let what = approval.gate == .script ? "" : " (\(approval.gate.rawValue))"
      let words = "Decision on version \(approval.version)\(what): \(approval.decision.rawValue), by \(approval.by).\(notes)"
      try save(job, .decided, words, about: .approval(id), database)
      if let script { try insert(script, job, database) }
      return (job.state, ended)
    }
  }

  private func check(_ approval: Approval, on job: JobRow, then state: JobState) throws {
    let cannot = "\(job.name) is \(job.state.rawValue), so \"\(approval.decision.rawValue)\" decides nothing now."
    guard approval.version == job.version else {
      throw Refusal(
        "The decision is about version \(approval.version) of \(job.name), but version \(job.version) is the newest.",
        wayOut: "Read the newest script and decide about that one.")
    }
    guard job.state == state || job.state.mayBecome(state) else {
      throw Refusal(cannot, wayOut: "Look at STATUS.html for what the job waits for.")
    }
    guard state != .cancelled || !job.isBeingPublished(at: now) else { throw Self.tooLate(toCancel: job.name) }
    guard approval.decision == .cancel || job.leaseID == nil else {
      throw Refusal(cannot, wayOut: "Wait until its stage is done, or cancel it.")
    }
  }

  func insert(_ approval: Approval, _ job: JobRow, _ database: Connection) throws -> Int64 {
    let sealed = SealedWords([approval.by, approval.notes])
    try database.run(
      """
      INSERT INTO approvals
        (job_id, decision, version, text_digest, at, person, notes, salt, words_digest, after_stage, gate, list_digest)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, (SELECT coalesce(max(id), 0) FROM stages WHERE job_id = ?1), ?10, ?11)
      """,
      job.id, approval.decision.rawValue, approval.version, approval.textDigest?.bytes, approval.at.microseconds, approval.by,
      approval.notes, sealed.salt, sealed.digest.bytes, approval.gate.rawValue, approval.listDigest?.bytes)
    return database.lastID
  }

  /// Takes the latest decision back, as long as nothing was begun because of it: the job waits where it was decided about. `nothingIsOut`
  /// says of one that is to be published that nothing of it lies in the outbox, although its grace is over.
  package func undoDecision(_ name: JobName, nothingIsOut: Bool = false) throws {
    try write { database in
      var job = try row(of: name, database)
      let undone = try database.first(
        """
        SELECT id, gate FROM approvals WHERE id = (SELECT max(id) FROM approvals WHERE job_id = ?1 AND undone IS NULL)
          AND decision IN ('approve', 'hold') AND after_stage = (SELECT coalesce(max(id), 0) FROM stages WHERE job_id = ?1)
        """, job.id
      ) { (id: $0.integer(0), gate: try Self.word($0.text(1)) as Gate) }
      guard let undone, job.leaseID == nil, job.state == undone.gate.state || job.state.mayBecome(undone.gate.state),
        nothingIsOut || !job.isBeingPublished(at: now)
      else {
        throw Refusal(
          "The decision about \(name) cannot be taken back: it is \(job.state.rawValue).",
          wayOut: "Cancel the job, and drop the document again.")
      }
      try database.run("UPDATE approvals SET undone = ?2 WHERE id = ?1", undone.id, now.microseconds)
      try job.move(to: undone.gate.state)
      job.gate = undone.gate
      job.nextStage = nil
      job.notBefore = nil
      job.note = nil
      try save(job, .undone, "The decision was taken back.", about: .approval(undone.id), database)
    }
  }

  /// Decisions that stand, oldest first.
  func decisions(of job: Int64, _ database: Connection) throws -> [Approval] {
    try database.rows(
      """
      SELECT decision, person, at, version, text_digest, notes, gate, list_digest FROM approvals
      WHERE job_id = ?1 AND undone IS NULL ORDER BY id
      """, job
    ) { row in
      Approval(
        decision: try Self.word(row.text(0)), by: row.text(1), at: Moment(microseconds: row.integer(2)),
        version: Int(row.integer(3)),
        textDigest: try row.blobOrNil(4).map(Self.digest), notes: row.text(5), gate: try Self.word(row.text(6)),
        listDigest: try row.blobOrNil(7).map(Self.digest))
    }
  }
}
