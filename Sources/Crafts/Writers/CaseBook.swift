import Language

/// Knows which words a document writes in lower case, and which are names.
struct CaseBook: Sendable {
  private var lower: Set<String> = []
  private var proper: Set<String> = []
  /// Two words with capitals that stand together: "Let's Encrypt".
  private var pairs: Set<String> = []
  /// Abbreviations and made-up names, by their small letters.
  private var spellings: [String: String] = [:]

  /// Reads sentences: the first word of each proves nothing.
  ///
  /// Of headings only the small letters count, for some write every word of them with a capital.
  init(sentences: some Sequence<String>, headings: some Sequence<String>) {
    for heading in headings {
      for word in heading.split(separator: " ") where word.first?.isLowercase == true { lower.insert(String(word)) }
    }
    for sentence in sentences {
      var previous: String?
      for (index, word) in sentence.split(separator: " ").enumerated() {
        let bare = word.filter { $0.isLetter || $0 == "-" || $0 == "'" }
        guard let first = bare.first else { continue }
        if bare.count(where: \.isUppercase) > 1, sentence.contains(where: \.isLowercase) { spellings[bare.lowercased()] = bare }
        if first.isUppercase, index > 0, let last = previous, !EnglishWords.determiners.contains(last.lowercased()) {
          pairs.insert(last + " " + bare)
        }
        previous = first.isUppercase && !(index == 0 && StopWords.of(.english).contains(bare.lowercased())) ? bare : nil
        if first.isLowercase { lower.insert(bare) } else if index > 0 { proper.insert(bare.lowercased()) }
      }
    }
  }

  /// A key of a table or a list as it is written inside a sentence: common nouns are no names.
  func key(_ phrase: String) -> String {
    let words = phrase.split(separator: " ").map { EnglishClause.bare(String($0)) }
    let isCommon = words.contains {
      EnglishWords.slots.contains($0) || EnglishWords.isPeople([$0]) || EnglishWords.timeNouns.contains($0) || lower.contains($0)
    }
    return isCommon && !restIsProper(phrase) && !phrase.dropFirst().prefix { $0 != " " }.contains(where: \.isUppercase)
      ? phrase.loweredFirst : inside(phrase)
  }

  /// Whether a word is written without a capital somewhere.
  func isCommon(_ word: String) -> Bool { lower.contains(word) }

  /// Whether a word is written with a capital in the middle of sentences, and never without.
  func isName(_ word: String) -> Bool {
    let low = EnglishClause.bare(word)
    return proper.contains(low) && !lower.contains(low) && !StopWords.of(.english).contains(low)
  }

  /// The phrase as it is written inside a sentence.
  func inside(_ phrase: String) -> String {
    let first = phrase.prefix { $0 != " " }
    let bare = first.filter { $0.isLetter || $0 == "-" || $0 == "'" }
    let low = bare.lowercased()
    guard bare.first?.isUppercase == true, low != "i", !low.hasPrefix("i'") else { return phrase }
    // Capitals further on: an abbreviation or a made-up name.
    guard !bare.dropFirst().contains(where: \.isUppercase), bare.count > 1 || low == "a" else { return phrase }
    if EnglishWords.dayNames.contains(low),
      !["spring", "summer", "autumn", "winter", "morning", "evening", "today", "noon"].contains(low)
    {
      return phrase
    }
    if isNamePair(phrase) { return phrase }
    if lower.contains(low) || StopWords.of(.english).contains(low) { return phrase.loweredFirst }
    if proper.contains(low) { return phrase }
    let endings = [
      "tion", "sion", "ment", "ness", "ity", "ing", "ism", "sis", "ance", "ence", "ship", "age", "ure", "ers", "ies", "ts", "es",
      "ed", "ors", "ees", "ns", "ds", "ms", "ks", "ps", "rs", "ls", "gs",
    ]
    if [
      "james", "paris", "texas", "thomas", "charles", "brussels", "athens", "netherlands", "nicolas", "marcus", "wales", "naples",
      "cyprus",
    ].contains(low) {
      return phrase
    }
    return endings.contains { low.hasSuffix($0) } || phrase.contains(" ") && !restIsProper(phrase) && !isNumbered(phrase)
      ? phrase.loweredFirst : phrase
  }

  private func isNamePair(_ phrase: String) -> Bool {
    let words = phrase.split(separator: " ").prefix(2).map { $0.filter { $0.isLetter || $0 == "-" || $0 == "'" } }
    return words.count == 2 && pairs.contains(words.joined(separator: " "))
  }

  /// A text that was written in capitals only, with the abbreviations in it as the document writes them elsewhere.
  func respelled(_ text: String) -> String {
    text.split(separator: " ").map { spellings[String($0)] ?? String($0) }.joined(separator: " ")
  }

  /// "Rainkeeper 300": a name, and not a count of things.
  private func isNumbered(_ phrase: String) -> Bool {
    let words = phrase.split(separator: " ")
    return words.count > 1 && words[0].last?.isLetter == true && words[1].first?.isNumber == true
  }

  private func restIsProper(_ phrase: String) -> Bool {
    phrase.split(separator: " ").dropFirst().contains { $0.first?.isUppercase == true }
  }
}
