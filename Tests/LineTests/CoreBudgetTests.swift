import Line
import Production
import Testing

@Suite struct CoreBudgetTests {
  private let waiting: Set<Stage> = [.consult, .roster, .speak, .host, .link]

  @Test func aStageRunsNoMoreOftenAtOnceThanItMay() {
    var budget = CoreBudget(cores: 64, atOnce: [.read: 2])
    budget.started(.read)
    #expect(budget.openStages.contains(.read))
    budget.started(.read)
    #expect(!budget.openStages.contains(.read))
    #expect(budget.openStages.contains(.script))
    budget.ended(.read)
    #expect(budget.openStages.contains(.read))
  }

  @Test func coresAreSharedByAllStages() {
    var budget = CoreBudget(cores: 3, atOnce: [.finish: 9, .voice: 9, .picture: 9])
    // A picture keeps two cores busy, and so do voices.
    budget.started(.picture)
    #expect(budget.openStages.contains(.finish))
    #expect(!budget.openStages.contains(.picture) && !budget.openStages.contains(.voice))
    budget.started(.finish)
    // Who waits for a provider keeps no core busy.
    #expect(budget.openStages == waiting)
  }

  @Test func whatNeedsMoreCoresThanThereAreRunsAlone() {
    var budget = CoreBudget(cores: 1, atOnce: [:])
    #expect(budget.openStages.contains(.picture))
    budget.started(.read)
    #expect(budget.openStages == waiting)
    budget.ended(.read)
    budget.started(.picture)
    #expect(budget.openStages.isEmpty)
  }

  @Test func noCoresAreTakenForOne() {
    #expect(CoreBudget(cores: 0, atOnce: [:]).openStages == Set(Stage.allCases))
  }
}
