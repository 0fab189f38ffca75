package import Production
import Store

extension Ledger {
  /// The job's files lie in the outbox, complete: these and no others.
  /// `hosting` is what is to become of it besides: it is wanted from the moment on in which the job is completed.
  package func publish(_ name: JobName, outputs: [Artifact], hosting: HostedVideo? = nil) throws {
    try write { database in
      let job = try row(of: name, database)
      try complete(job, outputs: outputs, words: "\(outputs.count) files were published.", database)
      if let hosting { try insert(hosting, job, due: nil, database) }
    }
  }

  func complete(_ job: JobRow, outputs: [Artifact], words: String, _ database: Connection) throws {
    var job = job
    guard job.leaseID == nil else { throw LedgerError.forbidden(job.name, from: job.state, to: .completed) }
    try job.move(to: .completed)
    job.rest(stoppedAt: nil)
    job.note = nil
    let before = try database.first("SELECT sum(size) FROM outputs WHERE job_id = ?1", job.id) { $0.integer(0) } ?? 0
    try stored(outputs.reduce(0) { $0 + $1.size } - before, of: job, database)
    try database.run("DELETE FROM outputs WHERE job_id = ?1", job.id)
    for output in outputs {
      try database.run(
        "INSERT INTO outputs (job_id, name, digest, size) VALUES (?1, ?2, ?3, ?4)", job.id, output.name, output.digest.bytes,
        output.size)
    }
    try save(job, .published, words, about: .outputs(job: job.id), database)
  }

  /// Ends a job wherever it is. Answers with the lease that was running: its worker is to be stopped.
  @discardableResult
  package func cancel(_ name: JobName, by person: String) throws -> Lease? {
    try write { database in
      var job = try row(of: name, database)
      guard job.state.mayBecome(.cancelled) else {
        throw Refusal("\(name) is \(job.state.rawValue) and cannot be cancelled.", wayOut: "Nothing is left to stop.")
      }
      guard !job.isBeingPublished(at: now) else { throw Self.tooLate(toCancel: name) }
      let ended = try cancelLease(of: job, database)
      try job.move(to: .cancelled)
      job.rest(stoppedAt: nil)
      try save(job, .cancelled, "Cancelled by \(person).", database)
      return ended
    }
  }

  /// Half of the files may lie in the outbox already.
  static func tooLate(toCancel name: JobName) -> Refusal {
    Refusal(
      "\(name) is finished and is just being put into the outbox, so it cannot be cancelled any more.",
      wayOut: "Delete it there if nobody wants it. Should it not get there, try it again with: dropreel retry \(name)")
  }

  func cancelLease(of job: JobRow, _ database: Connection) throws -> Lease? {
    guard let id = job.leaseID else { return nil }
    _ = try leaveCallsOpen(of: id, database)
    try end(id, as: "cancelled", nil, database)
    return try database.first("SELECT stage, attempt FROM stages WHERE id = ?1", id) { row in
      Lease(id: id, job: job.name, client: job.client, stage: try Self.word(row.text(0)), attempt: Int(row.integer(1)))
    }
  }

  /// Puts a job that failed, was quarantined or was cancelled into the queue again, with all its counters at zero: for the stage
  /// where it stopped, or for an earlier one, where what that stage needs must be made anew.
  ///
  /// With a stage, this also takes a job back that cannot be published, because what it is made of is gone.
  package func retry(_ name: JobName, from stage: Stage? = nil, by person: String) throws {
    try write { database in
      var job = try row(of: name, database)
      if stage != nil, job.isPublishing { try job.move(to: .failed) }
      guard job.state.mayBecome(.queued), job.state.isAtRest else {
        throw Refusal(
          "\(name) is \(job.state.rawValue), so there is nothing to try again.",
          wayOut: "Only what failed, was quarantined or was cancelled can be tried again.")
      }
      try job.move(to: .queued)
      job.nextStage = stage ?? job.stoppedAt ?? .read
      job.stoppedAt = nil
      job.notBefore = nil
      job.pointerTo = nil
      job.note = nil
      try database.run("UPDATE stages SET counts = 0 WHERE job_id = ?1 AND counts = 1", job.id)
      // Who tries it again wants it.
      try database.run("DELETE FROM removals WHERE job_id = ?1 AND kind = 'job'", job.id)
      try settleCalls(of: job.id, database)
      try save(job, .retried, "Tried again, asked for by \(person).", database)
    }
  }

  /// A person lets a job go on that was over budget, or perhaps charged. What is perhaps charged stays counted, and may be bought
  /// again.
  package func resume(_ name: JobName, by person: String, then state: JobState, next stage: Stage?) throws {
    try write { database in
      var job = try row(of: name, database)
      guard [.overBudget, .perhapsCharged].contains(job.state), job.state.mayBecome(state) else {
        throw Refusal(
          "\(name) is \(job.state.rawValue), so it does not wait to go on.",
          wayOut: "Look at STATUS.html for what the job waits for.")
      }
      try settleCalls(of: job.id, database)
      try job.move(to: state)
      job.nextStage = stage
      job.note = nil
      try save(job, .resumed, "Goes on, asked for by \(person).", database)
    }
  }

  /// Jobs that are to be published now: all is made, and the grace of the last approval is over.
  package func unpublished(_ client: ClientName) throws -> [JobName] {
    try read { database in
      try database.rows(
        """
        SELECT name FROM jobs WHERE client_id = (SELECT id FROM clients WHERE name = ?1) AND state IN ('publishing', 'finishing')
          AND next_stage IS NULL AND lease_id IS NULL AND not_before <= ?2 ORDER BY id
        """, client.text, now.microseconds
      ) { try Self.name($0.text(0)) }
    }
  }
}
