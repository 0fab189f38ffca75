package import Production
import Store

/// What is to be taken away. Asking writes a row; whoever carries it out takes the row away when nothing is left, so each step may come twice.
extension Ledger {
  // MARK: - Asking

  /// A job is to be deleted, and all its rows with it; people have until `due` to take that back, counted from when they were told. Throws a
  /// `Refusal` where it cannot be.
  package func askToDelete(_ name: JobName, by person: String) throws {
    try write { database in
      let job = try row(of: name, database)
      guard job.state != .deleted else { throw Refusal("\(name) is deleted already.", wayOut: "Nothing is left to do.") }
      let open =
        try database.first(Self.openRows, job.id) { Int($0.integer(0)) } ?? 0
      guard job.state.isAtRest, open == 0 else {
        throw Refusal(
          open == 0
            ? "\(name) is \(job.state.rawValue), and only what has come to rest can be deleted."
            : "\(open == 1 ? "1 row" : "\(open) rows") of \(name) \(open == 1 ? "is" : "are") still to be made.",
          wayOut: "Stop it first: drop \(name).cancel into inbox/. Then delete it.")
      }
      try insertRemoval(of: job.id, kind: "job", by: person, about: nil, database)
      try append(.deleted, job: job.id, words: "That it be deleted was asked for by \(person).", database)
    }
  }

  private static let openRows: StaticString = """
    SELECT count(*) FROM jobs WHERE batch_id = ?1 AND state NOT IN ('completed', 'failed', 'quarantined', 'cancelled', 'deleted')
    """

  private func insertRemoval(
    of job: Int64, kind: String, by person: String, about: ForgottenPerson?, _ database: Connection
  ) throws {
    try database.run(
      """
      INSERT INTO removals (job_id, kind, due, asked_by, about) VALUES (?1, ?2, ?3, ?4, ?5)
      ON CONFLICT (job_id) WHERE kind <> 'person' DO UPDATE SET due = excluded.due, kind = excluded.kind
        WHERE kind <> 'job and words' AND excluded.kind <> 'job' AND kind <> excluded.kind
      """, job, kind, now.microseconds, person, try about.map { try JSONText.of($0) })
  }

  /// A person is forgotten: what lists said of them now, what was made for them as soon as it is at rest. Answers with that, and with the
  /// leases that were running for it: their workers are to be stopped.
  package func forget(_ card: LeadCard, by person: String) throws -> (forgetting: Forgetting, ended: [Lease]) {
    guard let wanted = ForgottenPerson(card) else {
      throw Refusal("This person is forgotten already.", wayOut: "Nothing is left to do.")
    }
    var forgetting = Forgetting(client: card.client)
    var ended: [Lease] = []
    try write { database in
      forgetting.videos = try database.rows(
        "SELECT j.name FROM lead_videos v JOIN jobs j ON j.id = v.job_id WHERE v.lead_id = ?1 ORDER BY j.id",
        card.id
      ) { try Self.name($0.text(0)) }
      for name in forgetting.videos {
        if let lease = try stopToForget(name, by: person, database) { ended.append(lease) }
      }
      forgetting.lists = try database.rows(
        """
        SELECT j.name FROM lead_mentions m JOIN jobs j ON j.drop_id = m.drop_id WHERE m.lead_id = ?1 ORDER BY j.id
        """, card.id
      ) { try Self.name($0.text(0)) }
      for name in forgetting.lists {
        let job = try row(of: name, database)
        try insertRemoval(of: job.id, kind: "person", by: person, about: wanted, database)
        try append(.erased, job: job.id, words: "Somebody of its list is forgotten.", database)
      }
      try database.run(
        "UPDATE leads SET identity = NULL, name = NULL, email = NULL, company = NULL, said = NULL, changed = ?2 WHERE id = ?1",
        card.id, now.microseconds)
      try database.run("UPDATE lead_mentions SET said = NULL, salt = NULL WHERE lead_id = ?1", card.id)
    }
    emptyLog()
    return (forgetting, ended)
  }

  /// What is being made for them ends, and is deleted when it has.
  private func stopToForget(_ name: JobName, by person: String, _ database: Connection) throws -> Lease? {
    var job = try row(of: name, database)
    var ended: Lease?
    if job.state == .deleted { try eraseAll(of: job, database) }
    // What is just being put into the outbox gets there, and goes from there.
    if !job.state.isAtRest, job.state.mayBecome(.cancelled), !job.isBeingPublished(at: now) {
      ended = try cancelLease(of: job, database)
      try job.move(to: .cancelled)
      job.rest(stoppedAt: nil)
      try save(job, .cancelled, "Stopped, as it was for somebody who is forgotten.", database)
    }
    try insertRemoval(of: job.id, kind: "job and words", by: person, about: nil, database)
    return ended
  }

