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
      if step.state == .draft { stage = Route.step(after: Decision.approve, at: .script).stage }
    }
    #expect(states == [.drafting, .draft, .audioReady, .finishing, .publishing])

    settings.gates = []
    let step = Route.step(after: .script, settings: settings)
    #expect(step.state == .approved)
    #expect(step.stage == .voice)
  }

  @Test func topicsAreAskedForBeforeAScript() {
    var settings = JobSettings()
    settings.topics = 5
    #expect(Route.step(after: .read, settings: settings).stage == .topics)
    // Whatever the gates: whoever wants suggestions wants to choose.
    settings.gates = []
    #expect(Route.step(after: .topics, settings: settings) == Route.Step(state: .draft, stage: nil, gate: .topics))
    #expect(Route.step(after: .redo, at: .topics) == Route.Step(state: .drafting, stage: .topics))
    settings.topic = "One of them"
    #expect(Route.step(after: .read, settings: settings).stage == .script)
  }

  @Test func aScriptForManyPeopleIsFilledInAndNobodySpeaks() {
    var settings = JobSettings()
    #expect(Route.step(after: .script, settings: settings, isBatch: true).gate == .script)
    #expect(Route.step(after: .approve, at: .script, isBatch: true) == Route.Step(state: .approved, stage: .rows))
    settings.gates = []
    #expect(Route.step(after: .script, settings: settings, isBatch: true) == Route.Step(state: .approved, stage: .rows))
    #expect(Route.step(after: .rows, settings: settings, isBatch: true) == Route.Step(state: .publishing, stage: nil))
    settings.gates = Set(Gate.allCases)
    #expect(Route.step(after: .rows, settings: settings, isBatch: true) == Route.Step(state: .publishing, stage: nil))
  }

  @Test func aLinkIsAskedAboutAndItsPictureLookedAt() throws {
    let settings = JobSettings()
    #expect(Route.step(after: .link, settings: settings) == Route.Step(state: .publishing, stage: nil))
    let seen = [LinkedVideo.hasPicture: "yes"]
    #expect(Route.step(after: .link, settings: settings, facts: seen) == Route.Step(state: .queued, stage: .cover))
    #expect(Route.step(after: .cover, settings: settings) == Route.Step(state: .publishing, stage: nil))
    for (kind, stage) in [(DropKind.link, Stage.link), (.markdown, .read)] {
      let drop = Drop(
        client: try #require(ClientName("acme")), path: [Array("a".utf8)], size: 1, modified: Moment(microseconds: 1), device: 1,
        inode: 1, digest: try #require(Digest(hex: String(repeating: "0", count: 64))))
      #expect(Route.beginning(JobOrder(drop: drop, kind: kind, settings: settings)) == stage)
    }
  }

  @Test func noModelIsAskedAboutARecordingThatItCannotSee() {
    var settings = JobSettings()
    settings.topics = 3
    let recorded = [ReadingFact.segments: "2"]
    let step = Route.step(after: .read, settings: settings, facts: recorded, consults: true)
    #expect(step == Route.Step(state: .drafting, stage: .script))
  }

  @Test func aModelIsAskedWhereAScriptIsWritten() {
    var settings = JobSettings()
    #expect(Route.step(after: .read, settings: settings, consults: true) == Route.Step(state: .drafting, stage: .consult))
    #expect(Route.step(after: .consult, settings: settings, consults: true).stage == .script)
    #expect(Route.step(after: .reject, at: .script, consults: true).stage == .consult)
    #expect(Route.step(after: .redo, at: .script, consults: true).stage == .consult)
    #expect(Route.step(after: .reject, at: .voice, consults: true).stage == .consult)
    // Not where one was dropped, and not before a topic is chosen.
    let given = [ReadingFact.script: "given"]
    #expect(Route.step(after: .read, settings: settings, facts: given, consults: true).stage == .script)
    settings.topics = 3
    #expect(Route.step(after: .read, settings: settings, consults: true).stage == .topics)
    #expect(Route.step(after: .redo, at: .topics, consults: true).stage == .topics)
  }

  @Test func aListByItselfIsAllThatComesOut() {
    var settings = JobSettings()
    settings.topics = 3
    let only = [ReadingFact.leadsOnly: "2"]
    #expect(
      Route.step(after: .read, settings: settings, facts: only, consults: true) == Route.Step(state: .publishing, stage: nil))
  }

  @Test func eachGateAsksAtItsPlace() {
    var settings = JobSettings()
    settings.gates = [.voice, .publish]
    #expect(Route.step(after: .script, settings: settings).gate == nil)
    #expect(Route.step(after: .voice, settings: settings) == Route.Step(state: .audioReady, stage: nil, gate: .voice))
    #expect(Route.step(after: .finish, settings: settings) == Route.Step(state: .waitingToPublish, stage: nil, gate: .publish))
    #expect(Route.step(after: .approve, at: .voice) == Route.Step(state: .audioReady, stage: .picture))
    #expect(Route.step(after: .approve, at: .publish) == Route.Step(state: .publishing, stage: nil))
    // What was heard is changed in its script, by notes or by hand.
    #expect(Route.step(after: .reject, at: .voice).stage == .script)
    #expect(Route.step(after: .redo, at: .voice) == Route.Step(state: .draft, stage: nil, gate: .script))
  }

  @Test func everyStepIsOneThatTheTableOfStatesAllows() {
    for gates in [Set<Gate>(), [.script], [.voice], Set(Gate.allCases)] {
      var settings = JobSettings()
      settings.gates = gates
      for stage in Stage.allCases where stage != .settings && !Stage.beside.contains(stage) {
        let running = stage.stateWhileRunning
        let step = Route.step(after: stage, settings: settings)
        #expect(running == step.state || running.mayBecome(step.state), "\(stage) to \(step.state)")
        // Before anything is written nothing is paid.
        #expect(running.mayBecome(.overBudget) == ![.read, .link].contains(stage), "\(stage)")
        if ![.read, .link, .cover].contains(stage) { #expect(JobState.overBudget.mayBecome(stage.stateBefore), "\(stage)") }
      }
    }
    for gate in Gate.allCases {
      for decision in Decision.allCases {
        let next = Route.step(after: decision, at: gate).state
        #expect(gate.state == next || gate.state.mayBecome(next), "\(decision) at \(gate)")
        #expect(JobState.held.mayBecome(next) || next == .held, "\(decision) on hold at \(gate)")
        // And back, for whoever changes their mind in the grace.
        if decision == .approve || decision == .hold { #expect(next == gate.state || next.mayBecome(gate.state), "\(gate)") }
      }
    }
  }

  /// The parts of the work of a person's wait add up to the whole, and never run backwards.
  @Test(arguments: [[Stage.read, .script], [.voice, .picture, .finish], [.speak, .voice, .picture, .finish]])
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
