package import Production
import Store

extension Ledger {
  /// Lets every job go on that waits for money and may have it now: the budget was raised, a month began, or a call cost less than it
  /// might have. Answers with their names.
  package func resumeWithin(_ budgets: [ClientName: Budget]) throws -> [JobName] {
    let waiting = try read { database in
      try database.rows(
        "SELECT name FROM jobs WHERE client_id IN (SELECT id FROM clients) AND state = 'over budget' ORDER BY rank, id"
      ) { try Self.name($0.text(0)) }
    }
    // Most often there is none, and nothing is written.
    if waiting.isEmpty { return [] }
    return try write { database in
      // Nobody spends anything meanwhile: it is summed up once for each client.
      var spent: [ClientName: Spending] = [:]
      return try waiting.filter { name in
        var job = try row(of: name, database)
        let ofClient = try spent[job.client] ?? spending(ofClient: job.client, database)
        spent[job.client] = ofClient
        guard let budget = budgets[job.client], let stage = job.stoppedAt,
          budget.limiting(stage).excess(of: job.needs, after: try spending(of: job, ofClient, database)) == nil
        else { return false }
        try job.move(to: stage.stateBefore)
        job.nextStage = stage
        job.wait(until: nil, andFor: job.startsAt)
        job.note = nil
        try save(job, .resumed, "There is budget for it now, so it goes on.", database)
        return true
      }
    }
  }

  /// What was spent so far of all that may limit a job.
  package func spending(of name: JobName) throws -> Spending {
    try read { try spending(of: try row(of: name, $0), $0) }
  }

  /// What a client, and all clients together, spent so far; of no single video.
  package func spending(ofClient client: ClientName) throws -> Spending { try read { try spending(ofClient: client, $0) } }

  /// The jobs of a client that are at work, or wait for money, and cost at least this much so far. Where a draft waits, its note says
  /// what is left.
  package func dearJobs(of client: ClientName, from cost: Money) throws -> [(job: JobName, cost: Money)] {
    let states: [JobState] = [.drafting, .approved, .speaking, .audioReady, .rendering, .finishing, .overBudget]
    return try read { database in
      guard let id = try knownClientID(client, database) else { return [] }
      return try database.rows(
        """
        SELECT name, cost FROM jobs WHERE client_id = ?1 AND state IN (SELECT value FROM json_each(?2)) AND cost > 0 AND cost >= ?3
        ORDER BY id LIMIT 50
        """, id, try JSONText.of(states.map(\.rawValue)), cost.microDollars
      ) { (try Self.name($0.text(0)), Money(microDollars: $0.integer(1))) }
    }
  }

  func spending(of job: JobRow, _ database: Connection) throws -> Spending {
    try spending(of: job, try spending(ofClient: job.client, database), database)
  }

  /// The same, where it is known what its client spent.
  private func spending(of job: JobRow, _ ofClient: Spending, _ database: Connection) throws -> Spending {
    var spent = ofClient
    let video = try database.first("SELECT cost FROM jobs WHERE id = ?1", job.id) { $0.integer(0) }
    spent.video = Money(microDollars: video ?? 0)
    return spent
  }

  private func spending(ofClient client: ClientName, _ database: Connection) throws -> Spending {
    func sum(_ query: StaticString, _ parameter: Int64) throws -> Money {
      Money(microDollars: try database.first(query, parameter) { $0.integer(0) } ?? 0)
    }
    let drafting = try database.first(
      """
      SELECT SUM(c.cost) FROM calls c JOIN stages s ON s.id = c.stage_id
      WHERE c.cost > 0 AND c.intended >= unixepoch(?1 / 1000000, 'unixepoch', 'start of month') * 1000000
        AND s.stage IN (SELECT value FROM json_each(?2))
      """, now.microseconds, try JSONText.of(Purse.drafting.stages.map(\.rawValue))
    ) { $0.integer(0) }
    return Spending(
      month: try sum(
        "SELECT SUM(cost) FROM cost_totals WHERE month = strftime('%Y-%m', ?1 / 1000000, 'unixepoch')", now.microseconds),
      clientMonth: try spentThisMonth(client, database),
      day: try sum(
        "SELECT SUM(cost) FROM calls WHERE cost > 0 AND intended >= unixepoch(?1 / 1000000, 'unixepoch', 'start of day') * 1000000",
        now.microseconds),
      video: .zero,
      drafting: Money(microDollars: drafting ?? 0))
  }

  /// An approved job whose rest would be over the budget waits for money.
  func hold(_ job: inout JobRow, before stage: Stage, over budget: Budget, _ database: Connection) throws {
    let estimate = try database.first(
      "SELECT estimate FROM scripts WHERE job_id = ?1 AND version = ?2 ORDER BY id DESC LIMIT 1", job.id, job.version
    ) { Money(microDollars: $0.integer(0)) }
    guard let estimate, let excess = budget.limiting(stage).excess(of: estimate, after: try spending(of: job, database)) else {
      return
    }
    try job.move(to: .overBudget)
    job.restBeforeItsTime(stoppedAt: stage)
    job.needs = estimate
    job.note = excess
  }
}
