/// Parts a long sentence into two or three that can be said in one breath each, where both sides stand by themselves.
///
/// Only the joints are touched: a semicolon, a colon, a dash or a comma becomes a full stop, and an "and" behind it falls away. A sentence
/// whose parts hang together ("if", "that", a quotation) stays whole.
enum LongSentence {
  static let shortestPart = 30
  static let mostParts = 3

  /// The parts in order, without end marks where there were none; the sentence itself where it cannot be parted.
  static func parts(_ sentence: String) -> [String] {
    guard !hangsTogether(sentence) else { return [sentence] }
    var parts = [sentence]
    while parts.count < mostParts, let longest = parts.indices.max(by: { parts[$0].count < parts[$1].count }),
      parts[longest].count > Speakable.comfortable || parts.count == 1, let (left, right) = parted(parts[longest])
    {
      parts.replaceSubrange(longest...longest, with: [left, right])
    }
    return parts
  }

  /// The joint that leaves the most even halves.
  private static func parted(_ text: String) -> (String, String)? {
    var best: (left: String, right: String)?
    for joint in joints {
      var from = text.startIndex
      while let place = text[from...].firstRange(of: joint.mark) {
        from = text.index(after: place.lowerBound)
        let left = String(text[..<place.lowerBound]).trimmed
        let right = (joint.kept + String(text[place.upperBound...])).trimmed
        guard left.count >= shortestPart, right.count >= shortestPart, isClause(left),
          isClause(String(right.dropFirst(joint.kept.count)))
        else { continue }
        let isMoreEven = best.map { abs(left.count - right.count) < abs($0.left.count - $0.right.count) } ?? true
        if isMoreEven { best = (left, right.capitalisedFirst) }
      }
    }
    return best
  }

  private static let joints: [(mark: String, kept: String)] = [
    ("; ", ""), (", and ", ""), (", but ", "but "), (", so ", "so "), (" – ", ""), (" — ", ""), (": ", ""),
  ]

  /// Whether the parts would say something else alone.
  private static func hangsTogether(_ sentence: String) -> Bool {
    let words = Set(Words.all(in: sentence))
    return !words.isDisjoint(with: ties) || sentence.contains { "\"“”„«»()?".contains($0) }
  }

  private static let ties: Set<String> = [
    "if", "unless", "whether", "that", "said", "says", "claims", "claim", "argues", "believes", "thinks", "according", "would",
    "either",
    "neither", "both", "when", "while", "although", "though", "because", "since", "until", "wenn", "dass", "weil", "obwohl", "ob",
    "si",
    "que", "parce", "quand", "porque", "cuando", "aunque", "se", "che", "quando", "als", "dat", "omdat", "could", "might",
  ]

  /// Whether words stand by themselves: somebody or something, and early on a verb that is surely one.
  private static func isClause(_ text: String) -> Bool {
    let words = Words.all(in: text)
    guard words.count >= 4, let first = words.first, !leaning.contains(first) else { return false }
    // After a pronoun comes its verb.
    if pronouns.contains(first) { return true }
    guard let verb = words.prefix(9).firstIndex(where: verbs.contains), verb > 0 else { return false }
    // "the tools which are": that verb belongs to a clause inside.
    return !words[..<verb].contains { ["which", "who", "whose", "where", "to", "what", "how"].contains($0) }
  }

  private static let pronouns: Set<String> = ["it", "they", "he", "she", "we", "you", "i", "there"]

  private static let leaning: Set<String> = [
    "which", "who", "whose", "where", "what", "how", "then", "not", "nor", "or", "even", "also", "is", "are", "was", "were",
    "has", "have",
    "to", "than", "with", "including", "especially", "for", "from", "by",
  ]

  private static let verbs: Set<String> = [
    "is", "are", "was", "were", "has", "have", "had", "can", "will", "must", "should", "may", "does", "do", "did", "cannot",
    "can't", "isn't",
    "aren't", "doesn't", "don't", "won't", "makes", "takes", "gives", "needs", "keeps", "becomes", "goes", "comes", "gets",
    "means", "became",
    "ist", "sind", "hat", "haben", "war", "waren", "kann", "können", "wird", "werden", "muss", "est", "sont", "ont", "peut",
    "peuvent",
    "es", "son", "puede", "pueden", "tiene", "sono", "può", "possono", "ha", "hanno", "são", "pode", "podem", "tem", "zijn",
    "heeft", "kan",
    "wordt", "worden",
  ]
}
