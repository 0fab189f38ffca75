import Digests
import Glibc
import Production
import Store

/// What must hold between two rounds of a soak, while everything that was dropped has come to its end. Looks again only at what changed.
final class SoakChecks {
  private let rig: Rig
  private let decoder = MediaDecoder()
  private var digests: [String: (facts: [Int], digest: String)] = [:]
  private var decoded: Set<String> = []
  private(set) var videos = 0

  init(_ rig: Rig) { self.rig = rig }

  /// Drops that are not there once: lost ones, and ones that are there more than once.
  struct Count: Sendable {
    var lost = 0
    var doubled = 0
  }

  /// The bytes of every drop lie on the share exactly once (1), and nothing that shows is half done (4).
  func shareProblems(_ wanted: [String: Int], _ count: inout Count) -> [String] {
    var problems: [String] = []
    var found: [String: Int] = [:]
    for path in FileTree.files(below: rig.share) {
      if isLeftOver(path) { problems.append("left over: \(path)") }
      guard let digest = digest(of: path) else { continue }
      if wanted[digest] != nil { found[digest, default: 0] += 1 }
      if path.hasPrefix("outbox/"), path.hasSuffix(".mp4"), decoded.insert(path).inserted {
        if decoder.essence(of: "\(rig.share)/\(path)", FileTree.bytes("\(rig.share)/\(path)") ?? []) == nil {
          problems.append("\(path) does not decode to its end")
        } else {
          videos += 1
        }
      }
    }
    for (digest, expected) in wanted {
      let number = found[digest] ?? 0
      if number < expected { count.lost += expected - number }
      if number > expected { count.doubled += number - expected }
      if number != expected { problems.append("the bytes \(digest.prefix(8)) lie on the share \(number) times, not \(expected)") }
    }
    return problems
  }

  private func isLeftOver(_ path: String) -> Bool {
    path.contains("WORKING") || path.contains(".dropreel-new-") || path.hasPrefix(".dropreel/making/")
      || path.hasPrefix(".dropreel/claimed/") || path.hasPrefix(".dropreel/shown/") || path.hasPrefix("review/")
  }

  private func digest(of path: String) -> String? {
    var facts = stat()
    guard lstat("\(rig.share)/\(path)", &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return nil }
    let now = [Int(facts.st_ino), Int(facts.st_size), Int(facts.st_mtim.tv_sec), Int(facts.st_mtim.tv_nsec)]
    if let known = digests[path], known.facts == now { return known.digest }
    guard let bytes = FileTree.bytes("\(rig.share)/\(path)") else { return nil }
    let digest = Digest(of: bytes).hex
    digests[path] = (now, digest)
    return digest
  }

  /// Exactly the jobs that were asked for, each approved before anything of it was spoken, and a database that is whole (2, 3, 8, 9).
  /// A copy is looked at, while nobody has the ledger open: what a kill left must be mended by the service and by nobody else.
  /// - Parameter jobs: Each with its state.
  func ledgerProblems(_ jobs: [String]) throws -> [String] {
    let copy = try FileTree.makeTemporaryFolder()
    defer { FileTree.remove(copy) }
    for name in ["ledger.sqlite", "ledger.sqlite-wal"] where FileTree.isThere("\(rig.state)/\(name)") {
      try FileTree.copy("\(rig.state)/\(name)", to: "\(copy)/\(name)")
    }
    let database = try Connection(at: "\(copy)/ledger.sqlite")
    defer { try? database.close() }
    var problems = try database.integrityProblems()
    let found = try database.rows("SELECT name || ' ' || state FROM jobs ORDER BY name") { $0.text(0) }.sorted()
    let wanted = jobs.sorted()
    problems += Set(wanted).subtracting(found).sorted().map { "no job: \($0)" }
    problems += Set(found).subtracting(wanted).sorted().map { "nobody asked for: \($0)" }
    if Set(found).count != found.count { problems.append("two jobs of one name") }
    for (what, query) in Self.mustBeEmpty {
      let rows = try database.rows(query) { $0.text(0) }
      if !rows.isEmpty { problems.append("\(what): \(rows.prefix(10))") }
    }
    return problems
  }

  private static let mustBeEmpty: [(String, StaticString)] = [
    ("open claims", "SELECT CAST(id AS TEXT) FROM drops WHERE state = 'claiming'"),
    ("open leases", "SELECT CAST(id AS TEXT) FROM stages WHERE ended IS NULL"),
    (
      "made before it was approved",
      """
      SELECT DISTINCT j.name FROM stages s JOIN jobs j ON j.id = s.job_id WHERE s.stage IN ('voice', 'picture', 'finish')
        AND NOT EXISTS (SELECT 1 FROM approvals a WHERE a.job_id = s.job_id AND a.decision = 'approve' AND a.undone IS NULL
        AND a.text_digest IS NOT NULL AND a.version = s.version AND a.after_stage < s.id)
      """
    ),
    (
      "approved more than once",
      """
      SELECT j.name FROM jobs j WHERE (SELECT count(*) FROM approvals a WHERE a.job_id = j.id AND a.decision = 'approve'
        AND a.undone IS NULL) > 1
      """
    ),
    (
      "two outputs of one name",
      "SELECT CAST(job_id AS TEXT) FROM outputs GROUP BY job_id, name HAVING count(*) > 1"
    ),
  ]
}
