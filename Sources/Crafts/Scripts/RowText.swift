import Production

/// Quotation marks that only delimit what is said.
extension String {
  /// The text without quotation marks that stand around the whole of it.
  var withoutDelimitingQuotes: String {
    guard let first, let last, count >= 2 else { return self }
    let isCertain = first == Self.certainQuote && last == Self.certainQuote
    guard isCertain || Self.quotePairs.contains(where: { $0.0 == first && $0.1 == last }) else { return self }
    let inner = dropFirst().dropLast()
    guard isCertain || !inner.contains(where: { $0 == first || $0 == last }) else { return self }
    let text = String(inner).trimmedOfBlanks
    return text.isEmpty ? self : text
  }

  /// The text in quotation marks where reading would otherwise take its own for mere delimiters.
  var guardingItsQuotes: String {
    guard withoutDelimitingQuotes != self else { return self }
    let pair = Self.quotePairs.first { pair in !contains { $0 == pair.0 || $0 == pair.1 } }
    return "\(pair?.0 ?? Self.certainQuote)\(self)\(pair?.1 ?? Self.certainQuote)"
  }

  /// Hardly anybody types it: around a text it is always a delimiter, so that any text can be guarded.
  private static let certainQuote: Character = "＂"

  private static let quotePairs: [(Character, Character)] = [
    ("\"", "\""), ("“", "”"), ("„", "“"), ("„", "”"), ("«", "»"), ("»", "«"), ("”", "”"),
  ]
}
