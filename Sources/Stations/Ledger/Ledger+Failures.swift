package import Production
import Store

extension Ledger {
  /// A try of a stage did not end well. Answers with the state that the job has now: where a paid call was left without an answer,
  /// that is "perhaps charged", whatever was asked for.
  @discardableResult
  package func fail(_ lease: Lease, _ failure: Failure, then outcome: FailureOutcome) throws -> JobState {
    try write { database in
      var job = try leasedRow(lease, database)
      try end(lease.id, as: failure.kind.rawValue, failure.refusal, database)
      job.note = failure.refusal
      let left = try leaveCallsOpen(of: lease.id, database)
      // One that may come back looks up what became of them.
      let comesBack = if case .again = outcome { !left.needsAPerson(after: lease.stage) } else { left == .none }
      switch comesBack ? outcome : .perhapsCharged {
      case .again(let moment, let state):
        try job.move(to: state)
        job.leaseID = nil
        job.nextStage = lease.stage
        job.notBefore = moment
      case .failed: try stop(&job, .failed, at: lease.stage)
      case .quarantined: try stop(&job, .quarantined, at: lease.stage)
      case .perhapsCharged: try stop(&job, .perhapsCharged, at: lease.stage)
      case .overBudget(let needs):
        job.needs = needs
        try stop(&job, .overBudget, at: lease.stage)
      }
      try save(job, .failed, "The stage \(lease.stage.rawValue) did not end well: \(failure.refusal.sentence)", database)
      return job.state
    }
  }

  /// A clean stop: the stage is begun again later, and this was no try. Answers like `fail`.
  @discardableResult
  package func release(_ lease: Lease) throws -> JobState {
    try write { database in
      var job = try leasedRow(lease, database)
      try giveUp(lease.id, lease.stage, of: &job, as: "restart", .released, "The service was stopped.", database)
      return job.state
    }
  }

  /// Ends all leases that a killed service left: they were no tries. Call it once, before anything is leased.
  package func recoverAfterRestart() throws -> Recovery {
    try write { database in
      var recovery = Recovery()
      let open = try database.rows(
        "SELECT s.id, s.stage, j.name FROM stages s JOIN jobs j ON j.id = s.job_id WHERE s.ended IS NULL ORDER BY s.id"
      ) { (id: $0.integer(0), stage: try Self.word($0.text(1)) as Stage, job: try Self.name($0.text(2))) }
      for lease in open {
        var job = try row(of: lease.job, database)
        try giveUp(lease.id, lease.stage, of: &job, as: "abandoned", .abandoned, "The service was killed.", database)
        if job.state == .perhapsCharged { recovery.perhapsCharged.append(job.name) } else { recovery.abandoned.append(job.name) }
      }
      return recovery
    }
  }

  private func giveUp(
    _ lease: Int64, _ stage: Stage, of job: inout JobRow, as outcome: String, _ event: LedgerEvent, _ why: String,
    _ database: Connection
  ) throws {
    let before: JobState? = try database.first("SELECT state_before FROM stages WHERE id = ?1", lease) {
      try Self.word($0.text(0))
    }
    try end(lease, as: outcome, nil, database)
    if try leaveCallsOpen(of: lease, database).needsAPerson(after: stage) {
      try stop(&job, .perhapsCharged, at: stage)
      job.note = Refusal(
        "A paid call went out, and \(why.lowercased().dropLast()) before the answer was recorded.",
        wayOut:
          "Look at the provider's bill. Then pay again with: dropreel retry \(job.name), or end it with: dropreel cancel \(job.name)"
      )
    } else {
      job.takeBack(to: before ?? job.state)
      job.leaseID = nil
      job.nextStage = stage
    }
    try save(job, event, "\(why) The stage \(stage.rawValue) was given back.", database)
  }

  /// Comes to rest in a state; where the table has no way there, the job has failed.
  private func stop(_ job: inout JobRow, _ state: JobState, at stage: Stage) throws {
    try job.move(to: state == .perhapsCharged && !job.state.mayBecome(state) ? .failed : state)
    job.rest(stoppedAt: stage)
  }

  func end(_ stage: Int64, as outcome: String, _ why: Refusal?, _ database: Connection) throws {
    try database.run(
      "UPDATE stages SET ended = ?2, outcome = ?3, failure = ?4 WHERE id = ?1 AND ended IS NULL",
      stage, now.microseconds, outcome, try why.map { try JSONText.of($0) })
  }
}
