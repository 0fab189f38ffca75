import Production

/// Where a job stands between its gate and what comes after it: what its review folder says may still change it.
enum ReviewPhase: Hashable {
  /// Nobody decided yet.
  case open
  case held
  /// Approved: until the work begins, it can be undone.
  case decided

  /// Nil where no decision is waited for, nor can be undone.
  init?(of card: JobCard) {
    switch (card.state, card.gate) {
    case (.held, _?): self = .held
    case (.draft, .topics), (.draft, .script), (.waitingToPublish, .publish): self = .open
    case (.audioReady, .voice): self = card.hasWork ? .decided : .open
    case (.publishing, .topics), (.approved, .script), (.publishing, .publish), (.overBudget, _?): self = .decided
    default: return nil
    }
  }

  /// The states in which a review folder is read.
  static let states: Set<JobState> = [
    .draft, .held, .approved, .audioReady, .waitingToPublish, .publishing, .overBudget,
  ]
}
