import Faults
import Glibc
import Testing

/// Each trial that takes seconds, by its name; docs/reliability.md tells what they do. `fault-runner trials long` gives them all time.
@Suite(.onItsOwnThread, .enabled(if: geteuid() == 0, "only root may mount disks and make devices"))
struct TrialTests {
  /// They wait for most of their time: three of them side by side hardly disturb each other.
  private static let lanes = 3

  @Test(arguments: 0..<lanes) func eachTrialEndsWell(lane: Int) throws {
    let folder = try FileTree.makeTemporaryFolder()
    defer { FileTree.remove(folder) }
    let bench = Bench(try Shim(in: folder))
    let quick = Trial.all.filter(\.isQuick)
    for trial in stride(from: lane, to: quick.count, by: Self.lanes).map({ quick[$0] }) {
      do {
        let problems = try trial.run(bench)
        #expect(problems == [], "\(trial.name): \(trial.what)")
      } catch {
        Issue.record("\(trial.name): \(error)")
      }
    }
  }

  /// The experiment with power cuts can see a sync that is missing: where syncs are said to be done and are not, it does not end well.
  @Test func aCutShowsMissingSyncs() throws {
    let folder = try FileTree.makeTemporaryFolder()
    defer { FileTree.remove(folder) }
    let rounds = try CallRounds(try Shim(in: folder), isCold: false)
    let site = CallSite(call: "unlinkat", place: ".dropreel/shown/JOB")
    for experiment in [CallRounds.Experiment.cutOfExt4, .flushedCutOfExt4] {
      let problems = try rounds.run(experiment, at: site).problems
      #expect(problems == [], "\(experiment.rawValue)")
    }
    let result = try rounds.run(.cutOfExt4, at: site, syncsLie: true)
    #expect(result.call != nil)
    #expect(result.problems != [])
  }
}
