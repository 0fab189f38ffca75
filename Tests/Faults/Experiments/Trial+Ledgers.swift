import Glibc
import Ledger
import Store

/// The ledger is damaged, gone, old, or wanted by two.
extension Trial {
  static let ledgers = [
    Trial("two-services", "a second service is started on the same state") { bench in
      let rig = try Rig(bench.shim)
      try rig.start(counts: false)
      try rig.waitUntilReady()
      let second = try rig.run(["watch"])
      try rig.drop(.rain)
      let problems =
        second.code != 0 && second.said.contains("at work here") ? [] : ["the second one: \(second.code) \(second.said)"]
      return problems + (try bench.end(rig, [.rain]))
    },
    Trial("log-cut", "after a kill, the ledger's log has lost its second half") { bench in
      try damage(bench) { rig in
        let path = "\(rig.state)/ledger.sqlite-wal"
        truncate(path, Int(FileTree.bytes(path)?.count ?? 0) / 2)
      }
    },
    Trial("log-gone", "after a kill, the ledger's log is gone") { bench in
      try damage(bench) { FileTree.remove("\($0.state)/ledger.sqlite-wal") }
    },
    Trial("log-garbage", "after a kill, the ledger's log holds something else") { bench in
      try damage(bench) { try FileTree.write(String(repeating: "x", count: 100_000), to: "\($0.state)/ledger.sqlite-wal") }
    },
    Trial("ledger-flipped", "bytes of the ledger have changed on the disk") { bench in
      try damage(bench, isClean: true) { rig in
        let file = open("\(rig.state)/ledger.sqlite", O_RDWR | O_CLOEXEC)
        var facts = stat()
        fstat(file, &facts)
        for place in stride(from: 4096 * 2 + 100, to: Int(facts.st_size), by: 4096) {
          var byte: UInt8 = 0xA5
          pwrite(file, &byte, 1, place)
        }
        close(file)
      }
    },
    Trial("ledger-gone", "the ledger is deleted while a job is at work") { bench in
      try damage(bench) { rig in
        for name in ["ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm"] { FileTree.remove("\(rig.state)/\(name)") }
      }
    },
    Trial("migration", "a ledger of the version before is brought up to date, and the service is killed at each call of it") {
      bench in
      try migrates(bench)
    },
  ]

  /// One video is made, another document is at work; then something happens to the ledger while no service runs. Whatever it is: nothing
  /// that people see goes away or comes twice, and what is said about it is a sentence.
  private static func damage(_ bench: Bench, isClean: Bool = false, _ harm: (Rig) throws -> Void) throws -> [String] {
    let rig = try Rig(bench.shim)
    try rig.start(counts: false)
    try rig.drop(.rain)
    try rig.attend([.rain])
    try rig.drop(.bees)
    try rig.wait(for: "the script") { FileTree.isThere("\(rig.share)/review/bees/script.txt") }
    if isClean { _ = rig.stop() } else { rig.killService() }
    let decoder = bench.decoder
    let before = Delivered(outbox: "\(rig.share)/outbox/rain", decoder)
    try harm(rig)
    let logged = (FileTree.text(rig.log) ?? "").count
    for _ in 0..<3 {
      if !rig.isRunning { try rig.start(counts: false) }
      usleep(1_000_000)
    }
    let said = String((FileTree.text(rig.log) ?? "").dropFirst(logged))
    var problems: [String] = []
    if said.contains("Fatal error") || said.contains("Stack dump") { problems.append("it crashed: \(said)") }
    let texts = FileTree.files(below: rig.share).compactMap { FileTree.text("\(rig.share)/\($0)") }
    let originals = texts.filter { $0 == Document.bees.text }.count
    if originals != 1 { problems.append("the drop that was at work lies on the share \(originals) times") }
    let after = Delivered(outbox: "\(rig.share)/outbox/rain", decoder)
    if after != before { problems += after.differences(from: before) }
    if rig.isRunning {
      let hidden = FileTree.files(below: "\(rig.share)/.dropreel/claimed").filter {
        FileTree.text("\(rig.share)/.dropreel/claimed/\($0)") == Document.bees.text
      }
      if !hidden.isEmpty, try rig.states()["bees"] == nil { problems.append("nobody knows the claimed drop \(hidden)") }
      // It goes on: then all of it does. What was at work is finished, or dropped again by its people.
      try rig.drop(.locks)
      do {
        try rig.wait(for: "the next one") {
          rig.approveWhatWaits()
          return rig.isDelivered([.locks])
        }
      } catch let problem as FaultProblem {
        problems.append(problem.description)
      }
      let names = FileTree.names(in: "\(rig.share)/outbox")
      if names.contains(where: { $0.hasPrefix("rain") && $0 != "rain" }) { problems.append("made twice: \(names)") }
      _ = rig.stop()
    } else if !said.contains("ledger") && !said.contains("Ledger") {
      problems.append("it did not say what is wrong:\n\(said)")
    }
    return problems
  }

