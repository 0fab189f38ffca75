import Glibc

/// Kills the service, its workers, or both, at random instants while documents are made into videos, and looks whether all ends as
/// it does undisturbed. A round is one kill.
package struct KillRounds {
  package enum Victim: String, CaseIterable, Sendable { case service, worker, both }

  package struct Outcome: Sendable {
    package var kills: [Victim: Int] = [:]
    package var batches = 0
    package var problems: [String] = []
    package var rounds: Int { kills.values.reduce(0, +) }

    /// One line for people.
    package var summary: String {
      let parts = Victim.allCases.map { "\($0.rawValue) \(kills[$0] ?? 0)" }.joined(separator: ", ")
      return "\(rounds) kills (\(parts)) in \(batches) batches: \(problems.isEmpty ? "all well" : "\(problems.count) problems")"
    }
  }

  /// More kills than this in one batch, and its work would hardly get on.
  private static let mostInABatch = 7
  private let shim: Shim
  private let decoder = MediaDecoder()
  private let reference: Delivered
  private var numbers: SeededNumbers

  package init(_ shim: Shim, seed: UInt64) throws {
    self.shim = shim
    numbers = SeededNumbers(seed: seed)
    reference = try Self.undisturbed(shim, Document.batch, decoder)
  }

  /// What the documents become when nothing happens.
  package static func undisturbed(_ shim: Shim, _ documents: [Document], _ decoder: MediaDecoder) throws -> Delivered {
    let rig = try Rig(shim)
    try rig.start(counts: false)
    for document in documents { try rig.drop(document) }
    try rig.attend(documents)
    guard rig.stop() == 0 else { throw FaultProblem("the undisturbed service did not stop well") }
    let delivered = Delivered(outbox: "\(rig.share)/outbox", decoder)
    let problems = try Invariants(rig, documents).problems(reference: delivered, decoder)
    guard problems.isEmpty else { throw FaultProblem("undisturbed: \(problems.joined(separator: "\n"))") }
    return delivered
  }

  package mutating func run(_ rounds: Int, said: (String) -> Void = { _ in }) throws -> Outcome {
    var outcome = Outcome()
    while outcome.rounds < rounds {
      let rig = try Rig(shim)
      let problems = try batch(rig, atMost: min(Self.mostInABatch, rounds - outcome.rounds), &outcome)
      outcome.batches += 1
      if !problems.isEmpty {
        let story = (FileTree.text(rig.log) ?? "").split(separator: "\n").suffix(60).joined(separator: "\n")
        outcome.problems += problems.map { "batch \(outcome.batches): \($0)" } + ["its log ended:\n\(story)"]
      }
      said("batch \(outcome.batches): \(outcome.summary)")
    }
    return outcome
  }

  private mutating func batch(_ rig: Rig, atMost most: Int, _ outcome: inout Outcome) throws -> [String] {
    try rig.start(counts: false)
    var waiting = Document.batch.shuffled(using: &numbers)
    var kills = 0
    var next = ContinuousClock.now + pause()
    do {
      try rig.attend(Document.batch) {
        // One document after the other, so that kills meet different steps of different jobs.
        if let document = waiting.first, Bool.random(using: &numbers) {
          try rig.drop(document)
          waiting.removeFirst()
        }
        if kills < most, ContinuousClock.now >= next, let victim = strike(rig) {
          outcome.kills[victim, default: 0] += 1
          kills += 1
          next = ContinuousClock.now + pause()
        }
        if !rig.isRunning { try rig.start(counts: false) }
      }
    } catch let problem as FaultProblem {
      return [problem.description]
    }
    let code = rig.stop()
    return (code == 0 ? [] : ["the service ended with \(code)"])
      + (try Invariants(rig, Document.batch).problems(reference: reference, decoder))
  }

  /// From an instant to what most stages take.
  private mutating func pause() -> Duration { .milliseconds(Int.random(in: 20...2500, using: &numbers)) }

  /// Nil when a worker was to be killed and none ran: then it is tried again at the next look.
  private mutating func strike(_ rig: Rig) -> Victim? {
    guard let victim = Victim.allCases.randomElement(using: &numbers) else { return nil }
    if victim != .service, !rig.killWorker(Int.random(in: 0..<64, using: &numbers)) { return nil }
    if victim != .worker { rig.killService() }
    return victim
  }
}
