package import Production
import Store

extension Ledger {
  /// A job that was about all of a drop becomes one job for each topic, in one step with its own end: there are never fewer or more of
  /// them. They share its drop, which lies in its folder.
  ///
  /// Answers with their names. Repeated, it does nothing, and answers the same.
  package func split(_ name: JobName, into topics: [String], next stage: Stage, outputs: [Artifact]) throws -> [JobName] {
    try write { database in
      let parent = try row(of: name, database)
      let known = try parts(of: parent.id, database)
      if parent.state == .completed { return known }
      var settings = try settings(ofDrop: parent.dropID, database)
      settings.topics = 0
      settings.again = false
      var numbers: [String: Int] = [:]
      let names = try topics.map { topic in
        settings.topic = topic
        let drop = try copyDrop(of: parent, with: try SettingsText(settings), database)
        return try insertPart(topic, of: parent, drop: drop, next: stage, numbers: &numbers, database)
      }
      try complete(parent, outputs: outputs, words: "\(names.count) of its topics became jobs.", database)
      return names
    }
  }

  func settings(ofDrop id: Int64, _ database: Connection) throws -> JobSettings {
    let settings = try database.first("SELECT settings FROM drops WHERE id = ?1", id) { row in
      try SettingsText.settings(from: row.text(0), database)
    }
    guard let settings else { throw LedgerError.damaged(detail: "the drop \(id) is not there") }
    return settings
  }

  /// The same drop once more, for another job: what it is made of stays where it is.
  func copyDrop(of parent: JobRow, with settings: SettingsText, _ database: Connection) throws -> Int64 {
    try database.run(
      """
      INSERT INTO drops (client_id, path, device, inode, size, modified, digest, kind, rank, settings, settings_digest, state, at,
        shape, split_from)
      SELECT client_id, path, device, inode, size, modified, digest, kind, rank, ?2, ?3, 'taken', ?4, shape, ?5
      FROM drops WHERE id = ?1
      """, parent.dropID, settings.text, settings.digest.bytes, now.microseconds, parent.id)
    let id = database.lastID
    try database.run(
      """
      INSERT INTO drop_parts (drop_id, place, path, device, inode, size, modified, digest)
      SELECT ?2, place, path, device, inode, size, modified, digest FROM drop_parts WHERE drop_id = ?1
      """, parent.dropID, id)
    return id
  }

  private func insertPart(
    _ topic: String, of parent: JobRow, drop: Int64, next stage: Stage, numbers: inout [String: Int], _ database: Connection
  ) throws -> JobName {
    let plain = JobName(fromDrop: topic, shape: .folder, isTaken: { _ in false })
    var name = plain
    if try isTaken(plain.text, database) {
      name = try freeName(likeTaken: plain, numbers: &numbers, database)
    }
    try database.run(
      """
      INSERT INTO jobs (name, client_id, drop_id, state, next_stage, rank, created, changed)
      SELECT ?1, client_id, ?2, ?3, ?4, rank, ?5, ?5 FROM jobs WHERE id = ?6
      """, name.text, drop, JobState.queued.rawValue, stage.rawValue, now.microseconds, parent.id)
    try vouch(drop, as: database.lastID, in: .queued, "A topic of \(parent.name): \(topic).", database)
    return name
  }

  /// Gives a copied drop to its job, and says so in the chain.
  func vouch(_ drop: Int64, as job: Int64, in state: JobState, _ words: String, _ database: Connection) throws {
    let vouched = try database.first(
      """
      UPDATE drops SET job_id = ?2 WHERE id = ?1 RETURNING client_id, job_id, size, digest, settings_digest, state
      """, drop, job, as: Self.dropDigest)
    try append(.taken, job: job, state: state, words: words, about: .drop(drop), digest: vouched, database)
  }

  private func parts(of parent: Int64, _ database: Connection) throws -> [JobName] {
    try database.rows(
      "SELECT j.name FROM drops d JOIN jobs j ON j.id = d.job_id WHERE d.split_from = ?1 ORDER BY d.id", parent
    ) { try Self.name($0.text(0)) }
  }
}
