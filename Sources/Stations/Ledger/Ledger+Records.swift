package import Production
import Store

extension Ledger {
  /// All that is needed to go on with a job, or to publish it.
  package func record(of name: JobName) throws -> JobRecord {
    try read { try record(of: try row(of: name, $0), $0) }
  }

  func record(of job: JobRow, _ database: Connection) throws -> JobRecord {
    let decisions = try decisions(of: job.id, database)
    let approvals = decisions.filter { $0.decision == .approve && $0.version == job.version }
    let approved = approvals.compactMap { approval in approval.textDigest.map { (approval.gate, $0) } }
    let isSplit = try database.first("SELECT split_from IS NOT NULL FROM drops WHERE id = ?1", job.dropID) { $0.integer(0) } == 1
    // What topics were chosen of was never filmed itself.
    let filmed = try database.first(
      """
      SELECT p.name FROM drops d JOIN jobs p ON p.id = d.split_from
      WHERE d.id = ?1 AND EXISTS (SELECT 1 FROM stages s WHERE s.job_id = p.id AND s.stage = ?2 AND s.outcome = 'done')
      """, job.dropID, Stage.picture.rawValue
    ) { try Self.name($0.text(0)) }
    return JobRecord(
      name: job.name, claim: job.dropID, order: try order(of: job, database), state: job.state, version: job.version,
      results: try results(of: job.id, database), notes: decisions.last?.notes ?? "",
      stoppedAt: job.stoppedAt, gate: job.gate, isSplit: isSplit, formatsOf: filmed,
      approved: Dictionary(approved) { $1 }, approvedList: approvals.last { $0.gate == .script }?.listDigest)
  }

  private func order(of job: JobRow, _ database: Connection) throws -> JobOrder {
    let order = try database.first(
      """
      SELECT c.name, d.path, d.device, d.inode, d.size, d.modified, d.digest, d.shape, d.id, d.kind, d.settings
      FROM drops d JOIN clients c ON c.id = d.client_id WHERE d.id = ?1
      """, job.dropID
    ) { row in
      JobOrder(
        drop: try drop(row, from: 0, database), kind: try Self.word(row.text(9)),
        settings: try SettingsText.settings(from: row.text(10), database))
    }
    guard let order else { throw LedgerError.damaged(detail: "the drop of \(job.name) is not there") }
    return order
  }

  private func results(of job: Int64, _ database: Connection) throws -> [Stage: StageResult] {
    let newest = try database.rows(
      "SELECT max(id), stage, version, facts FROM stages WHERE job_id = ?1 AND outcome = 'done' GROUP BY stage", job
    ) { try Self.stageResult($0, database) }
    return Dictionary(uniqueKeysWithValues: newest.map { ($0.stage, $0) })
  }

  /// id, stage, version, facts.
  static func stageResult(_ row: borrowing Row, _ database: Connection) throws -> StageResult {
    StageResult(
      stage: try word(row.text(1)), version: Int(row.integer(2)), artifacts: try artifacts(of: row.integer(0), database),
      facts: try facts(row.textOrNil(3)))
  }

  static func artifacts(of stage: Int64, _ database: Connection) throws -> [Artifact] {
    try database.rows("SELECT name, digest, size FROM artifacts WHERE stage_id = ?1 ORDER BY place", stage) {
      try artifact($0, from: 0)
    }
  }

  static func facts(_ text: String?) throws -> [String: String] {
    try text.map { try JSONText.value([String: String].self, from: $0) } ?? [:]
  }
}
