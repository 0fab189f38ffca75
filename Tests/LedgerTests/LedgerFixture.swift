import Digests
import Glibc
import Ledger
import Production
import Store
import Synchronization
import Testing

/// A clock that stands until it is told to go on.
final class TestClock: Sendable {
  private let microseconds = Mutex<Int64>(1_790_000_000_000_000)

  var now: Moment { Moment(microseconds: microseconds.withLock { $0 }) }

  func advance(_ duration: Duration) {
    let change = duration.wholeMicroseconds
    microseconds.withLock { $0 += change }
  }
}

struct CannotMakeFolder: Error {}

/// A ledger in a folder of its own, and the few steps that most tests begin with.
final class LedgerFixture: Sendable {
  let folder: String
  let clock: TestClock
  let ledger: Ledger
  let client: ClientName
  /// What the line would say.
  static let running: [Stage: JobState] = [
    .read: .reading, .script: .drafting, .speak: .speaking, .voice: .speaking, .picture: .rendering, .finish: .finishing,
    .rows: .finishing,
  ]

  /// Makes the ledger one that was written before people were asked at several gates.
  static let undoNewMigrations: StaticString = """
    DROP INDEX drops_split; ALTER TABLE drops DROP COLUMN split_from;
    DROP VIEW cards; CREATE VIEW cards AS SELECT 1;
    DROP INDEX jobs_of_batch; DROP INDEX batches_open; ALTER TABLE jobs DROP COLUMN batch_id; ALTER TABLE jobs DROP COLUMN starts_at;
    DROP INDEX calls_by_time; DROP TRIGGER calls_cost_something; DROP TRIGGER calls_keep_costing;
    ALTER TABLE jobs DROP COLUMN gate; ALTER TABLE jobs DROP COLUMN needs; ALTER TABLE approvals DROP COLUMN gate;
    ALTER TABLE approvals DROP COLUMN list_digest;
    DROP TABLE lead_mentions; DROP TABLE leads; DROP TABLE voice_cache; DROP TABLE voice_usage; DROP TABLE scene_cache;
    DROP TABLE view_keys; DROP TABLE views; DROP TABLE view_videos; DROP TABLE view_lines; DROP TABLE view_totals; DROP TABLE hosted_videos;
    DROP TRIGGER calls_used; DROP TRIGGER calls_used_otherwise; DROP TRIGGER calls_ended; DROP TRIGGER stages_ended;
    DROP TABLE usage;
    DROP TABLE performance;
    DROP TABLE view_groups;
    DROP TABLE lead_videos;
    DROP TABLE view_salts;
    DROP TABLE removals;
    DROP INDEX artifacts_by_digest; DROP INDEX drops_by_digest; DROP INDEX approvals_by_text; DROP INDEX scripts_by_text; DROP INDEX calls_by_answer;
    DROP TABLE usage_aside;
    DROP TABLE log_places;
    DROP TABLE log_objects;
    DROP TABLE view_news;
    DROP TABLE made_for;
    DELETE FROM migrations WHERE name IN ('gates-and-budgets', 'topics', 'leads', 'sound-calls', 'takes', 'scenes', 'batches', 'approved-lists', 'views', 'view-places', 'hosting', 'campaigns', 'costs', 'removals', 'work-aside', 'sites', 'followed-logs', 'made-for');
    """

