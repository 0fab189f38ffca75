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

  /// Of a code as in ISO 639; English where nobody can tell (`und`).
  package init(code: String) {
    self =
      switch code {
      case "en", "und": .english
      case "de": .german
      case "fr": .french
      case "es": .spanish
      case "it": .italian
      case "pt": .portuguese
      case "nl": .dutch
      default: .other
      }
  }
}
