import Glibc

/// Lets one call that changes the disk fail, at each place in turn, in the course of one whole job; looks each time whether the service
/// comes back by itself, and whether all ends as it does undisturbed.
package final class CallRounds {
  package struct Result: Sendable {
    package let experiment: Experiment
    /// The call that was hit; nil when the job did not make it this time.
    package let call: RecordedCall?
    package let problems: [String]
    /// How often the service was started until all was done.
    package let starts: Int
  }

  private let shim: Shim
  private let decoder = MediaDecoder()
  private let document: Document
  private let earlier: [Document]
  /// A share and a state that each experiment gets a copy of; nil for empty ones.
  private let template: Rig?
  private let reference: Delivered
  private let recorded: [RecordedCall]

  /// - Parameter isCold: Whether the service begins with nothing. Else the same document was made before, and a second job of it takes
  ///   its sound and pictures from the store: the same calls on the share and the ledger, in a fraction of the time.
  package init(_ shim: Shim, isCold: Bool) throws {
    self.shim = shim
    document = isCold ? .rain : .rainAgain
    earlier = isCold ? [] : [.rain]
    if isCold {
      template = nil
    } else {
      let rig = try Rig(shim)
      try rig.start(counts: false)
      try rig.drop(.rain)
      try rig.attend([.rain])
      rig.stop()
      template = rig
    }
    let rig = try Rig(shim, template: template?.folder)
    try rig.start()
    try rig.drop(document)
    try rig.attend([document])
    rig.stop()
    recorded = rig.calls
    reference = Delivered(outbox: "\(rig.share)/outbox", decoder)
    let problems = try Invariants(rig, [document], earlier: earlier).problems(reference: reference, decoder)
    guard problems.isEmpty else { throw FaultProblem("undisturbed: \(problems.joined(separator: "\n"))") }
  }

  /// Where an experiment can strike, and how often a job comes by there.
  package func sites(_ experiment: Experiment) -> [(site: CallSite, count: Int)] {
    let calls = experiment.fault.how.calls
    var counts: [CallSite: Int] = [:]
    for call in recorded where calls.isEmpty || calls.contains(call.call) { counts[call.site, default: 0] += 1 }
    return counts.sorted { $0.key < $1.key }.map { (site: $0.key, count: $0.value) }
  }

  /// - Parameter time: Which of the calls at that site, from 1.
  package func run(_ experiment: Experiment, at site: CallSite, time: Int = 1, syncsLie: Bool = false) throws -> Result {
    let rig = try Rig(shim, template: template?.folder, disks: experiment.disk)
    var fault = experiment.fault
    fault.at = time
    fault.calls = [site.call]
    fault.place = site.place
    fault.syncsLie = syncsLie
    var problems: [String] = []
    do {
      // Nobody promised to keep what people wrote and no program synced: before a cut, all of it lies on the disk.
      if rig.hasDisks { try rig.drop(document) }
      try rig.syncDisks()
      try rig.start(fault)
      if !rig.hasDisks { try rig.drop(document) }
      try attend(rig, fault)
      var code = rig.stop()
      if code == -SIGKILL, fault.endsTheService {
        // It was hit while it stopped.
        try attend(rig, fault)
        code = rig.stop()
      }
      if code != 0 { problems.append("the service ended with \(code)") }
      problems += try Invariants(rig, [document], earlier: earlier).problems(reference: reference, decoder)
      if experiment.disk != nil { problems += Self.doneTwice(rig) }
    } catch let problem as FaultProblem {
      problems.append(problem.description)
    }
    if !problems.isEmpty {
      problems.append("its log:\n" + (FileTree.text(rig.log) ?? "").split(separator: "\n").suffix(25).joined(separator: "\n"))
    }
    return Result(experiment: experiment, call: rig.calls.first { !$0.fate.isEmpty }, problems: problems, starts: rig.starts)
  }

  /// What the service once told to be done is done, whatever the disk lost: it is never told a second time.
  private static func doneTwice(_ rig: Rig) -> [String] {
    var told: [String: Int] = [:]
    for line in (FileTree.text(rig.log) ?? "").split(separator: "\n") {
      for words in ["A stage is done", "A decision was made", "A video is finished"] where line.contains(words) {
        told[String(line.drop { $0 != "A" }), default: 0] += 1
      }
    }
    return told.filter { $0.value > 1 }.keys.sorted().map { "told twice: \($0)" }
  }

  /// The supervisor starts the service again whenever it ended; after some time with a full disk, somebody makes room; after a cut, the
  /// power comes back.
  private func attend(_ rig: Rig, _ fault: Fault) throws {
    var freeAt: ContinuousClock.Instant?
    var isFreed = false
    var hasPower = !rig.hasDisks
    try rig.attend([document]) {
      if fault.isUntilFreed, !isFreed {
        if freeAt == nil, rig.calls.contains(where: { !$0.fate.isEmpty }) { freeAt = .now + .milliseconds(700) }
        if let moment = freeAt, ContinuousClock.now >= moment {
          try rig.makeRoom()
          isFreed = true
        }
      }
      guard !rig.isRunning else { return }
      if !hasPower {
        try rig.powerOn()
        hasPower = true
      }
      if rig.starts > 60 { throw FaultProblem("the service does not start any more") }
      if rig.starts > 1 { usleep(100_000) }
      var again: Fault?
      if fault.isUntilFreed, !isFreed {
        again = Fault(fault.how, at: 1, isUntilFreed: true)
      }
      try rig.start(again, counts: again != nil)
    }
    // A job may be quicker than that; what a disk refuses to give up until the stop lies there until the next start.
    if fault.isUntilFreed, !isFreed { try rig.makeRoom() }
  }
}
