package import Production
import Store

extension Ledger {
  /// Commits the intent of a call, before it goes out. `key` is the same for the same request, and looked up per client. What can cost
  /// nothing may go out as often as one likes. What it may cost is looked at in the same transaction: two jobs never share what is left
  /// of a budget.
  package func intend(
    _ key: String, provider: String, atMost: Money, lease: Lease, within budget: Budget
  ) throws -> CallStanding {
    try write { database in
      let job = try leasedRow(lease, database)
      if atMost > .zero, let standing = try standing(of: key, job.clientID, database) { return standing }
      if let excess = budget.limiting(lease.stage).excess(of: atMost, after: try spending(of: job, database)) {
        return .overBudget(excess)
      }
      try database.run(
        """
        INSERT INTO calls (job_id, client_id, stage_id, key, provider, cost, state, intended)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'intended', ?7)
        """, job.id, job.clientID, lease.id, key, provider, atMost.microDollars, now.microseconds)
      let id = database.lastID
      try append(
        .intended, job: job.id, state: job.state, words: "A call to \(provider) for at most \(atMost) goes out.",
        about: .call(id),
        database)
      return .granted(id)
    }
  }

  /// What is known of the same call; nil where it may go out. One that was turned away and cost nothing says nothing, nor does one
  /// that a person let be bought again.
  private func standing(of key: String, _ client: Int64, _ database: Connection) throws -> CallStanding? {
    try database.first(
      """
      SELECT c.id, c.state, c.cost, c.answer_name, c.answer_digest, c.answer_size, j.name, j.state = 'perhaps charged'
      FROM calls c JOIN jobs j ON j.id = c.job_id
      WHERE c.client_id = ?1 AND c.key = ?2 AND c.cost > 0 AND c.state <> 'settled'
      ORDER BY c.answer_digest IS NULL, c.id DESC LIMIT 1
      """, client, key
    ) { row in
      let id = row.integer(0)
      switch try Self.word(row.text(1)) as CallState {
      case .charged where !row.isNull(4): return .answered(id, try Self.artifact(row, from: 3))
      case .charged, .settled: return .charged(id, Money(microDollars: row.integer(2)))
      // Its stage runs: when that ends, no call of it is left in this state.
      case .intended: return .out(id)
      case .perhapsCharged: return .perhapsCharged(id, of: try Self.name(row.text(6)), whichWaits: row.integer(7) == 1)
      }
    }
  }

  /// The call was answered and cost this much. `answer` is what came back, where it is kept for the next time.
  package func charge(_ call: Int64, cost: Money, answer: Artifact? = nil) throws {
    try write { database in
      try database.run("UPDATE calls SET cost = ?2 WHERE id = ?1 AND state <> 'charged'", call, cost.microDollars)
      if let answer { try keep(answer, ofCall: call, database) }
      try move(call, to: .charged, "The call was answered and cost \(cost).", database)
    }
  }

  /// Nobody can say whether the call was charged. It counts with the most that it may cost.
  package func perhapsCharged(_ call: Int64) throws {
    try write { try move(call, to: .perhapsCharged, Self.nobodyKnows, $0) }
  }

  private static let couldCostNothing = "A call that could cost nothing was left without an answer."
  private static let nobodyKnows = "Nobody can say whether a call was charged."

  private func keep(_ answer: Artifact, ofCall call: Int64, _ database: Connection) throws {
    try database.run(
      "UPDATE calls SET answer_name = ?2, answer_digest = ?3, answer_size = ?4 WHERE id = ?1",
      call, answer.name, answer.digest.bytes, answer.size)
  }

  private func move(_ call: Int64, to state: CallState, _ words: String, _ database: Connection) throws {
    let job = try database.first(
      """
      UPDATE calls SET state = ?2, ended = ?3 WHERE id = ?1 AND state IN (SELECT value FROM json_each(?4)) RETURNING job_id
      """, call, state.rawValue, now.microseconds, try JSONText.of(state.predecessors.map(\.rawValue))
    ) { $0.integer(0) }
    guard let job else { throw LedgerError.failed(detail: "there is no call \(call) that could become \(state.rawValue)") }
    try append(state.event, job: job, state: try stateOfJob(job, database), words: words, about: .call(call), database)
  }

  /// Calls of a lease that ends without an answer to them are perhaps charged.
  func leaveCallsOpen(of stage: Int64, _ database: Connection) throws -> CallsLeft {
    let open = try database.rows(
      "SELECT id, state, cost FROM calls WHERE stage_id = ?1 AND state IN ('intended', 'perhaps charged')", stage
    ) { (id: $0.integer(0), state: try Self.word($0.text(1)) as CallState, most: $0.integer(2)) }
    for call in open where call.state == .intended {
      // What could not cost anything is nothing to ask a person about.
      let isFree = call.most == 0
      try move(call.id, to: isFree ? .charged : .perhapsCharged, isFree ? Self.couldCostNothing : Self.nobodyKnows, database)
    }
    let paid = open.filter { $0.most > 0 }
    if paid.isEmpty { return .none }
    return paid.contains { $0.state == .perhapsCharged } ? .forAPerson : .toBeLookedUp
  }

