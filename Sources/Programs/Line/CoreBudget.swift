import Glibc
package import Production
import Settings

/// What may run beside each other: one budget of cores, and a limit for each stage.
package struct CoreBudget: Hashable, Sendable {
  private var cores: Int
  private var atOnce: [Stage: Int]
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

  /// Other limits from now on; what runs already runs to its end.
  package mutating func change(cores: Int, atOnce: [Stage: Int]) {
    self.cores = max(1, cores)
    self.atOnce = atOnce
  }

  package mutating func started(_ stage: Stage) { running[stage, default: 0] += 1 }

  package mutating func ended(_ stage: Stage) { running[stage, default: 0] -= 1 }
}

extension LineSettings {
  /// The cores that the workers share; 0 in the settings means all that the machine has.
  var coresOrAll: Int { cores > 0 ? cores : max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}

extension LineSettings.AtOnce {
  var byStage: [Stage: Int] { Dictionary(uniqueKeysWithValues: Stage.allCases.map { ($0, self[$0]) }) }
}
