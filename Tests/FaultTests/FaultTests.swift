import Faults
import Glibc
import Testing

/// The service is killed, and its disk fails: nothing is lost, doubled or half done. `scripts/faults` and `scripts/soak` do at length
/// what is sampled here; docs/reliability.md tells what they found.
@Suite(.serialized) struct FaultTests {
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
        for _ in 0..<4 {
          let result = try rounds.run(experiment, at: Int.random(in: 1...rounds.count(experiment), using: &numbers))
          let place = result.call.map { "\($0.call) \($0.path)" } ?? "not reached"
          #expect(result.problems == [], "seed \(seed): \(experiment.rawValue) \(result.number), \(place)")
        }
      }
    }
  }

  /// Where it once went wrong: claims that a full disk left open, temporaries of notes, a settings file refused for the disk's sake.
  @Test func whatOnceWentWrongGoesWell() throws {
    let places: [(CallRounds.Experiment, call: String, place: String)] = [
      (.noRoom, "renameat2", "state/content/…/…"),
      (.noRoomOnce, "renameat2", "review/JOB/HOW TO APPROVE ….txt"),
      (.noRoomOnce, "create", "state/content/aside/…"),
      (.killBefore, "renameat2", "outbox/JOB/receipt.json"),
    ]
    try Self.withShim { shim in
      let rounds = try CallRounds(shim, isCold: false)
      for (experiment, call, place) in places {
        let number = try #require(rounds.numbers(experiment, of: call, at: place).first, "\(call) \(place)")
        #expect(try rounds.run(experiment, at: number).problems == [], "\(experiment.rawValue): \(call) \(place)")
      }
      // The commit of the claim is the first write to the ledger after the start.
      for number in rounds.numbers(.noRoomOnce, of: "pwrite", at: "state/ledger.sqlite-wal").prefix(3) {
        #expect(try rounds.run(.noRoomOnce, at: number).problems == [])
      }
      // A sync of the ledger that failed is believed by nobody: the service ends, and its next start goes on. The numbers of calls move a
      // little from run to run, so the first one that met the ledger counts.
      for number in rounds.numbers(.syncFails, of: "fdatasync", at: "state/ledger.sqlite-wal").dropFirst(2) {
        let result = try rounds.run(.syncFails, at: number)
        #expect(result.problems == [])
        guard result.call?.path.hasSuffix("ledger.sqlite-wal") == true else { continue }
        #expect(result.starts == 2)
        return
      }
      Issue.record("no sync of the ledger was met")
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

  /// A disk that is really full, under the daemon and its workers alike.
  @Test(.enabled(if: geteuid() == 0, "only root may mount a small disk")) func aFullDiskPausesTheWorkUntilThereIsRoom() throws {
    try Self.withShim { shim in
      let rig = try Rig(shim, megabytes: 96)
      try rig.start(counts: false)
      try rig.drop(.rain)
      var isFilled = false
      try rig.wait(for: "the voice", atMost: 60) {
        rig.approveWhatWaits()
        if try rig.states()["rain"] == "speaking" { isFilled = true }
        return isFilled
      }
      try rig.fillDisk(leaving: 64 << 10)
      try rig.drop(.bees)
      try rig.wait(for: "the notice", atMost: 30) {
        (FileTree.text("\(rig.share)/STATUS.html") ?? "").contains("The disk is full")
      }
      usleep(1_000_000)
      #expect(FileTree.isThere("\(rig.share)/inbox/bees.txt"))
      #expect(!FileTree.isThere("\(rig.share)/outbox/rain/receipt.json"))
      #expect(rig.isRunning)
      rig.emptyDisk()
      try rig.attend([.rain, .bees], atMost: 90)
      #expect(rig.stop() == 0)
      #expect(try rig.run(["verify"]).code == 0)
      #expect(FileTree.isThere("\(rig.state)/ballast"))
    }
  }
}
