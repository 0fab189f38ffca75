package import Production
import Store

extension Ledger {
  /// What a client's STATUS.html shows: never more than `limit` jobs at work and `limit` at rest, however many there are. Progress,
  /// waiting drops, notices and the free disk space are the line's to add.
  package func board(_ client: ClientName, limit: Int) throws -> StatusBoard {
    try read { database in
      var board = StatusBoard(
        client: client, at: now, jobs: [], recent: [], counts: [:], waiting: [], notices: [], diskFree: 0,
        spentThisMonth: try spentThisMonth(client, database))
      guard let id = try knownClientID(client, database) else { return board }
      board.jobs = try activeCards(id, limit: limit, database)
      board.batches = try noteworthyBatches(of: id, limit: limit, database)
      board.recent = try cardsAtRest(id, limit: limit, database)
      let counts = try database.rows("SELECT state, jobs FROM job_totals WHERE client_id = ?1 AND jobs > 0", id) { row in
        (try Self.word(row.text(0)) as JobState, Int(row.integer(1)))
      }
      board.counts = Dictionary(uniqueKeysWithValues: counts)
      board.refused = try refusedDrops(id, limit: min(limit, Self.mostRefused), database)
      return board
    }
  }

  /// What was given back is of interest for some days, and then the folder failed/ tells of it.
  private static let mostRefused = 10
  static let refusedFor = Duration.seconds(3 * 24 * 3600)

  private func refusedDrops(_ client: Int64, limit: Int, _ database: Connection) throws -> [RefusedDrop] {
    // Backwards by id and not far: a hundred thousand rows are not looked through for a page.
    try database.rows(
      """
      SELECT path, at, why FROM (SELECT * FROM drops WHERE id > (SELECT max(id) FROM drops) - 1000)
      WHERE client_id = ?1 AND state = 'refused' AND at > ?2 ORDER BY id DESC LIMIT ?3
      """, client, now.advanced(by: .zero - Self.refusedFor).microseconds, limit
    ) { row in
      let name = Self.path(fromBytes: row.blob(0)).last.map { String(decoding: $0, as: UTF8.self) } ?? ""
      return RefusedDrop(
        name: name, at: Moment(microseconds: row.integer(1)), why: try JSONText.value(Refusal.self, from: row.text(2)))
    }
  }

  /// Rows of batches are not shown one by one, but where money or the voices of one have to be looked at. Who waits for a person comes first, then who is at work, then who is about to be published, then the queue.
  private func activeCards(_ client: Int64, limit: Int, _ database: Connection) throws -> [JobCard] {
    var cards = try JobState.allCases.filter(\.waitsForPerson).flatMap { state in
      let isOfMoney = state == .overBudget || state == .perhapsCharged
      return try database.rows(
        "SELECT * FROM cards WHERE client_id = ?1 AND state = ?2 AND (?3 OR batch_id IS NULL) ORDER BY changed LIMIT ?4", client,
        state.rawValue, isOfMoney ? 1 : 0, limit, as: Self.card)
    }.sorted { $0.changed < $1.changed }
    cards += try database.rows(
      """
      SELECT * FROM cards WHERE client_id = ?1 AND state = 'audio ready' AND next_stage IS NULL ORDER BY changed LIMIT ?2
      """, client, limit, as: Self.card)
    cards += try database.rows(
      """
      SELECT cards.* FROM stages s JOIN cards ON cards.id = s.job_id WHERE s.ended IS NULL AND cards.client_id = ?1 AND cards.batch_id IS NULL
      ORDER BY cards.rank, s.id LIMIT ?2
      """, client, limit, as: Self.card)
    cards += try database.rows(
      """
      SELECT * FROM cards WHERE client_id = ?1 AND state IN ('publishing', 'finishing') AND next_stage IS NULL
        AND lease_id IS NULL AND batch_id IS NULL
      ORDER BY changed LIMIT ?2
      """, client, limit, as: Self.card)
    // In the order of the index, so that ten thousand queued jobs are not sorted for every look.
    cards += try database.rows(
      """
      SELECT * FROM cards WHERE client_id = ?1 AND next_stage IS NOT NULL AND lease_id IS NULL AND batch_id IS NULL
      ORDER BY rank, next_stage, id LIMIT ?2
      """, client, limit, as: Self.card)
    return Array(cards.prefix(limit))
  }

  private func cardsAtRest(_ client: Int64, limit: Int, _ database: Connection) throws -> [JobCard] {
    let cards = try JobState.allCases.filter(\.isAtRest).flatMap { state in
      try database.rows(
        "SELECT * FROM cards WHERE client_id = ?1 AND state = ?2 AND batch_id IS NULL ORDER BY changed DESC LIMIT ?3", client,
        state.rawValue, limit, as: Self.card)
    }
    return Array(cards.sorted { $0.changed > $1.changed }.prefix(limit))
  }

  /// Jobs in one line each, newest first; all of them where nothing is asked for.
  package func jobs(client: ClientName? = nil, states: Set<JobState>? = nil, limit: Int, offset: Int = 0) throws -> [JobCard] {
    try read { database in
      if let client, let states {
        guard let id = try knownClientID(client, database) else { return [] }
        // By the index of states, and not through all jobs: the line asks this with every change in review/.
        return try database.rows(
          """
          SELECT * FROM cards WHERE client_id = ?1 AND state IN (SELECT value FROM json_each(?2)) ORDER BY +id DESC LIMIT ?3 OFFSET ?4
          """, id, try JSONText.of(states.map(\.rawValue)), limit, offset, as: Self.card)
      }
      return try database.rows(
        """
        SELECT * FROM cards WHERE (?1 IS NULL OR client = ?1) AND (?2 IS NULL OR state IN (SELECT value FROM json_each(?2)))
        ORDER BY id DESC LIMIT ?3 OFFSET ?4
        """, client?.text, try states.map { try JSONText.of($0.map(\.rawValue)) }, limit, offset, as: Self.card)
    }
  }

  package func job(named name: JobName) throws -> JobCard? {
    try read { try card(of: name, $0) }
  }

  func card(of name: JobName, _ database: Connection) throws -> JobCard? {
    try database.first("SELECT * FROM cards WHERE name = ?1", name.text, as: Self.card)
  }

  static func card(_ row: borrowing Row) throws -> JobCard {
    let rank = Int(row.integer(3))
    var card = JobCard(
      name: try name(row.text(0)), client: try client(row.text(1)), state: try word(row.text(2)),
      priority: Priority.allCases.first { $0.rank == rank } ?? .normal, version: Int(row.integer(4)),
      created: Moment(microseconds: row.integer(5)), changed: Moment(microseconds: row.integer(6)),
      cost: Money(microDollars: row.integer(7)), progress: nil,
      note: try row.textOrNil(8).map { try JSONText.value(Refusal.self, from: $0) })
    card.gate = try row.textOrNil(13).map(word)
    card.hasWork = !row.isNull(11)
    return card
  }
}
