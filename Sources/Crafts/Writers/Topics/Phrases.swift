import Language

/// Words, and pairs of them, that a document says again and again.
struct Phrases {
  struct Phrase {
    /// As it was written most often.
    let words: String
    let stems: Set<String>
    let count: Int
  }

  /// The most frequent ones, longer ones before those that are parts of them.
  let common: [Phrase]

  private static let most = 20

  init(_ facts: [Fact], tongue: Tongue) {
    var seen: [[String]: [String: Int]] = [:]
    for fact in facts.prefix(5000) {
      for phrase in Self.phrases(in: fact.spoken, tongue) { seen[phrase.stems, default: [:]][phrase.words, default: 0] += 1 }
    }
    let counted = seen.compactMap { stems, forms -> Phrase? in
      let count = forms.values.reduce(0, +)
      guard count >= 3, let form = forms.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else { return nil }
      return Phrase(words: form.key, stems: Set(stems), count: count)
    }
    let ranked = counted.sorted { left, right in
      // A pair says more than a word, so it needs to stand there less often.
      let weights = (left.count * left.stems.count * left.stems.count, right.count * right.stems.count * right.stems.count)
      return weights.0 == weights.1 ? left.words < right.words : weights.0 > weights.1
    }
    var common: [Phrase] = []
    for phrase in ranked where common.count < Self.most && !common.contains(where: { !$0.stems.isDisjoint(with: phrase.stems) }) {
      common.append(phrase)
    }
    self.common = common
  }

  /// Neighbours among the words that mean something, and each of them alone.
  private static func phrases(in text: String, _ tongue: Tongue) -> [(words: String, stems: [String])] {
    let words = Words.all(in: text)
    let small = tongue.functionWords
    let stemmer = Stemmer(tongue.language)
    var found: [(words: String, stems: [String])] = []
    var last: (word: String, stem: String)?
    for word in words {
      guard !small.contains(word), word.count > 3, !word.contains(where: \.isNumber) else {
        last = nil
        continue
      }
      let stem = Words.stem(word, stemmer)
      found.append((word, [stem]))
      if let last, last.stem != stem { found.append(("\(last.word) \(word)", [last.stem, stem])) }
      last = (word, stem)
    }
    return found
  }
}
