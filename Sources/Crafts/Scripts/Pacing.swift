/// How long the pauses are, in seconds: all who estimate a length and all who speak keep the same ones.
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

  /// The pause before somebody speaks, after somebody else or nobody.
  package func pause(after last: String?, before next: String, isTakeaway: Bool) -> Double {
    guard let last else { return lead }
    if isTakeaway { return beforeTakeaway }
    return last == next ? betweenLines : betweenSpeakers
  }

  /// How long the programme lasts when its last sound ends at `end`, and the takeaway of so many words began at `start`.
  package func length(end: Double, takeaway: (start: Double, words: Int)?) -> Double {
    guard let takeaway else { return end + tail }
    return max(end + tail, takeaway.start + max(cardAtLeast, Double(takeaway.words) / cardWordsPerSecond))
  }
}
