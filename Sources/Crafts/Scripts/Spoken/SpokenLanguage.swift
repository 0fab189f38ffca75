/// The languages whose numbers and short forms can be put into words.
package enum SpokenLanguage: String, Sendable, Codable, CaseIterable {
  case english, german, french, spanish, italian, portuguese, dutch
  /// Any other: its text is said as it stands.
  case other

  func reader(of tokens: [SpokenToken]) -> (any SpokenReader)? {
    switch self {
    case .english: EnglishReader(tokens: tokens)
    case .other: nil
    default: ForeignTables.of(self).map { ForeignReader(tokens: tokens, tables: $0) }
    }
  }

  /// The language of texts by their smallest words; English where nothing speaks against it.
  package static func guess(_ texts: some Sequence<String>) -> SpokenLanguage {
    var counts: [SpokenLanguage: Int] = [:]
    var foreign = 0
    var total = 0
    for text in texts {
      for word in text.lowercased().split(whereSeparator: { !$0.isLetter }) {
        total += 1
        // Beyond the Latin letters.
        if word.first?.unicodeScalars.first.map({ $0.value > 0x24F }) == true { foreign += 1 }
        for (language, words) in smallWords where words.contains(String(word)) { counts[language, default: 0] += 1 }
      }
    }
    if foreign * 4 > total { return .other }
    let best = allCases.max { (counts[$0] ?? 0, $1 == .english ? 1 : 0) < (counts[$1] ?? 0, $0 == .english ? 1 : 0) } ?? .english
    if let count = counts[best], count > 0 { return best }
    let hasMarks = total >= 6 && texts.contains { $0.contains { $0.isLetter && !$0.isASCII } }
    return hasMarks ? .other : .english
  }

  private static let smallWords: [SpokenLanguage: Set<String>] = [
    .english: [
      "the", "and", "of", "to", "is", "are", "with", "that", "for", "what", "how", "you", "it", "was", "this", "on", "from",
      "have", "by",
    ],
    .german: [
      "der", "die", "das", "und", "ist", "nicht", "mit", "ein", "eine", "für", "auf", "wie", "sich", "sind", "auch", "von",
      "wird", "den", "dem",
    ],
    .french: [
      "le", "la", "les", "des", "est", "et", "une", "du", "que", "pour", "dans", "qui", "sur", "pas", "ce", "sont", "avec", "au",
      "il",
    ],
    .spanish: [
      "el", "los", "las", "es", "y", "una", "del", "que", "para", "con", "por", "se", "su", "son", "más", "cómo", "qué", "la",
      "lo",
    ],
    .italian: [
      "il", "gli", "è", "che", "di", "una", "per", "con", "del", "della", "sono", "non", "si", "come", "più", "nel", "le", "dei",
      "cosa",
    ],
    .portuguese: [
      "os", "as", "é", "não", "uma", "com", "para", "do", "da", "em", "são", "mais", "ao", "como", "dos", "um", "pelo", "que",
      "o",
    ],
    .dutch: [
      "het", "een", "van", "en", "niet", "zijn", "met", "voor", "op", "dat", "is", "hoe", "wat", "naar", "deze", "wordt", "ook",
      "te", "de",
    ],
  ]
}
