package import Production

/// Which way a job goes through the stages. A value, so that a later kind of job is another route and not another line.
package enum Route {
  package struct Step: Hashable, Sendable {
    package let state: JobState
    /// Nil where a person, or the outbox, comes next.
    package let stage: Stage?
    /// Where a person is asked; nil where nobody is.
    package var gate: Gate? = nil

    /// Waits for a person.
    static func asking(at gate: Gate) -> Step { Step(state: gate.state, stage: nil, gate: gate) }
  }

  /// Where a drop that was taken in begins.
  package static func beginning(_ order: JobOrder) -> Stage {
    if order.settings.transform != nil { return .transform }
    return order.kind == .link ? .link : .read
  }

  /// `facts` are what the stage found out; `consults` says whether a language model is asked for this script.
  package static func step(
    after stage: Stage, settings: JobSettings, facts: [String: String] = [:], isBatch: Bool = false, consults: Bool = false
  ) -> Step {
    switch stage {
    case .settings, .retype, .assets, .brand, .voices: Step(state: .queued, stage: .read)
    case .read where [ReadingFact.leadsOnly, ReadingFact.topicRows, ReadingFact.views].contains(where: { facts[$0] != nil }):
      Step(state: .publishing, stage: nil)
    // No model has seen a recording.
    case .read where facts[ReadingFact.script] != nil || facts[ReadingFact.segments] != nil:
      Step(state: .drafting, stage: .script)
    // One that is about a topic already is one of those that were suggested.
    case .read where settings.topics > 0 && settings.topic.isEmpty: Step(state: .drafting, stage: .topics)
    case .read: drafting(consults)
    // No gate of anybody's choice: whoever wants suggestions wants to choose.
    case .topics: .asking(at: .topics)
    case .consult: Step(state: .drafting, stage: .script)
    case .script: beyond(.script, settings, isBatch: isBatch)
    // No job waits for them, so none goes on after them.
    case .storyboard, .preview, .roster, .host: Step(state: .draft, stage: nil)
    case .speak: Step(state: .approved, stage: .voice)
    case .voice: beyond(.voice, settings)
    case .picture: Step(state: .finishing, stage: .finish)
    case .finish: beyond(.publish, settings)
    case .link where facts[LinkedVideo.hasPicture] != nil: Step(state: .queued, stage: .cover)
    case .rows, .transform, .link, .cover: Step(state: .publishing, stage: nil)
    }
  }

  private static func drafting(_ consults: Bool) -> Step { Step(state: .drafting, stage: consults ? .consult : .script) }

  private static func beyond(_ gate: Gate, _ settings: JobSettings, isBatch: Bool = false) -> Step {
    settings.gates.contains(gate) ? .asking(at: gate) : step(approvedAt: gate, settings, isBatch: isBatch)
  }

  private static func step(approvedAt gate: Gate, _ settings: JobSettings, isBatch: Bool) -> Step {
    switch gate {
    case .script where isBatch: Step(state: .approved, stage: .rows)
    case .topics: Step(state: .publishing, stage: nil)
    case .script: Step(state: .approved, stage: settings.paidVoices.isEmpty ? .voice : .speak)
    case .voice: Step(state: .audioReady, stage: .picture)
    case .publish: Step(state: .publishing, stage: nil)
    }
  }

  /// What was heard or watched and is to be made otherwise begins with its script: notes make a new one, and without notes the one
  /// that was approved comes back, to be changed.
  package static func step(
    after decision: Decision, at gate: Gate, settings: JobSettings = .defaults, isBatch: Bool = false, consults: Bool = false
  ) -> Step {
    switch decision {
    case .approve: step(approvedAt: gate, settings, isBatch: isBatch)
    case .reject where gate == .topics, .redo where gate == .topics: Step(state: .drafting, stage: .topics)
    case .redo where gate != .script: .asking(at: .script)
    case .reject, .redo: drafting(consults)
    case .cancel: Step(state: .cancelled, stage: nil)
    case .hold: Step(state: .held, stage: nil, gate: gate)
    }
  }
}
