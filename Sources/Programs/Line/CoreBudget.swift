package import Production

/// What may run beside each other: one budget of cores, and a limit for each stage.
package struct CoreBudget: Hashable, Sendable {
  private let cores: Int
  private let atOnce: [Stage: Int]
  private var running: [Stage: Int] = [:]

  package init(cores: Int, atOnce: [Stage: Int]) {
    self.cores = max(1, cores)
    self.atOnce = atOnce
  }

  private var coresInUse: Int { running.reduce(0) { $0 + StageCard.card(of: $1.key).cores * $1.value } }

  /// The stages of which one more may start now. What needs more cores than there are runs alone.
  package var openStages: Set<Stage> {
    let inUse = coresInUse
    return Set(
      Stage.allCases.filter { stage in
        let card = StageCard.card(of: stage)
        guard running[stage, default: 0] < atOnce[stage] ?? card.atOnce else { return false }
        return inUse == 0 || inUse + card.cores <= cores
      })
  }

  package mutating func started(_ stage: Stage) { running[stage, default: 0] += 1 }

  package mutating func ended(_ stage: Stage) { running[stage, default: 0] -= 1 }
}