  /// A row keeps its number, but nothing is made for somebody who was forgotten since its list was read.
  func stopIfForgotten(_ name: JobName, _ line: Int, of drop: Int64, _ database: Connection) throws {
    let isForgotten = try database.first(
      "SELECT 1 FROM lead_mentions WHERE drop_id = ?1 AND line = ?2 AND said IS NULL", drop, line
    ) { _ in true }
    if isForgotten == true { _ = try stopToForget(name, by: "the service", database) }
  }

  // MARK: - Carrying it out

  /// What is to be taken away of a client's now, the longest due first.
  package func dueRemovals(of client: ClientName, at moment: Moment, limit: Int = 200) throws -> [Removal] {
    try read { database in
      try database.rows(
        """
        SELECT r.id, j.name, r.kind, r.shown, r.asked_by, r.about FROM removals r JOIN jobs j ON j.id = r.job_id
        JOIN clients c ON c.id = j.client_id WHERE c.name = ?1 AND r.due <= ?2 ORDER BY r.due, r.id LIMIT ?3
        """, client.text, moment.microseconds, limit
      ) { row in
        Removal(
          id: row.integer(0), job: try Self.name(row.text(1)),
          kind: try Self.kind(row.text(2), isShown: row.integer(3) == 1, about: row.textOrNil(5)), by: row.text(4))
      }
    }
  }

  private static func kind(_ word: String, isShown: Bool, about: String?) throws -> Removal.Kind {
    if let about { return .person(try JSONText.value(ForgottenPerson.self, from: about)) }
    switch word {
    case "job": return .job(isShown: isShown)
    case "going": return .going
    case "row": return .row
    default: return .jobAndWords
    }
  }

  /// When something is to be taken away next; nil for never.
  package func nextRemoval(of client: ClientName) throws -> Moment? {
    try read { database in
      try database.first(
        """
        SELECT min(r.due) FROM removals r JOIN jobs j ON j.id = r.job_id JOIN clients c ON c.id = j.client_id WHERE c.name = ?1
        """, client.text
      ) { $0.integerOrNil(0).map(Moment.init(microseconds:)) } ?? nil
    }
  }

  /// It is carried out, or looked at again, then. `isShown`: people have been told.
  package func postpone(_ removal: Removal, until moment: Moment, isShown: Bool = false) throws {
    try write { database in
      _ = try database.run(
        "UPDATE removals SET due = ?2, shown = max(shown, ?3) WHERE id = ?1", removal.id, moment.microseconds, isShown ? 1 : 0)
    }
  }

  /// The time to take it back is over: nobody is asked any more.
  package func begin(_ removal: Removal) throws {
    try write { database in
      _ = try database.run("UPDATE removals SET kind = 'going' WHERE id = ?1 AND kind = 'job'", removal.id)
    }
  }

  /// Somebody took it back in time.
  package func keepAfterAll(_ removal: Removal) throws {
    try write { database in
      let job = try row(of: removal.job, database)
      guard job.state != .deleted else { return }
      let count = try database.run("DELETE FROM removals WHERE id = ?1 AND kind = 'job'", removal.id)
      guard count > 0 else { return }
      try append(.deleted, job: job.id, words: "It is kept after all.", database)
    }
  }

  /// From now on the job is deleted: it is asked for no more, its host is told, and what may be taken away of it is known. False while it, or a row
  /// of it, has not come to rest.
  package func delete(_ removal: Removal) throws -> Bool {
    try write { database in
      var job = try row(of: removal.job, database)
      if job.state == .deleted { return true }
      guard job.state.isAtRest, job.leaseID == nil else { return false }
      let rows = try database.rows("SELECT id FROM jobs WHERE batch_id = ?1 AND state <> 'deleted'", job.id) { $0.integer(0) }
      for row in rows { try insertRemoval(of: row, kind: "row", by: removal.by, about: nil, database) }
      guard rows.isEmpty else { return false }
      try takeFromHost(job, database)
      try job.move(to: .deleted)
      job.rest(stoppedAt: nil)
      job.note = Refusal("It was deleted by \(removal.by).", wayOut: "To have it made anew, drop it into the inbox again.")
      try save(job, .deleted, "Deleted by \(removal.by).", database)
      if case .jobAndWords = removal.kind { try eraseAll(of: job, database) }
      return true
    }
  }

