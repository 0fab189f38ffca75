import Production
import Testing

@testable import Line

@Suite struct RouteTests {
  @Test func aJobGoesThroughAllStagesAndStopsAtItsGate() {
    var settings = JobSettings()
    var states: [JobState] = []
    var stage: Stage? = .read
    while let present = stage {
      let step = Route.step(after: present, settings: settings)
      states.append(step.state)
      stage = step.stage
      if step.state == .draft { stage = Route.step(after: Decision.approve).stage }
    }
    #expect(states == [.drafting, .draft, .audioReady, .finishing, .finishing])

    settings.gates = []
    let step = Route.step(after: .script, settings: settings)
    #expect(step.state == .approved)
    #expect(step.stage == .voice)
  }

  @Test func everyStepIsOneThatTheTableOfStatesAllows() {
    for gates in [Set<Gate>(), [.script]] {
      var settings = JobSettings()
      settings.gates = gates
      for stage in Stage.allCases where stage != .settings {
        let running = stage.stateWhileRunning
        let step = Route.step(after: stage, settings: settings)
        #expect(running == step.state || running.mayBecome(step.state), "\(stage) to \(step.state)")
      }
    }
    for decision in Decision.allCases {
      #expect(JobState.draft.mayBecome(Route.step(after: decision).state), "\(decision)")
    }
  }

  /// The parts of the work of a person's wait add up to the whole, and never run backwards.
  @Test(arguments: [[Stage.read, .script], [.voice, .picture, .finish]])
  func sharesOfTheWorkAddUp(_ stages: [Stage]) {
    var reached = 0.0
    for stage in stages {
      for fraction in [0.0, 0.5, 1.0] {
        let now = WorkShare.fraction(of: Progress(stage: stage, fraction: fraction, doing: "", timeLeft: nil))
        #expect(now >= reached - 1e-9)
        reached = now
      }
    }
    #expect(abs(reached - 1) < 1e-9)
    #expect(Set(stages.map(WorkShare.place)) == [stages.contains(.read) ? .review : .outbox])
  }
}