  /// What a lease left of its paid calls.
  enum CallsLeft {
    case none
    /// Nobody has looked yet what became of them.
    case toBeLookedUp
    /// Who could look has looked, in vain.
    case forAPerson

    /// Whether only a person can say what is to be done, after this stage.
    func needsAPerson(after stage: Stage) -> Bool {
      switch self {
      case .none: false
      case .toBeLookedUp: !StageCard.card(of: stage).looksUp
      case .forAPerson: true
      }
    }
  }

  /// The call is out again, in the hands of this lease, which looks up what became of it: perhaps for another job. Answers with the time
  /// when it went out; nil where somebody else looks it up already, or has.
  package func lookUpAgain(_ call: Int64, by lease: Lease) throws -> Moment? {
    try write { database in
      _ = try leasedRow(lease, database)
      let since = try database.first(
        "UPDATE calls SET stage_id = ?2 WHERE id = ?1 AND state = 'perhaps charged' RETURNING intended", call, lease.id
      ) { Moment(microseconds: $0.integer(0)) }
      guard let since else { return nil }
      try move(call, to: .intended, "It is looked up at the provider what became of a call.", database)
      return since
    }
  }

  /// How many calls of a job, or looked up for it, nobody knows about.
  package func doubts(about job: JobName) throws -> Int {
    try read { database in
      try database.first(
        """
        SELECT count(*) FROM calls c JOIN stages s ON s.id = c.stage_id JOIN jobs j ON j.id IN (c.job_id, s.job_id)
        WHERE j.name = ?1 AND c.state = 'perhaps charged'
        """, job.text
      ) { Int($0.integer(0)) } ?? 0
    }
  }

  /// What came back for a call, where it was paid for and is kept.
  package func answer(to key: String, for client: ClientName) throws -> Artifact? {
    try read { database in
      try database.first(
        """
        SELECT c.answer_name, c.answer_digest, c.answer_size FROM calls c JOIN clients l ON l.id = c.client_id
        WHERE l.name = ?1 AND c.key = ?2 AND c.state = 'charged' AND c.answer_digest IS NOT NULL ORDER BY c.id DESC LIMIT 1
        """, client.text, key
      ) { try Self.artifact($0, from: 0) }
    }
  }

  /// What came back is not kept any more: the same may be bought again.
  package func forgetAnswer(of call: Int64) throws {
    try write { try move(call, to: .settled, "What came back for a call is not kept any more.", $0) }
  }

  /// A person let the job go on: its calls that are perhaps charged, or whose answers were lost, stay counted, and the same may be
  /// bought again. So do those of the client's other jobs that wait for no such word any more: nobody else could give it.
  ///
  /// What can be looked up is looked up by whoever asks for it next: of that, only what this very job looked up in vain is settled. The
  /// job's row must still say what it waited for.
  func settleCalls(of job: Int64, _ database: Connection) throws {
    let lookingUp = Stage.allCases.filter { StageCard.card(of: $0).looksUp }.map(\.rawValue)
    let open = try database.rows(
      """
      SELECT c.id FROM calls c JOIN stages s ON s.id = c.stage_id JOIN jobs owner ON owner.id = c.job_id JOIN jobs this ON this.id = ?1
      WHERE c.client_id = this.client_id AND (
        c.state = 'charged' AND c.job_id = this.id AND c.cost > 0 AND c.answer_digest IS NULL
        OR c.state = 'perhaps charged' AND CASE
          WHEN s.stage IN (SELECT value FROM json_each(?2)) THEN this.state = 'perhaps charged' AND this.id IN (c.job_id, s.job_id)
          ELSE c.job_id = this.id OR owner.state <> 'perhaps charged' END)
      """, job, try JSONText.of(lookingUp)
    ) { $0.integer(0) }
    for call in open {
      try move(call, to: .settled, "A person let it go on; the call stays counted at its most.", database)
    }
  }

  private func stateOfJob(_ job: Int64, _ database: Connection) throws -> JobState? {
    try database.first("SELECT state FROM jobs WHERE id = ?1", job) { try Self.word($0.text(0)) }
  }

  /// What the client's paid calls of this month cost, those without an answer at their most.
  package func spentThisMonth(_ client: ClientName) throws -> Money {
    try read { try spentThisMonth(client, $0) }
  }

  func spentThisMonth(_ client: ClientName, _ database: Connection) throws -> Money {
    let cost = try database.first(
      """
      SELECT t.cost FROM cost_totals t JOIN clients c ON c.id = t.client_id
      WHERE c.name = ?1 AND t.month = strftime('%Y-%m', ?2 / 1000000, 'unixepoch')
      """, client.text, now.microseconds
    ) { $0.integer(0) }
    return Money(microDollars: cost ?? 0)
  }
}