  private func takeFromHost(_ job: JobRow, _ database: Connection) throws {
    let known = try database.first("SELECT video FROM hosted_videos WHERE job_id = ?1", job.id, as: Self.hostedVideo)
    guard var video = known else { return }
    // Nobody is asked for anything: it stays where its owner put it.
    if video.isLinked == true {
      try database.run("DELETE FROM hosted_videos WHERE job_id = ?1", job.id)
      return
    }
    video.task = video.copy != nil || video.task == .put || video.handle != nil ? .unpublish : nil
    video.wish.details = PublishDetails(title: job.name.text, privacy: .private)
    video.reasons = []
    try insert(video, job, due: nil, database)
  }

  /// What people wrote, what was found out, and who watched.
  private func eraseAll(of job: JobRow, _ database: Connection) throws {
    try eraseWords(of: job, database)
    try database.run("UPDATE stages SET facts = NULL, failure = NULL WHERE job_id = ?1", job.id)
    // Of whoever watched it often, what is left is counted anew when he comes again.
    try database.run(
      """
      DELETE FROM view_watchers WHERE client_id = ?1 AND viewer IN (SELECT viewer FROM view_watchers WHERE client_id = ?1
        AND subject IN (SELECT id FROM view_videos WHERE client_id = ?1 AND name = ?2))
      """, job.clientID, job.name.text)
    try database.run(
      """
      UPDATE views SET viewer = abs(random()), place = 0, country = '', referrer = '', source = '', medium = '', campaign = ''
      WHERE video_id IN (SELECT id FROM view_videos WHERE client_id = ?1 AND name = ?2)
      """, job.clientID, job.name.text)
  }

  /// Contents that only this job has, so that they may go with it. What is deleted, and the batch that a row was cut from, need none.
  package func contents(onlyOf removal: Removal) throws -> [Digest] {
    try read { database in
      let job = try row(of: removal.job, database)
      return try database.rows(
        """
        WITH mine (digest) AS (
          SELECT digest FROM made_for WHERE job_id = ?1 UNION
          SELECT a.digest FROM stages s JOIN artifacts a ON a.stage_id = s.id WHERE s.job_id = ?1
          UNION SELECT digest FROM drops WHERE id = ?2 UNION SELECT digest FROM drop_parts WHERE drop_id = ?2
          UNION SELECT text_digest FROM scripts WHERE job_id = ?1
          UNION SELECT text_digest FROM approvals WHERE job_id = ?1 AND text_digest IS NOT NULL
          UNION SELECT list_digest FROM approvals WHERE job_id = ?1 AND list_digest IS NOT NULL
          UNION SELECT answer_digest FROM calls WHERE job_id = ?1 AND answer_digest IS NOT NULL)
        SELECT digest FROM mine m WHERE NOT EXISTS (
            SELECT 1 FROM artifacts a JOIN stages s ON s.id = a.stage_id JOIN jobs j ON j.id = s.job_id
            WHERE a.digest = m.digest AND j.id <> ?1 AND j.state <> 'deleted'
              AND NOT (s.stage <> 'read' AND j.id IS (SELECT batch_id FROM jobs WHERE id = ?1)))
          AND NOT EXISTS (SELECT 1 FROM drops d LEFT JOIN jobs j ON j.id = d.job_id
            WHERE d.digest = m.digest AND d.id <> ?2 AND d.state IN ('claiming', 'taken') AND j.state IS NOT 'deleted')
          AND NOT EXISTS (SELECT 1 FROM drop_parts p JOIN drops d ON d.id = p.drop_id LEFT JOIN jobs j ON j.id = d.job_id
            WHERE p.digest = m.digest AND p.drop_id <> ?2 AND j.state IS NOT 'deleted')
          AND NOT EXISTS (SELECT 1 FROM approvals p JOIN jobs j ON j.id = p.job_id
            WHERE p.text_digest = m.digest AND j.id <> ?1 AND j.state <> 'deleted')
          AND NOT EXISTS (SELECT 1 FROM scripts p JOIN jobs j ON j.id = p.job_id
            WHERE p.text_digest = m.digest AND j.id <> ?1 AND j.state <> 'deleted')
          AND NOT EXISTS (SELECT 1 FROM calls p JOIN jobs j ON j.id = p.job_id
            WHERE p.answer_digest = m.digest AND j.id <> ?1 AND j.state <> 'deleted')
          AND NOT EXISTS (SELECT 1 FROM made_for f JOIN jobs j ON j.id = f.job_id
            WHERE f.digest = m.digest AND j.id <> ?1 AND j.state <> 'deleted')
          AND NOT EXISTS (SELECT 1 FROM voice_cache c WHERE c.digest = m.digest AND c.job_id IS NULL)
          AND NOT EXISTS (SELECT 1 FROM scene_cache c WHERE c.digest = m.digest AND c.job_id IS NULL)
        """, job.id, job.dropID
      ) { try Self.digest($0.blob(0)) }
    }
  }

