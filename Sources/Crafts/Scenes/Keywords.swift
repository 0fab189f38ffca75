/// The words of a page that matter most: what its writer wrote in capitals, numbers, names, and words that are seldom used.
package struct Keywords: Hashable, Sendable {
  /// Their places among the words.
  package let places: Set<Int>

  /// `beginsSentence` tells whether the first word is the first of a sentence.
  package init(of words: some Collection<CaptionWord>, beginsSentence: Bool) {
    let words = Array(words)
    let most = words.count < 4 ? 1 : 2
    let scores = words.indices.map { index in
      Self.score(words[index].text, isFirst: index == 0 ? beginsSentence : words[index - 1].endsSentence)
    }
    let best = scores.indices.filter { scores[$0] > 0 }.sorted { (-scores[$0], $0) < (-scores[$1], $1) }.prefix(most)
    // A number's unit belongs to it.
    let units = best.filter { words.indices.contains($0 + 1) && Self.isNumber(words[$0].text) && words[$0 + 1].isUnit }
    places = Set(best).union(units.map { $0 + 1 })
  }

  private static func score(_ word: String, isFirst: Bool) -> Int {
    let letters = word.filter { $0.isLetter || $0.isNumber }
    guard let first = letters.first else { return 0 }
    if isNumber(letters) { return 40 }
    let isCased = letters.contains { $0.isUppercase || $0.isLowercase }
    if letters.count > 1, letters.allSatisfy(\.isUppercase) { return 30 }
    if !isFirst, first.isUppercase, letters.count > 1, !letters.hasPrefix("I'") { return 20 }
    // Only where letters have case are words told apart by blanks and seldom ones by their length.
    guard isCased, letters.count >= 6, !usual.contains(letters.lowercased()) else { return 0 }
    return min(letters.count, 15)
  }

  private static func isNumber(_ word: String) -> Bool { word.contains(where: \.isNumber) }

  /// Long words that everybody uses all the time.
  private static let usual: Set<String> = [
    "because", "something", "someone", "everything", "everyone", "nothing", "another", "between", "without", "through",
    "already", "actually", "exactly", "really", "usually", "together", "whatever", "whether", "however", "therefore",
    "anything", "anyone", "sometimes", "probably", "different", "several", "certain", "becomes", "getting", "looking",
    "somebody", "everybody", "yourself", "themselves", "example", "instead", "against", "although", "perhaps", "thought",
    "started", "happens", "happened", "people", "should", "before", "always", "around", "almost", "during", "either",
    "enough", "though", "within", "second", "called", "things", "little", "cannot", "others", "itself", "myself",
    "having", "making", "taking", "saying", "trying", "wanted", "needed", "please", "across", "behind", "toward", "rather",
    "course", "better", "bigger",
  ]
}
