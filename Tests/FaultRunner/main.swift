// Runs the fault experiments at length: `fault-runner soak MINUTES [SEED]`, `fault-runner kills ROUNDS [SEED]`,
// `fault-runner calls [all|last] [cold] [lie] [EXPERIMENT…]`, `fault-runner trials [long] [NAME…]`.
// What goes well is one line; a table and a summary line stand at the end.
import Faults
import Glibc

let words = Array(CommandLine.arguments.dropFirst())

/// A line, seen at once even where the output goes to a file.
func say(_ line: String) {
  let bytes = Array((line + "\n").utf8)
  _ = bytes.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
}

func number(_ index: Int, else standard: UInt64) -> UInt64 { words.count > index ? UInt64(words[index]) ?? standard : standard }

func runKills() throws -> Bool {
  let seed = number(2, else: UInt64.random(in: 0..<1_000_000))
  say("seed \(seed)")
  let folder = try FileTree.makeTemporaryFolder()
  defer { FileTree.remove(folder) }
  var rounds = try KillRounds(try Shim(in: folder), seed: seed)
  let outcome = try rounds.run(Int(clamping: number(1, else: 300))) { say($0) }
  for problem in outcome.problems { say(problem) }
  say("soak: seed \(seed): \(outcome.summary)")
  return outcome.problems.isEmpty
}

/// About seventeen drops a minute: two thousand in two hours.
func runSoak() throws -> Bool {
  let minutes = Double(number(1, else: 120))
  let seed = number(2, else: UInt64.random(in: 0..<1_000_000))
  say("seed \(seed)")
  let folder = try FileTree.makeTemporaryFolder()
  defer { FileTree.remove(folder) }
  let soak = try Soak(try Shim(in: folder), seed: seed, drops: Int(minutes * 17), say: say)
  let outcome = try soak.run(minutes: minutes)
  for line in outcome.figures { say(line) }
  say(
    "soak: seed \(seed): \(outcome.rounds) rounds, \(outcome.problems.isEmpty ? "all well" : "\(outcome.problems.count) problems")"
  )
  return outcome.problems.isEmpty
}

/// At each place the first call; with "last" the last one as well, with "all" every one of them. With "lie", syncs are not done.
func runCalls() throws -> Bool {
  let names = words.dropFirst().joined(separator: " ")
  let folder = try FileTree.makeTemporaryFolder()
  defer { FileTree.remove(folder) }
  let rounds = try CallRounds(try Shim(in: folder), isCold: words.contains("cold"))
  let named = CallRounds.Experiment.allCases.filter { names.contains($0.rawValue) }
  var results: [CallRounds.Result] = []
  for experiment in named.isEmpty ? CallRounds.Experiment.allCases : named {
    let sites = rounds.sites(experiment)
    say("\(experiment.rawValue): \(sites.count) places, \(sites.reduce(0) { $0 + $1.count }) calls")
    for (site, count) in sites {
      let times = words.contains("all") ? Array(1...count) : words.contains("last") ? Array(Set([1, count])).sorted() : [1]
      for time in times {
        let result = try rounds.run(experiment, at: site, time: time, syncsLie: words.contains("lie"))
        results.append(result)
        let fate = result.call == nil ? "not reached" : result.problems.isEmpty ? "well" : "NOT WELL"
        say("\(experiment.rawValue)\t\(site) \(time) of \(count)\t\(fate)")
        for problem in result.problems { say("    " + problem.split(separator: "\n").joined(separator: "\n    ")) }
      }
    }
  }
  say(CallTable(results).markdown)
  let ill = results.count { !$0.problems.isEmpty }
  say("faults: \(results.count { $0.call != nil }) calls failed on purpose, \(ill) ended badly")
  return ill == 0
}

/// `trials [long] [NAME…]`, all of them without a name.
func runTrials() throws -> Bool {
  let names = words.dropFirst().filter { $0 != "long" }
  let folder = try FileTree.makeTemporaryFolder()
  defer { FileTree.remove(folder) }
  let bench = Bench(try Shim(in: folder), isLong: words.contains("long"))
  var ill = 0
  for trial in Trial.all where names.isEmpty || names.contains(trial.name) {
    let begin = ContinuousClock.now
    var problems: [String]
    do {
      problems = try trial.run(bench)
    } catch {
      problems = ["\(error)"]
    }
    if !problems.isEmpty { ill += 1 }
    say(
      "\(trial.name): \(trial.what): \(problems.isEmpty ? "well" : "NOT WELL") (\(Int(begin.duration(to: .now) / .seconds(1))) s)"
    )
    for problem in problems { say("    " + problem.split(separator: "\n").joined(separator: "\n    ")) }
  }
  say("trials: \(ill) ended badly")
  return ill == 0
}

do {
  let isWell =
    switch words.first {
    case "soak": try runSoak()
    case "kills": try runKills()
    case "trials": try runTrials()
    default: try runCalls()
    }
  exit(isWell ? 0 : 1)
} catch {
  say("The experiments broke off: \(error)")
  exit(2)
}
