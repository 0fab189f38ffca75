import Faults
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
        for _ in 0..<5 {
          let result = try rounds.run(experiment, at: Int.random(in: 1...rounds.count(experiment), using: &numbers))
          let place = result.call.map { "\($0.call) \($0.path)" } ?? "not reached"
          #expect(result.problems == [], "seed \(seed): \(experiment.rawValue) \(result.number), \(place)")
        }
      }
    }
  }
}