  /// Kills at the n-th call below the state, for each n until the service comes up without being hit.
  private static func migrates(_ bench: Bench) throws -> [String] {
    let first = try Rig(bench.shim)
    try first.start(counts: false)
    try first.drop(.rain)
    try first.attend([.rain])
    if first.stop() != 0 { return ["the service did not stop well"] }
    // Like the version before: the newest migration was never made.
    try takeBackNewest(at: "\(first.state)/ledger.sqlite")
    var problems: [String] = []
    var number = 1
    while number < 200 {
      let rig = try Rig(bench.shim, template: first.folder)
      var fault = Fault(number.isMultiple(of: 2) ? .killBefore : .killAfter, at: number)
      fault.place = "state/ledger*"
      try rig.start(fault)
      try rig.wait(for: "the kill, or the service") {
        !rig.isRunning || FileTree.isThere("\(rig.state)/dropreel.sock")
      }
      if rig.isRunning { break }
      rig.service?.wait()
      try rig.start(counts: false)
      try rig.wait(for: "the service") { try rig.run(["jobs"]).said.contains("completed") }
      if rig.stop() != 0 { problems.append("\(number): the service did not stop well") }
      let verified = try rig.run(["verify"])
      if verified.code != 0 { problems.append("\(number): \(verified.said)") }
      let database = try Connection(at: "\(rig.state)/ledger.sqlite")
      problems += try database.integrityProblems()
      let names = try database.rows("SELECT name FROM migrations ORDER BY position") { $0.text(0) }
      if names != LedgerSchema.migrations.map(\.name) { problems.append("\(number): the migrations are \(names)") }
      try database.close()
      number += bench.isLong ? 1 : 3
    }
    return number > 3 ? problems : problems + ["only \(number) calls"]
  }

  private static func takeBackNewest(at path: String) throws {
    let database = try Connection(at: path)
    try database.execute(
      """
      DROP INDEX drops_split;
      ALTER TABLE drops DROP COLUMN split_from;
      DROP VIEW cards;
      ALTER TABLE jobs DROP COLUMN gate;
      ALTER TABLE jobs DROP COLUMN needs;
      ALTER TABLE approvals DROP COLUMN gate;
      DROP INDEX calls_by_time;
      CREATE VIEW cards AS SELECT j.name AS name FROM jobs j;
      DROP TABLE lead_mentions; DROP TABLE leads;
      DROP TRIGGER calls_cost_something; DROP TRIGGER calls_keep_costing;
      DROP TABLE voice_cache; DROP TABLE voice_usage; DROP TABLE scene_cache;
      DROP TABLE view_keys; DROP TABLE views; DROP TABLE view_videos; DROP TABLE view_lines; DROP TABLE view_totals; DROP TABLE hosted_videos;
      DROP TRIGGER calls_used; DROP TRIGGER calls_used_otherwise; DROP TRIGGER calls_ended; DROP TRIGGER stages_ended;
      DROP TABLE usage;
      DROP TABLE performance;
      DROP TABLE view_groups;
      DROP TABLE lead_videos;
      DROP TABLE view_salts;
      DROP TABLE removals;
      DROP INDEX artifacts_by_digest; DROP INDEX drops_by_digest; DROP INDEX approvals_by_text; DROP INDEX scripts_by_text; DROP INDEX calls_by_answer;
      DROP INDEX jobs_of_batch;
      DROP INDEX batches_open;
      ALTER TABLE jobs DROP COLUMN batch_id;
      ALTER TABLE jobs DROP COLUMN starts_at;
      ALTER TABLE approvals DROP COLUMN list_digest;
      DROP TABLE usage_aside;
      DROP TABLE log_places;
      DROP TABLE log_objects;
      DROP TABLE view_news;
      DROP TABLE made_for;
      DELETE FROM migrations WHERE name IN ('gates-and-budgets', 'topics', 'leads', 'sound-calls', 'takes', 'scenes', 'batches', 'approved-lists', 'views', 'view-places', 'hosting', 'campaigns', 'costs', 'removals', 'work-aside', 'sites', 'followed-logs', 'made-for');
      """)
    let left = try database.rows("SELECT name FROM migrations ORDER BY position") { $0.text(0) }
    try database.close()
    guard left == LedgerSchema.migrations.prefix(left.count).map(\.name), left.count < LedgerSchema.migrations.count else {
      throw FaultProblem("a migration is new: teach this trial to take it back, too (left: \(left))")
    }
  }
}
