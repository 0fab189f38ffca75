import Glibc

/// Lets the n-th call that changes the disk fail, for each n, in the course of one whole job; looks each time whether the service
/// comes back by itself, and whether all ends as it does undisturbed.
package final class CallRounds {
  /// What is done to the n-th call.
  package enum Experiment: String, CaseIterable, Sendable {
    case killBefore = "kill before"
    case killAfter = "kill after"
    case noRoomOnce = "ENOSPC once"
    case noRoom = "ENOSPC until freed"
    case syncFails = "EIO of a sync"

    func fault(at number: Int) -> Fault {
      switch self {
      case .killBefore: Fault(.killBefore, at: number)
      case .killAfter: Fault(.killAfter, at: number)
      case .noRoomOnce: Fault(.noRoom, at: number)
      case .noRoom: Fault(.noRoom, at: number, isUntilFreed: true)
      case .syncFails: Fault(.broken, at: number)
      }
    }
  }

  package struct Result: Sendable {
    package let experiment: Experiment
    package let number: Int
    /// The call that was hit; nil when the job made fewer calls this time.
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
      try rig.attend([.rain], atMost: 120)
      rig.stop()
      template = rig
    }
    let rig = try Rig(shim, template: template?.folder)
    try rig.start()
    try rig.drop(document)
    try rig.attend([document], atMost: 120)
    rig.stop()
    recorded = rig.calls
    reference = Delivered(outbox: "\(rig.share)/outbox", decoder)
    let problems = try Invariants(rig, [document], earlier: earlier).problems(reference: reference, decoder)
    guard problems.isEmpty else { throw FaultProblem("undisturbed: \(problems.joined(separator: "\n"))") }
  }

  /// How many calls there are to fail in an experiment.
  package func count(_ experiment: Experiment) -> Int {
    let wanted = experiment.fault(at: 1).calls
    return wanted.isEmpty ? recorded.count : recorded.count { wanted.contains($0.call) }
  }

  /// The numbers of the calls of one name at one place, as `CallTable` names it.
  package func numbers(_ experiment: Experiment, of call: String, at place: String) -> [Int] {
    let wanted = experiment.fault(at: 1).calls
    let counted = recorded.filter { wanted.isEmpty || wanted.contains($0.call) }
    return counted.indices.filter { counted[$0].call == call && CallTable.place(of: counted[$0].path) == place }.map { $0 + 1 }
  }

  package func run(_ experiment: Experiment, at number: Int) throws -> Result {
    let rig = try Rig(shim, template: template?.folder)
    let fault = experiment.fault(at: number)
    var problems: [String] = []
    do {
      try rig.start(fault)
      try rig.drop(document)
      try attend(rig, fault)
      var code = rig.stop()
      if code == -SIGKILL, fault.kills {
        // It was hit while it stopped.
        try attend(rig, fault)
        code = rig.stop()
      }
      if code != 0 { problems.append("the service ended with \(code)") }
      problems += try Invariants(rig, [document], earlier: earlier).problems(reference: reference, decoder)
    } catch let problem as FaultProblem {
      problems.append(problem.description)
    }
    if !problems.isEmpty {
      problems.append("its log:\n" + (FileTree.text(rig.log) ?? "").split(separator: "\n").suffix(25).joined(separator: "\n"))
    }
    return Result(
      experiment: experiment, number: number, call: rig.calls.first { !$0.fate.isEmpty }, problems: problems, starts: rig.starts)
  }

  /// The supervisor starts the service again whenever it ended; after some time with a full disk, somebody makes room.
  private func attend(_ rig: Rig, _ fault: Fault) throws {
    var freeAt: ContinuousClock.Instant?
    var isFreed = false
    try rig.attend([document], atMost: 60) {
      if fault.isUntilFreed, !isFreed {
        if freeAt == nil, rig.calls.contains(where: { !$0.fate.isEmpty }) { freeAt = .now + .milliseconds(700) }
        if let moment = freeAt, ContinuousClock.now >= moment {
          try rig.makeRoom()
          isFreed = true
        }
      }
      guard !rig.isRunning else { return }
      if rig.starts > 60 { throw FaultProblem("the service does not start any more") }
      if rig.starts > 1 { usleep(100_000) }
      let stillFull = fault.isUntilFreed && !isFreed
      try rig.start(stillFull ? Fault(.noRoom, at: 1, isUntilFreed: true) : nil, counts: stillFull)
    }
  }
}
