import Glibc

/// A share in use for hours, with one trouble after the other: kills, a full disk, a sync that fails, too many hints, a clock that
/// jumps, other settings; documents arrive all the while, in odd ways, good ones and bad ones. One state and one share from the first
/// round to the last. Between the rounds everything comes to rest, and is looked at.
package final class Soak {
  package struct Outcome: Sendable {
    package var rounds = 0
    package var kills = 0
    package var drops = 0
    package var videos = 0
    package var troubles: [String: Int] = [:]
    package var ways: [String: Int] = [:]
    package var count = (lost: 0, doubled: 0)
    package var problems: [String] = []
    package var first: ServiceFigures?
    package var last: ServiceFigures?
    package var walMost = 0.0
    package var rssMost = 0.0

    /// Lines for a table of figures.
    package var figures: [String] {
      let named: [(String, String)] = [
        ("rounds", String(rounds)), ("kills", String(kills)), ("drops", String(drops)), ("videos", String(videos)),
        ("lost", String(count.lost)), ("doubled", String(count.doubled)), ("problems", String(problems.count)),
        ("rss_start_mb", ServiceFigures.short(first?.rssMegabytes ?? 0)),
        ("rss_end_mb", ServiceFigures.short(last?.rssMegabytes ?? 0)),
        ("rss_max_mb", ServiceFigures.short(rssMost)), ("fds_start", String(first?.descriptors ?? 0)),
        ("fds_end", String(last?.descriptors ?? 0)), ("wal_max_mb", ServiceFigures.short(walMost)),
        ("spool_end_mb", ServiceFigures.short(last?.spoolMegabytes ?? 0)),
      ]
      return named.map { "figure soak.\($0.0) \($0.1)" }
        + troubles.sorted { $0.key < $1.key }.map { "trouble: \($0.key): \($0.value) rounds" }
        + ways.sorted { $0.key < $1.key }.map { "arrived: \($0.key): \($0.value) drops" }
    }
  }

  private let rig: Rig
  private let checks: SoakChecks
  private var numbers: SeededNumbers
  private let aside: String
  private var wanted: [String: Int] = [:]
  /// Each with its state.
  private var jobs: [String] = []
  private var outcome = Outcome()
  private var told: Set<String> = []
  private let drops: Int
  private let say: (String) -> Void

  package init(_ shim: Shim, seed: UInt64, drops: Int, say: @escaping (String) -> Void) throws {
    var settings = RigSettings()
    settings.settleSeconds = 1.5
    rig = try Rig(shim, settings: settings)
    aside = "\(rig.folder)/aside"
    try FileTree.makeFolder(aside)
    checks = SoakChecks(rig)
    numbers = SeededNumbers(seed: seed)
    self.drops = drops
    self.say = say
  }

  /// Until the time is over, and then the round that is under way to its end.
  package func run(minutes: Double) throws -> Outcome {
    try rig.startControlled()
    for document in Document.batch {
      try rig.drop(document)
      wanted[SoakInput(0, "", Array(document.text.utf8), .video).digest, default: 0] += 1
      jobs.append("\(document.job) completed")
    }
    try rig.attend(Document.batch)
    let begin = ContinuousClock.now
    let end = begin + .seconds(minutes * 60)
    while ContinuousClock.now < end {
      let passed = begin.duration(to: .now) / .seconds(minutes * 60)
      // So that all of them are dropped when the time is over.
      let due = Int(Double(drops) * passed) - outcome.drops + 5
      let started = ContinuousClock.now
      let plan = SoakPlan(round: outcome.rounds, using: &numbers)
      let problems: [String]
      do {
        // What stays wrong is told once.
        problems = try round(plan, drops: min(12, max(3, due))).filter { told.insert($0).inserted }
      } catch let problem as FaultProblem {
        // The log's end is said below.
        problems = problem.description.split(separator: "\n").prefix(1).map(String.init).filter { told.insert($0).inserted }
      }
      outcome.rounds += 1
      let seconds = started.duration(to: .now) / .seconds(1)
      let figures = outcome.last?.words ?? ""
      say(
        "round \(outcome.rounds): \(Int(seconds)) s, \(plan.isQuiet ? "quiet, " : "")\(plan.trouble.rawValue), "
          + "\(plan.strikes.count) kills; \(outcome.drops) drops, \(checks.videos) videos; \(figures)"
          + (problems.isEmpty ? "" : "; NOT WELL"))
      for problem in problems { say("    " + problem.split(separator: "\n").joined(separator: "\n    ")) }
      if !problems.isEmpty { say("    its log ended:\n" + tail()) }
      outcome.problems += problems
    }
    outcome.videos = checks.videos
    // A command is answered as soon as the service is ready.
    var verified = try rig.run(["verify"])
    try rig.wait(for: "the service") {
      verified = try rig.run(["verify"])
      return verified.code == 0 || !verified.said.contains("Another Dropreel service")
    }
    say(verified.said)
    if verified.code != 0 { outcome.problems.append("verify: \(verified.said)") }
    if rig.stop() != 0 { outcome.problems.append("the service did not stop well") }
    return outcome
  }

  private func tail() -> String {
    (FileTree.text(rig.log) ?? "").split(separator: "\n").suffix(60).joined(separator: "\n")
  }

  // MARK: - A round

  private typealias Step = (at: ContinuousClock.Instant, act: () throws -> Void)

  private func round(_ plan: SoakPlan, drops count: Int) throws -> [String] {
    let begin = ContinuousClock.now
    outcome.troubles[plan.trouble.rawValue, default: 0] += 1
    var inputs: [SoakInput] = []
    var steps: [Step] = try trouble(plan, from: begin)
    for index in 0..<count {
      outcome.drops += 1
      let input = SoakInput.draw(outcome.drops, isControl: index == 0, using: &numbers)
      inputs.append(input)
      steps += arrival(of: input, from: begin)
    }
    for strike in plan.strikes { steps.append((begin + .seconds(strike.at), { [self] in hit(strike.victim) })) }
    steps.sort { $0.at < $1.at }
    var waiting = inputs
    let deadline = begin + .seconds(240)
    while !steps.isEmpty || !waiting.isEmpty {
      while let step = steps.first, step.at <= .now {
        steps.removeFirst()
        try step.act()
      }
      if !rig.isRunning { try rig.startControlled() }
      rig.approveWhatWaits()
      waiting.removeAll(where: isSettled)
      if ContinuousClock.now > deadline, steps.isEmpty { break }
      usleep(100_000)
    }
    for input in inputs {
      wanted[input.digest, default: 0] += 1
      switch input.fate {
      case .video: jobs.append("\(input.job) completed")
      // A drop that was made before needs no making: its job ends at once.
      case .pointer: jobs.append("\(input.job) cancelled")
      case .refused: break
      }
    }
    return try story(of: waiting) + look(plan)
  }

  private func story(of waiting: [SoakInput]) throws -> [String] {
    guard !waiting.isEmpty else { return [] }
    let tree = FileTree.files(below: rig.share).filter { path in waiting.contains { path.contains("soak-\($0.number)") } }
    let names = waiting.map { "\($0.name) (\($0.fate))" }
    return ["not settled in time: \(names)\n\(tree.joined(separator: "\n"))\n\(try rig.run(["jobs"]).said.suffix(2000))"]
  }

  private func isSettled(_ input: SoakInput) -> Bool {
    switch input.fate {
    case .video: FileTree.isThere("\(rig.share)/outbox/\(input.job)/receipt.json")
    case .pointer: FileTree.isThere("\(rig.share)/outbox/\(input.job)/source/\(input.name)")
    case .refused:
      FileTree.names(in: "\(rig.share)/failed/\(input.job)").contains("WHY.txt")
        && FileTree.isThere("\(rig.share)/failed/\(input.job)/\(input.name)")
    }
  }

  /// All is at rest: the service is killed once more, or is left to live on in a quiet round, and everything is looked at.
  private func look(_ plan: SoakPlan) throws -> [String] {
    var problems: [String] = []
    try rest()
    var count = SoakChecks.Count()
    problems += checks.shareProblems(wanted, &count)
    outcome.count.lost += count.lost
    outcome.count.doubled += count.doubled
    if let process = rig.service?.process, rig.isRunning {
      let figures = ServiceFigures(process: process, state: rig.state)
      if outcome.first == nil { outcome.first = figures }
      outcome.last = figures
      outcome.walMost = max(outcome.walMost, figures.walMegabytes)
      outcome.rssMost = max(outcome.rssMost, figures.rssMegabytes)
    }
    if !plan.isQuiet {
      rig.killService()
      outcome.kills += 1
      problems += try checks.ledgerProblems(jobs)
      try rig.startControlled()
    }
    return problems
  }

  /// The last words are written: nothing under review, nothing in making, nothing claimed.
  private func rest() throws {
    try rig.wait(for: "rest") {
      if !rig.isRunning { try rig.startControlled() }
      return ["review", ".dropreel/making", ".dropreel/claimed", ".dropreel/shown"].allSatisfy {
        FileTree.names(in: "\(rig.share)/\($0)").isEmpty
      } && FileTree.files(below: "\(rig.share)/inbox").allSatisfy { $0.hasSuffix("folder.toml") }
    }
    usleep(300_000)
  }

  private func hit(_ victim: KillRounds.Victim) {
    if victim != .service, rig.killWorker(Int.random(in: 0..<64, using: &numbers)), victim == .worker { outcome.kills += 1 }
    guard victim != .worker else { return }
    rig.killService()
    outcome.kills += 1
  }

  private func arrival(of input: SoakInput, from begin: ContinuousClock.Instant) -> [Step] {
    let way = OddCopy.Way.allCases.randomElement(using: &numbers) ?? .plain
    outcome.ways[way.rawValue, default: 0] += 1
    var moment = begin + .seconds(Double.random(in: 0...8, using: &numbers))
    return OddCopy(input.bytes, to: "\(rig.share)/inbox/\(input.name)", by: way, aside: aside).steps.map { step in
      moment += .seconds(step.after)
      return (moment, step.act)
    }
  }

  // MARK: - Troubles

  private func trouble(_ plan: SoakPlan, from begin: ContinuousClock.Instant) throws -> [Step] {
    let from = begin + .seconds(plan.troubleAt)
    let until = from + .seconds(plan.troubleLasts)
    let rig = rig
    switch plan.trouble {
    case .none: return []
    case .noRoom:
      return [
        (from, { try FileTree.write("", to: "\(rig.controls)/full") }), (until, { FileTree.remove("\(rig.controls)/full") }),
      ]
    case .syncFails: return [(from, { try FileTree.write("", to: "\(rig.controls)/sync-fails") })]
    case .clock:
      let jump = [-86_400, -3600, 3600, 86_400, 7200].randomElement(using: &numbers) ?? 0
      return [
        (from, { try FileTree.write(String(jump), to: "\(rig.controls)/clock") }),
        (until, { FileTree.remove("\(rig.controls)/clock") }),
      ]
    case .reload:
      let seconds = Int.random(in: 1...3, using: &numbers)
      return [
        (
          from,
          {
            rig.settings.rescanSeconds = seconds
            try rig.configure()
            rig.service?.end(by: SIGHUP)
          }
        )
      ]
    case .overflow:
      return [
        (from, { rig.service?.end(by: SIGSTOP) }), (from, { try Self.makeNoise(in: "\(rig.share)/inbox") }),
        (until, { rig.service?.end(by: SIGCONT) }),
      ]
    }
  }

  /// More hints than the kernel keeps.
  private static func makeNoise(in folder: String) throws {
    for number in 0..<12_000 {
      let path = "\(folder)/noise \(number).tmp"
      let file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
      guard file >= 0 else { throw FaultProblem("no noise: \(String(cString: strerror(errno)))") }
      close(file)
      unlink(path)
    }
  }
}
