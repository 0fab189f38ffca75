package import Production

/// What the review folder answers to what a person did in it.
package enum Acknowledgement: Hashable, Sendable {
  /// It can be undone for this long; or until the time that was asked for.
  case approved(startsIn: Duration, at: WallTime? = nil)
  /// The grace is over: the work has begun.
  case started
  case rejected
  case redo
  case held
  case cancelled
  /// Nothing was decided; the sentence says what was not understood.
  case notUnderstood(Refusal)
  /// It was about something that is over.
  case tooLate(Refusal)

  /// What the notes begin with that stay beside it: where nothing was decided, what can be done still holds.
  var keeps: [String] {
    switch self {
    case .notUnderstood: ["HOW TO", "NEEDS"]
    case .tooLate: ["HOW TO", "NEEDS", "APPROVED - now"]
    default: []
    }
  }
}
