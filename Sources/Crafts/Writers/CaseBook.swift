/// Knows which words a document writes in lower case, and which are names.
struct CaseBook: Sendable {
  private var lower: Set<String> = []
  private var proper: Set<String> = []

  /// Reads sentences: the first word of each proves nothing.
  init(sentences: some Sequence<String>) {
    for sentence in sentences {
      for (index, word) in sentence.split(separator: " ").enumerated() {
        let bare = word.filter { $0.isLetter || $0 == "-" || $0 == "'" }
        guard let first = bare.first else { continue }
        if first.isLowercase { lower.insert(bare) } else if index > 0 { proper.insert(bare.lowercased()) }
      }
    }
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
    if lower.contains(low) || Tongue.englishWords.contains(low) { return phrase.loweredFirst }
    if proper.contains(low) { return phrase }
    let endings = [
      "tion", "sion", "ment", "ness", "ity", "ing", "ism", "sis", "ance", "ence", "ship", "age", "ure", "ers", "ies", "ts", "es",
      "ed",
    ]
    return endings.contains { low.hasSuffix($0) } || phrase.contains(" ") && !restIsProper(phrase) ? phrase.loweredFirst : phrase
  }

  private func restIsProper(_ phrase: String) -> Bool {
    phrase.split(separator: " ").dropFirst().contains { $0.first?.isUppercase == true }
  }
}
