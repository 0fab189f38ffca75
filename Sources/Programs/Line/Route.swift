package import Production

/// Which way a job goes through the stages. A value, so that a later kind of job is another route and not another line.
package enum Route {
  package struct Step: Hashable, Sendable {
    package let state: JobState
    /// Nil where a person, or the outbox, comes next.
    package let stage: Stage?
  }

  package static func step(after stage: Stage, settings: JobSettings) -> Step {
    switch stage {
    case .settings, .retype: Step(state: .queued, stage: .read)
    case .read: Step(state: .drafting, stage: .script)
    case .script:
      settings.gates.contains(.script) ? Step(state: .draft, stage: nil) : Step(state: .approved, stage: .voice)
    case .voice: Step(state: .audioReady, stage: .picture)
    case .picture: Step(state: .finishing, stage: .finish)
    case .finish: Step(state: .finishing, stage: nil)
    }
  }

  package static func step(after decision: Decision) -> Step {
    switch decision {
    case .approve: Step(state: .approved, stage: .voice)
    case .reject, .redo: Step(state: .drafting, stage: .script)
    case .cancel: Step(state: .cancelled, stage: nil)
    case .hold: Step(state: .held, stage: nil)
    }
  }
}
