import Production
import Scripts

extension Pacing {
  /// The pause before an utterance when the last sound ended at `end`: longer where it has a time of its own.
  func pause(after last: Utterance?, before next: Utterance, end: Double) -> Double {
    max(
      pause(after: last?.speaker, before: next.speaker, isTakeaway: next.part == .takeaway), (next.notBefore?.seconds ?? 0) - end)
  }
}
