package import Production

/// What the line decided about a try that did not end well.
package enum FailureOutcome: Hashable, Sendable {
  /// Tried again from that moment on; the job waits in that state.
  case again(at: Moment, JobState)
  case failed
  case quarantined
  case perhapsCharged
  /// It waits until so much more may be spent.
  case overBudget(Money)
}
