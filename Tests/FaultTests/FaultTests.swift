import Faults
import Glibc
import Testing

/// The service is killed, and its disk fails: nothing is lost, doubled or half done. `scripts/faults` and `scripts/soak` do at length
/// what is sampled here; docs/reliability.md tells what they found.
@Suite(.serialized, .onItsOwnThread) struct FaultTests {
  private static func withShim<Value>(_ body: (Shim) throws -> Value) throws -> Value {
    let folder = try FileTree.makeTemporaryFolder()
    defer { FileTree.remove(folder) }
    return try body(try Shim(in: folder))
  }

  @Test func twentyKillsAtRandomInstantsChangeNothing() throws {
    let seed = UInt64.random(in: 0..<1_000_000)
    print("seed \(seed)")
    try Self.withShim { shim in
      var rounds = try KillRounds(shim, seed: seed)
      let outcome = try rounds.run(20)
      #expect(outcome.problems == [], "seed \(seed)")
      #expect(outcome.rounds == 20)
    }
  }

  /// Each experiment meets a few calls, others at each run.
  @Test func aFailingCallAnywhereChangesNothing() throws {
    let seed = UInt64.random(in: 0..<1_000_000)
    print("seed \(seed)")
    var numbers = SeededNumbers(seed: seed)
    try Self.withShim { shim in
      let rounds = try CallRounds(shim, isCold: false)
      for experiment in CallRounds.Experiment.allCases {
        for _ in 0..<2 {
          let (site, count) = try #require(rounds.sites(experiment).randomElement(using: &numbers))
          let time = Int.random(in: 1...count, using: &numbers)
          let problems = try rounds.run(experiment, at: site, time: time).problems
          #expect(problems == [], "seed \(seed): \(experiment.rawValue): \(site) \(time)")
        }
      }
    }
  }

  /// Where it once went wrong: claims that a full disk left open, temporaries of notes, a settings file refused for the disk's sake,
  /// work folders that could not be emptied.
  @Test func whatOnceWentWrongGoesWell() throws {
    let places: [(CallRounds.Experiment, CallSite)] = [
      (.noRoom, CallSite(call: "renameat2", place: "state/content/…/…")),
      (.noRoomOnce, CallSite(call: "renameat2", place: "review/JOB/HOW TO APPROVE….txt")),
      (.noRoomOnce, CallSite(call: "create", place: "state/content/aside/…")),
      (.readOnly, CallSite(call: "unlinkat", place: "state/work/…/settings.json")),
      (.readOnly, CallSite(call: "fsync", place: "state/work")),
      (.killBefore, CallSite(call: "renameat2", place: "outbox/JOB/receipt.json")),
      (.killBefore, CallSite(call: "fsync", place: ".dropreel/shown")),
    ]
    try Self.withShim { shim in
      let rounds = try CallRounds(shim, isCold: false)
      for (experiment, site) in places {
        let result = try rounds.run(experiment, at: site)
        #expect(result.problems == [], "\(experiment.rawValue): \(site)")
        #expect(result.call?.site == site)
      }
      // The commit of the claim is the first write to the ledger after the start.
      for time in 1...3 {
        let result = try rounds.run(.noRoomOnce, at: CallSite(call: "pwrite", place: "state/ledger.sqlite-wal"), time: time)
        #expect(result.problems == [])
      }
      // A sync of the ledger that failed is believed by nobody: the service ends, and its next start goes on.
      let result = try rounds.run(.syncFails, at: CallSite(call: "fdatasync", place: "state/ledger.sqlite-wal"), time: 3)
      #expect(result.problems == [])
      #expect(result.starts == 2)
    }
  }

  @Test func aPointerThatAKillCutShortIsShownAfterTheRestart() throws {
    try Self.withShim { shim in
      let first = try Rig(shim)
      try first.start(counts: false)
      try first.drop(.rain)
      try first.attend([.rain], atMost: 120)
      #expect(first.stop() == 0)

      let recording = try Rig(shim, template: first.folder)
      try recording.start()
      try recording.drop(.rainCopy)
      try recording.wait(for: "the pointer", atMost: 20) { FileTree.isThere("\(recording.share)/outbox/copy/source/copy.md") }
      #expect(recording.stop() == 0)
      // Counted among the folders that are made: how often a status is written differs from run to run.
      let folders = recording.calls.filter { $0.call == "mkdirat" }
      let made = try #require(folders.firstIndex { $0.path.hasSuffix("outbox/copy") })
      var fault = Fault(.killBefore, at: made + 1)
      fault.calls = ["mkdirat"]

      let rig = try Rig(shim, template: first.folder)
      try rig.start(fault)
      try rig.drop(.rainCopy)
      try rig.wait(for: "the kill", atMost: 20) { !rig.isRunning }
      #expect(!FileTree.isThere("\(rig.share)/outbox/copy"))
      try rig.start()
      try rig.wait(for: "the pointer", atMost: 20) { FileTree.isThere("\(rig.share)/outbox/copy/source/copy.md") }
      #expect(rig.stop() == 0)
      #expect(FileTree.files(below: "\(rig.share)/failed") == [])
      #expect(try rig.run(["verify"]).code == 0)
    }
  }

  /// A command that finds no service running has the lock for a moment.
  @Test func aServiceThatIsStartedMeanwhileWaitsForTheLock() throws {
    try Self.withShim { shim in
      let rig = try Rig(shim)
      let lock = open("\(rig.state)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
      try #require(lock >= 0)
      try #require(flock(lock, LOCK_EX | LOCK_NB) == 0)
      try rig.start(counts: false)
      usleep(700_000)
      #expect(rig.isRunning)
      #expect(!FileTree.isThere("\(rig.state)/ledger.sqlite"))
      close(lock)
      try rig.wait(for: "the service", atMost: 20) { FileTree.isThere("\(rig.state)/dropreel.sock") }
      #expect(rig.stop() == 0)
    }
  }
}