  /// Nothing is left of it.
  package func finish(_ removal: Removal) throws {
    try write { database in
      let job = try row(of: removal.job, database)
      if job.state == .deleted {
        let size = try database.first("SELECT sum(size) FROM outputs WHERE job_id = ?1", job.id) { $0.integer(0) } ?? 0
        try stored(-size, of: job, database)
        try database.run("DELETE FROM outputs WHERE job_id = ?1", job.id)
        try database.run("DELETE FROM struck_files WHERE job_id = ?1", job.id)
        try append(.deleted, job: job.id, words: "Nothing is left of it here.", about: .outputs(job: job.id), database)
        if removal.kind != .row { try dropOutputs(ofRow: job, database) }
        try forgetKept(of: job, database)
        if removal.kind == .jobAndWords { try database.run("DELETE FROM lead_videos WHERE job_id = ?1", job.id) }
      }
      try database.run("DELETE FROM made_for WHERE job_id = ?1", job.id)
      _ = try database.run("DELETE FROM removals WHERE id = ?1", removal.id)
    }
    if removal.kind != .row { emptyLog() }
  }

  /// Into a row's folder its batch puts something, too.
  private func dropOutputs(ofRow job: JobRow, _ database: Connection) throws {
    guard let batch = job.name.batch, let folder = job.name.folders.last else { return }
    let parent = try row(of: batch, database)
    let count = try database.run(
      "DELETE FROM outputs WHERE job_id = ?1 AND substr(name, 1, length(?2)) = ?2", parent.id, folder + "/")
    guard count > 0 else { return }
    try append(.deleted, job: parent.id, words: "\(job.name) was deleted.", about: .outputs(job: parent.id), database)
  }

  /// The lines of a job's list that tell of somebody who is forgotten, and whether all that was made of it has come to rest.
  package func forgottenLines(of name: JobName) throws -> (lines: Set<Int>, isAtRest: Bool) {
    try read { database in
      let job = try row(of: name, database)
      let lines = try database.rows("SELECT line FROM lead_mentions WHERE drop_id = ?1 AND said IS NULL", job.dropID) {
        Int($0.integer(0))
      }
      let open = try database.first(Self.openRows, job.id) { $0.integer(0) } ?? 0
      return (Set(lines), job.state.isAtRest && open == 0)
    }
  }

  /// What the service keeps of a job's list: as it was dropped, as it was read, as it was approved, and what was made of some rows to look at and
  /// to listen to.
  package func listContents(of name: JobName) throws -> [Digest] {
    try read { database in
      let job = try row(of: name, database)
      return try database.rows(
        """
        SELECT a.digest FROM stages s JOIN artifacts a ON a.stage_id = s.id
          WHERE s.job_id = ?1 AND (a.name IN ('leads.jsonl', ?3, ?4) OR a.name LIKE 'sample-%')
        UNION SELECT digest FROM made_for WHERE job_id = ?1
        UNION SELECT list_digest FROM approvals WHERE job_id = ?1 AND list_digest IS NOT NULL
        UNION SELECT digest FROM drops WHERE id = ?2 AND shape = 'file' AND CAST(path AS TEXT) LIKE '%.csv'
        UNION SELECT digest FROM drop_parts WHERE drop_id = ?2
          AND (CAST(path AS TEXT) LIKE '%.csv' OR CAST(path AS TEXT) LIKE '%.tsv')
        """, job.id, job.dropID, BatchRows.fileName, BatchRows.sheetName
      ) { try Self.digest($0.blob(0)) }
    }
  }

  /// Whether somebody of this e-mail address or name is just being forgotten.
  package func isForgetting(_ words: String, of client: ClientName) throws -> Bool {
    let wanted = words.lowercased()
    return try read { database in
      try database.rows(
        """
        SELECT r.about FROM removals r JOIN jobs j ON j.id = r.job_id JOIN clients c ON c.id = j.client_id
        WHERE r.kind = 'person' AND c.name = ?1
        """, client.text
      ) { try JSONText.value(ForgottenPerson.self, from: $0.text(0)) }
      .contains { [$0.email?.lowercased(), $0.name?.lowercased()].contains(wanted) }
    }
  }

  /// What was written over stands in the log of changes no more. Where that cannot be done now, it is done with the next one.
  private func emptyLog() { try? read { try $0.emptyLog() } }
}
