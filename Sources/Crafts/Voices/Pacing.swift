import Production

/// How long the pauses are, in seconds.
package struct Pacing: Sendable, Codable, Hashable {
  /// Before the first sound: long enough for a player to start, short enough to catch who scrolls by.
  package var lead = 0.15
  package var betweenLines = 0.22
  package var betweenSpeakers = 0.28
  package var beforeTakeaway = 0.55
  /// After the last sound, at least.
  package var tail = 0.6
  /// A takeaway card stays at least this long, from the takeaway's first sound to the end.
  package var cardAtLeast = 3.0
  package var cardWordsPerSecond = 3.0

  package init() {}

  package static let standard = Pacing()

  /// The pause before an utterance.
  package func pause(after last: Utterance?, before next: Utterance) -> Double {
    guard let last else { return lead }
    if next.part == .takeaway { return beforeTakeaway }
    return last.speaker == next.speaker ? betweenLines : betweenSpeakers
  }

  /// The pause before an utterance when the last sound ended at `end`: longer where it has a time of its own.
  package func pause(after last: Utterance?, before next: Utterance, end: Double) -> Double {
    max(pause(after: last, before: next), (next.notBefore?.seconds ?? 0) - end)
  }

  /// How long the programme lasts when its last sound ends at `end`, and the takeaway of so many words began at `start`.
  package func length(end: Double, takeaway: (start: Double, words: Int)?) -> Double {
    guard let takeaway else { return end + tail }
    return max(end + tail, takeaway.start + max(cardAtLeast, Double(takeaway.words) / cardWordsPerSecond))
  }
}
