import Digests
import Production
import Store

/// What must hold once the service was stopped after an experiment, whatever happened in it.
package struct Invariants {
  private let rig: Rig
  private let documents: [Document]
  private let earlier: [Document]

  /// - Parameter earlier: Documents whose jobs were done before the experiment began.
  package init(_ rig: Rig, _ documents: [Document], earlier: [Document] = []) {
    self.rig = rig
    self.documents = documents
    self.earlier = earlier
  }

  /// What does not hold, in words.
  package func problems(reference: Delivered, _ decoder: MediaDecoder) throws -> [String] {
    var problems = Delivered(outbox: "\(rig.share)/outbox", decoder).differences(from: reference)
    problems += leftovers()
    problems += lostOrDoubled()
    problems += try ledgerProblems()
    let verified = try rig.run(["verify"])
    if verified.code != 0 { problems.append("verify: \(verified.said)") }
    return problems
  }

  /// Nothing half done lies about: nobody's WORKING file, no temporary, nothing claimed, nothing in making.
  private func leftovers() -> [String] {
    var left = FileTree.files(below: rig.share).filter { path in
      path.contains("WORKING") || path.contains(".dropreel-new-") || path.hasPrefix(".dropreel/making/")
        || path.hasPrefix(".dropreel/claimed/") || path.hasPrefix(".dropreel/shown/")
        || path.hasPrefix("review/") || path.hasPrefix("failed/")
        || path.hasPrefix("inbox/") && !path.hasSuffix("folder.toml")
    }
    // One that could not be removed goes with the next one of its name.
    left.removeAll { $0.contains("/.dropreel-beat-") }
    left += FileTree.names(in: "\(rig.share)/.dropreel/making")
    left += FileTree.files(below: "\(rig.state)/work").map { "state/work/\($0)" }
    left += FileTree.files(below: "\(rig.state)/content/aside").map { "state/content/aside/\($0)" }
    return left.map { "left over: \($0)" }
  }

  /// The bytes of each drop lie on the share exactly once.
  private func lostOrDoubled() -> [String] {
    var found: [String: Int] = [:]
    for path in FileTree.files(below: rig.share) {
      if let bytes = FileTree.bytes("\(rig.share)/\(path)") { found[Digest(of: bytes).hex, default: 0] += 1 }
    }
    var wanted: [String: Int] = [:]
    for document in documents + earlier { wanted[Digest(of: Array(document.text.utf8)).hex, default: 0] += 1 }
    return wanted.compactMap { digest, count in
      found[digest] == count ? nil : "the bytes \(digest.prefix(8)) of a drop lie on the share \(found[digest] ?? 0) times"
    }
  }

  /// Exactly one completed job for each drop, approved exactly once, and a database that is whole.
  private func ledgerProblems() throws -> [String] {
    let database = try Connection(at: "\(rig.state)/ledger.sqlite")
    defer { try? database.close() }
    var problems = try database.integrityProblems()
    let jobs = try database.rows("SELECT name || ' ' || state FROM jobs ORDER BY name") { $0.text(0) }
    let wanted = (documents + earlier).map { "\($0.job) completed" }.sorted()
    if jobs.sorted() != wanted { problems.append("the jobs are \(jobs)") }
    let open = try database.rows("SELECT id FROM drops WHERE state = 'claiming'") { $0.integer(0) }
    if !open.isEmpty { problems.append("claims \(open) are open") }
    let running = try database.rows("SELECT id FROM stages WHERE ended IS NULL") { $0.integer(0) }
    if !running.isEmpty { problems.append("leases \(running) are open") }
    // The gate: nothing is spoken before a standing approval of that very text.
    let ungated = try database.rows(
      """
      SELECT j.name FROM jobs j WHERE (SELECT count(*) FROM approvals a WHERE a.job_id = j.id AND a.decision = 'approve'
        AND a.undone IS NULL AND a.text_digest IS NOT NULL) != 1
      """
    ) { $0.text(0) }
    if !ungated.isEmpty { problems.append("not approved exactly once: \(ungated)") }
    return problems
  }
}
