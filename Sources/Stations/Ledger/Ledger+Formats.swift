package import Production
import Store

extension Ledger {
  /// Further formats of a finished video become a job of their own, in one step: of its drop, its script, its approvals and all that was
  /// made before `stage`, at which it begins. Nothing of the finished one changes.
  ///
  /// Asked for again while they are being made, it answers with the same job. Throws a `Refusal` where there is nothing to make.
  package func reformat(
    _ name: JobName, into formats: [VideoFormat], from stage: Stage, by person: String
  ) throws -> JobName {
    try write { database in
      let parent = try row(of: name, database)
      guard parent.state == .completed else { throw Self.unfinished(name, parent.state) }
      var settings = try settings(ofDrop: parent.dropID, database)
      let others = try furtherFormats(of: parent.id, database)
      if let same = others.first(where: { !$0.isFinished && Set($0.formats) == Set(formats) }) { return same.job }
      for format in formats {
        if settings.formats.contains(format) { throw Self.isThere(format, in: name, of: name) }
        if let other = others.first(where: { $0.formats.contains(format) }) {
          throw Self.isThere(format, in: other.job, of: name)
        }
      }
      settings.formats = formats
      settings.priority = .low
      // It is no second drop of the same.
      settings.again = true
      let job = try insertFurther(parent, with: settings, from: stage, formats, by: person, database)
      try copyResults(before: stage, from: parent.id, to: job.id, database)
      try copyWords(of: parent, to: job, before: stage, database)
      try database.run(
        "INSERT OR IGNORE INTO lead_videos (job_id, lead_id) SELECT ?2, lead_id FROM lead_videos WHERE job_id = ?1", parent.id,
        job.id)
      return job.name
    }
  }

  private func insertFurther(
    _ parent: JobRow, with settings: JobSettings, from stage: Stage, _ formats: [VideoFormat], by person: String,
    _ database: Connection
  ) throws -> JobRow {
    let drop = try copyDrop(of: parent, with: try SettingsText(settings), database)
    var numbers: [String: Int] = [:]
    // A row's is a name by itself, and not one within its batch: `spring-0007-2`.
    let plain = try parent.name.batch == nil ? parent.name : Self.name(parent.name.folders.joined(separator: "-"))
    let name = try freeName(likeTaken: plain, numbers: &numbers, database)
    try database.run(
      """
      INSERT INTO jobs (name, client_id, drop_id, state, next_stage, rank, version, created, changed)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)
      """, name.text, parent.clientID, drop, stage.stateBefore.rawValue, stage.rawValue, settings.priority.rank, parent.version,
      now.microseconds)
    let words = formats.map(\.name).joined(separator: ", ")
    try vouch(
      drop, as: database.lastID, in: stage.stateBefore,
      "Further formats of \(parent.name), asked for by \(person): \(words). The words are those that were approved there.",
      database)
    return try row(of: name, database)
  }

  /// The newest of each, as if they had been made for this one; what they cost stays with the one that paid.
  private func copyResults(before stage: Stage, from parent: Int64, to job: Int64, _ database: Connection) throws {
    let kept: [Stage] = [.read, .consult, .script, .speak, .voice]
    let stages = try JSONText.of(kept.prefix { $0 != stage }.map(\.rawValue))
    let known = try database.rows(
      """
      SELECT max(id) FROM stages WHERE job_id = ?1 AND outcome = 'done' AND stage IN (SELECT value FROM json_each(?2))
      GROUP BY stage ORDER BY 1
      """, parent, stages
    ) { $0.integer(0) }
    for id in known {
      try database.run(
        """
        INSERT INTO stages (job_id, stage, version, attempt, state_before, leased, ended, outcome, input_digest, facts)
        SELECT ?2, stage, version, attempt, state_before, leased, ended, outcome, input_digest, facts FROM stages WHERE id = ?1
        """, id, job)
      try database.run(
        "INSERT INTO artifacts (stage_id, place, name, digest, size) SELECT ?2, place, name, digest, size FROM artifacts WHERE stage_id = ?1",
        id, database.lastID)
    }
  }

  /// The script as it was written, and who approved which text of it.
  private func copyWords(of parent: JobRow, to job: JobRow, before stage: Stage, _ database: Connection) throws {
    if let script = try script(of: parent.id, version: parent.version, database) { try insert(script, job, database) }
    let heard: Set<Gate> = stage == .picture ? [.script, .voice] : [.script]
    for approval in try decisions(of: parent.id, database)
    where approval.decision == .approve && approval.version == parent.version && heard.contains(approval.gate) {
      try append(
        .decided, job: job.id, state: job.state,
        words: "What \(approval.by) approved of \(parent.name) (\(approval.gate.rawValue)) is approved here too.",
        about: .approval(try insert(approval, job, database)), database)
    }
  }

  private struct FurtherFormats {
    let job: JobName
    let isFinished: Bool
    let formats: [VideoFormat]
  }

  private func furtherFormats(of parent: Int64, _ database: Connection) throws -> [FurtherFormats] {
    try database.rows(
      """
      SELECT j.name, j.state, d.settings FROM drops d JOIN jobs j ON j.id = d.job_id
      WHERE d.split_from = ?1 AND j.state NOT IN ('failed', 'quarantined', 'cancelled', 'deleted') ORDER BY d.id
      """, parent
    ) { row in
      FurtherFormats(
        job: try Self.name(row.text(0)), isFinished: row.text(1) == JobState.completed.rawValue,
        formats: try SettingsText.settings(from: row.text(2), database).formats)
    }
  }

  private static func isThere(_ format: VideoFormat, in job: JobName, of name: JobName) -> Refusal {
    Refusal(
      "\(name) is there in \(format.name) already, or just being made: see outbox/\(job).",
      wayOut: "Ask for the other formats alone. To make everything anew, drop the document again, with \"again\" in its name.")
  }

  package static func unfinished(_ name: JobName, _ state: JobState) -> Refusal {
    Refusal(
      "\(name) is \(state.rawValue), and further formats are made of finished videos only.",
      wayOut: state.isAtRest ? "See what became of it in failed/\(name)." : "Ask again when it lies in outbox/\(name).")
  }
}
