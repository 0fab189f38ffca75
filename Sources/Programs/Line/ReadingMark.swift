import Digests
import Production
import Review

/// What a review folder looked like the last time, in little: enough to know whether it says something new.
struct ReadingMark: Hashable, Sendable {
  private let decision: ReviewDecision
  private let text: Digest?
  private let notes: Digest

  init(_ reading: ReviewReading) {
    decision = reading.decision
    text = reading.submitted.map { Digest(of: $0.text) }
    notes = Digest(of: reading.notes)
  }

  /// It was answered by a note, which is out of date once nothing is said any more.
  var saidSomething: Bool { decision != .undecided }
}