  static func newFolder() throws -> String {
    var template = Array("/tmp/dropreel-ledger-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw CannotMakeFolder() }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  convenience init() async throws {
    try await self.init(folder: Self.newFolder())
  }

  init(folder: String, clock: TestClock = TestClock()) async throws {
    self.folder = folder
    self.clock = clock
    client = try #require(ClientName("acme"))
    ledger = try await Ledger.open(folder: folder, waitingForOthers: .milliseconds(10)) { clock.now }
  }

  deinit { Self.remove(folder) }

  static func remove(_ folder: String) {
    for name in names(in: folder) { unlink("\(folder)/\(name)") }
    rmdir(folder)
  }

  static func names(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Opens the ledger's file without the ledger; the ledger must be closed.
  func tamper(_ body: (Connection) throws -> Void) async throws {
    try await ledger.close()
    let connection = try Connection(at: folder + "/ledger.sqlite")
    try body(connection)
    try connection.close()
  }

  /// The same folder, opened again.
  func reopened() async throws -> Ledger {
    try await ledger.close()
    let clock = clock
    return try await Ledger.open(folder: folder) { clock.now }
  }

  static func order(
    _ name: String, client: String = "acme", content: String? = nil, settings: JobSettings = .defaults, inode: UInt64? = nil
  ) throws -> JobOrder {
    let client = try #require(ClientName(client))
    let drop = Drop(
      client: client, path: [Array("folder".utf8), Array(name.utf8)], size: 1234, modified: Moment(microseconds: 5), device: .max,
      inode: inode ?? UInt64(bitPattern: Int64(name.hashValue)), digest: Digest(of: content ?? name))
    return JobOrder(drop: drop, kind: .markdown, settings: settings)
  }

  /// Drops one document and takes it in.
  @discardableResult
  func take(
    _ name: String, client: String = "acme", content: String? = nil, priority: Priority = .normal,
    settings: JobSettings = .defaults
  ) async throws -> JobName {
    var settings = settings
    settings.priority = priority
    let order = try Self.order(name, client: client, content: content, settings: settings)
    let claims = try await ledger.beginClaims([.order(order)])
    return try #require(try await ledger.confirmClaims(claims.map(\.id), next: .read).first)
  }

  func lease(_ stages: Set<Stage> = Set(Stage.allCases), running: [ClientName: Int] = [:]) async throws -> LeasedWork? {
    try await ledger.lease(stages, runningByClient: running, states: Self.running)
  }

  func duplicates(_ client: String) async throws -> [Duplicate] {
    try await ledger.duplicates(try #require(ClientName(client)), since: 0, limit: 100)
  }

  func result(_ name: String) -> WorkResult {
    WorkResult(artifacts: [Artifact(name: name, digest: Digest(of: name), size: 7)], facts: ["made": name])
  }

  func finish(_ work: LeasedWork, then state: JobState, next: Stage?, script: DraftScript? = nil) async throws {
    let stage = work.lease.stage.rawValue
    try await ledger.finish(
      work.lease, result: result("\(work.job.name)-\(stage)"), inputDigest: Digest(of: "\(work.job.name) \(stage)"), then: state,
      next: next, script: script)
  }

  /// Takes a document in and brings it to where its script waits for a person.
  func draft(_ name: String, client: String = "acme") async throws -> JobName {
    let job = try await take(name, client: client)
    try await finish(try #require(try await lease([.read])), then: .reading, next: .script)
    try await write(job)
    return job
  }

  /// Writes the next version of the script.
  func write(_ job: JobName) async throws {
    let work = try #require(try await lease([.script]))
    #expect(work.job.name == job)
    try await finish(work, then: .draft, next: nil, script: script(of: work.job.version))
  }

  func script(of version: Int) -> DraftScript {
    DraftScript(
      version: version, textDigest: Digest(of: "text \(version)"), estimate: Money(microDollars: 140_000),
      length: Timecode(seconds: 43))
  }

  func approval(_ decision: Decision = .approve, version: Int = 1, notes: String = "") -> Approval {
    Approval(
      decision: decision, by: "Thandi", at: clock.now, version: version, textDigest: Digest(of: "text \(version)"), notes: notes)
  }

  /// Approves a draft for the voice stage.
  func approve(_ job: JobName, notBefore: Moment? = nil) async throws {
    try await ledger.decide(job, approval(), then: .approved, next: .voice, notBefore: notBefore)
  }

  /// Runs the stages from the approval to the end, but for publishing.
  func makeVideo(_ job: JobName) async throws {
    try await finish(try #require(try await lease([.voice])), then: .audioReady, next: .picture)
    try await finish(try #require(try await lease([.picture])), then: .rendering, next: .finish)
    try await finish(try #require(try await lease([.finish])), then: .finishing, next: nil)
  }

  func state(_ job: JobName) async throws -> JobState? { try await ledger.job(named: job)?.state }
}
