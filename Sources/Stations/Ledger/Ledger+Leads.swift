package import Production
import Store

extension Ledger {
  /// Writes down what a job's list says of some people. Said again, it changes nothing; a person of whom another list told before
  /// stays one person. Once the list is sealed, nothing is written any more: who was erased since does not come back.
  package func remember(_ leads: [Lead], of name: JobName) throws {
    try write { database in
      let job = try row(of: name, database)
      guard try !isSealed(job, database) else { return }
      let forgotten = Set(
        try database.rows("SELECT line FROM lead_mentions WHERE drop_id = ?1 AND said IS NULL", job.dropID) { Int($0.integer(0)) }
      )
      for lead in leads where !forgotten.contains(lead.line) {
        guard let identity = lead.identity else { continue }
        let said = try JSONText.of(lead.values)
        try database.run(
          """
          INSERT INTO leads (client_id, identity, name, email, company, said, created, changed)
          SELECT client_id, ?2, ?3, ?4, ?5, ?6, ?7, ?7 FROM drops WHERE id = ?1
          ON CONFLICT (client_id, identity) WHERE identity IS NOT NULL DO UPDATE SET
            name = coalesce(excluded.name, name), email = coalesce(excluded.email, email),
            company = coalesce(excluded.company, company), said = json_patch(coalesce(said, '{}'), excluded.said),
            changed = excluded.changed
          WHERE NOT EXISTS (SELECT 1 FROM lead_mentions m WHERE m.drop_id = ?1 AND m.lead_id = leads.id)
          """, job.dropID, identity, lead.name, lead.email, lead.company, said, now.microseconds)
        let sealed = SealedWords([said])
        try database.run(
          """
          INSERT INTO lead_mentions (drop_id, lead_id, line, said, salt, digest, at)
          SELECT ?1, l.id, ?3, ?4, ?5, ?6, ?7 FROM leads l JOIN drops d ON d.client_id = l.client_id
          WHERE d.id = ?1 AND l.identity = ?2
          ON CONFLICT DO NOTHING
          """, job.dropID, identity, Int64(lead.line), said, sealed.salt, sealed.digest.bytes, now.microseconds)
      }
    }
  }

  /// All people of a job's list are written down: the chain gets a digest of what was said of them.
  package func sealLeads(of name: JobName) throws {
    try write { database in
      let job = try row(of: name, database)
      guard try !isSealed(job, database) else { return }
      let count = try database.first("SELECT count(*) FROM lead_mentions WHERE drop_id = ?1", job.dropID) { $0.integer(0) } ?? 0
      try append(
        .remembered, job: job.id, state: job.state,
        words: "\(count == 1 ? "1 person" : "\(count) people") of its list are remembered.",
        about: .leads(drop: job.dropID), database)
    }
  }

  private func isSealed(_ job: JobRow, _ database: Connection) throws -> Bool {
    try database.first("SELECT 1 FROM events WHERE record = 'leads' AND record_id = ?1", job.dropID) { _ in true } ?? false
  }

  /// Whether all people of a job's list are written down.
  package func leadsAreSealed(of name: JobName) throws -> Bool {
    try read { database in try isSealed(try row(of: name, database), database) }
  }

  /// People whose name, e-mail address or company holds the text, those first of whom was spoken last.
  package func leads(client: ClientName?, matching text: String = "", limit: Int) throws -> [LeadCard] {
    try read { database in
      let escaped = text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
      return try database.rows(
        """
        SELECT l.id, c.name, l.said, (SELECT count(*) FROM lead_mentions m WHERE m.lead_id = l.id), l.created, l.changed
        FROM leads l JOIN clients c ON c.id = l.client_id
        WHERE l.identity IS NOT NULL AND (?1 IS NULL OR c.name = ?1)
          AND (l.name LIKE ?2 ESCAPE '\\' OR l.email LIKE ?2 ESCAPE '\\' OR l.company LIKE ?2 ESCAPE '\\')
        ORDER BY l.changed DESC, l.id DESC LIMIT ?3
        """, client?.text, "%\(escaped)%", Int64(limit)
      ) { try Self.leadCard($0) }
    }
  }

  /// All people, page by page: those after the last one of the page before.
  package func leads(client: ClientName?, after last: Int64, limit: Int) throws -> [LeadCard] {
    try read { database in
      try database.rows(
        """
        SELECT l.id, c.name, l.said, (SELECT count(*) FROM lead_mentions m WHERE m.lead_id = l.id), l.created, l.changed
        FROM leads l JOIN clients c ON c.id = l.client_id
        WHERE l.identity IS NOT NULL AND l.id > ?2 AND (?1 IS NULL OR c.name = ?1) ORDER BY l.id LIMIT ?3
        """, client?.text, last, Int64(limit)
      ) { try Self.leadCard($0) }
    }
  }

  static func leadCard(_ row: borrowing Row) throws -> LeadCard {
    LeadCard(
      id: row.integer(0), client: try client(row.text(1)),
      values: try row.textOrNil(2).map { try JSONText.value([String: String].self, from: $0) } ?? [:],
      lists: Int(row.integer(3)), created: Moment(microseconds: row.integer(4)), changed: Moment(microseconds: row.integer(5)))
  }

  /// What happened with a person.
  package func story(of lead: LeadCard) throws -> LeadStory {
    try read { database in
      let events = try database.rows(
        """
        SELECT c.name, d.path, d.device, d.inode, d.size, d.modified, d.digest, d.shape, d.id, m.at, m.line, j.name, j.state
        FROM lead_mentions m JOIN drops d ON d.id = m.drop_id JOIN clients c ON c.id = d.client_id
        LEFT JOIN jobs j ON j.drop_id = d.id WHERE m.lead_id = ?1 ORDER BY m.at, m.drop_id
        """, lead.id
      ) { row in
        LeadStory.Event(
          at: Moment(microseconds: row.integer(9)), drop: try drop(row, from: 0, database).listName, line: Int(row.integer(10)),
          job: try row.textOrNil(11).map { try Self.name($0) }, state: row.textOrNil(12).flatMap(JobState.init(rawValue:)))
      }
      var story = LeadStory(card: lead, events: events)
      story.videos = try videos(of: lead.id, client: lead.client, database)
      return story
    }
  }
}

extension Drop {
  /// The file that people know their list by: what came with it is none. A zip's is known by the zip.
  fileprivate var listName: String {
    guard let index = contents?.leads.first else { return displayName }
    let path = parts[index].path.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
    return shape == .folder ? "\(displayName)/\(path)" : path
  }
}
