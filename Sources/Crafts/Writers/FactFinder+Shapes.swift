import Documents

/// What a sentence lacks, and what a heading is.
extension FactFinder {
  /// "Holds 300 litres", "Never deletes the last copy": who does it is not said again.
  func isElliptic(_ sentence: String) -> Bool {
    let words = sentence.withoutEndMark.split(separator: " ").map { EnglishClause.bare(String($0)) }
    let rest = words.drop { EnglishWords.isAdverb($0) && $0 != "also" }
    guard rest.count >= 2, let first = rest.first, let reading = verbs.reading(first, as: .third) else { return false }
    if EnglishWords.nounsToo.contains(reading.base) {
      // "Claims are paid": there the first word is what it is about.
      let next = rest[rest.startIndex + 1]
      return EnglishWords.determiners.contains(next) || EnglishWords.isNumber(next)
    }
    return EnglishClause(sentence, verbs: verbs).map { $0.subject.allSatisfy { EnglishWords.isAdverb(EnglishClause.bare($0)) } }
      ?? true
  }

  /// Whether a text has no verb that could say something.
  func isFragment(_ sentence: String) -> Bool {
    if EnglishClause(sentence, verbs: verbs) != nil { return false }
    let words = sentence.withoutEndMark.split(separator: " ").map { EnglishClause.bare(String($0)) }
    if words.contains(where: EnglishVerbs.auxiliaries.contains)
      || words.contains(where: { $0.hasSuffix("n't") || $0.hasSuffix("'s") || $0.hasSuffix("'re") })
    {
      return words.first.map { ["which", "that", "who", "where", "and", "or", "of"].contains($0) } ?? true
    }
    return !zip(words, words.dropFirst()).contains { before, word in
      isFinite(word) && !EnglishWords.determiners.contains(before)
        && !EnglishWords.prepositions.contains(before) && !EnglishClause.isAdjective(before)
    }
  }

  /// Whether a word can be nothing but a verb with a subject: "reports" can be a noun, "organised" may only describe one.
  private func isFinite(_ word: String) -> Bool {
    if let third = verbs.reading(word, as: .third) { return !EnglishWords.nounsToo.contains(third.base) }
    return verbs.reading(word, as: .past) != nil && verbs.reading(word, as: .participle) == nil
  }

  static func headings(of document: StructuredDocument) -> [String] {
    document.blocks.compactMap { if case .heading(_, let text) = $0.content { text } else { nil } }
  }

  /// Headings that count themselves without a stop: "1 Scope", "2 Terms".
  static func isNumbered(_ headings: [String]) -> Bool {
    let numbers = headings.compactMap { heading -> Int? in
      heading.split(separator: " ").count > 1 ? Int(heading.prefix { $0 != " " }) : nil
    }
    return numbers.count >= 3 && numbers.first == 1 && zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 }
  }

  /// A heading without its number and its end mark, unless it asks.
  func heading(_ text: String, numbering: Bool) -> String {
    var text = text.withoutNumbering
    let head = text.prefix { $0 != " " }
    if head.count > 1, head.contains("."), head.allSatisfy({ $0.isNumber || $0 == "." }) {
      text = String(text.dropFirst(head.count)).trimmed
    }
    if numbering, Int(text.prefix { $0 != " " }) != nil { text = String(text.drop { $0 != " " }).trimmed }
    if text.hasSuffix("?") {
      // "Set up your computer?" wants to know how.
      let words = text.split(separator: " ").map { EnglishClause.bare(String($0)) }
      let first = words.first ?? ""
      let asks = EnglishWords.relatives.union(EnglishVerbs.auxiliaries).union(EnglishWords.subordinators).union(
        EnglishWords.pronouns)
      let commands =
        tongue == .english && !asks.contains(first) && !EnglishWords.determiners.contains(first)
        && words.dropFirst().prefix(3).contains { ["my", "your", "a", "an", "the", "another"].contains($0) }
        && (verbs.reading(first, as: .base) != nil || ["my", "your"].contains { words.contains($0) })
      return commands ? "How do I \(text.loweredFirst)" : text
    }
    let whats = [
      "what's ", "who's ", "how's ", "what’s ", "where's ", "who is ", "what is ", "what are ", "who are ", "how much ",
      "how do ", "how can ",
    ]
    return whats.contains(where: text.lowercased().hasPrefix) && tongue == .english
      ? text.withoutEndMark + "?" : text.withoutEndMark
  }

  /// Two texts that say the same have the same key.
  static func key(_ text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }

  /// "Yes." and "No." say nothing without the sentence behind them.
  static func answered(_ sentences: [String]) -> [String] {
    guard sentences.count > 1, Words.count(sentences[0]) == 1, sentences[0].count <= 5 else { return sentences }
    return [sentences[0] + " " + sentences[1]] + sentences.dropFirst(2)
  }
}
