package import Production

/// What the line decided about a try that did not end well.
package enum FailureOutcome: Hashable, Sendable {
  /// Tried again from that moment on; the job waits in that state.
  case again(at: Moment, JobState)
  case failed
  case quarantined
  case perhapsCharged
}

/// What recovery found after the service was killed.
package struct Recovery: Hashable, Sendable {
  /// Jobs whose stage is done again, by itself.
  package var abandoned: [JobName] = []
  /// Jobs that a person must look at, because a paid call went out and no answer was recorded.
  package var perhapsCharged: [JobName] = []

  package init() {}
}
