import Production

/// People's words as a service takes them: shorter where it must be, and never cut in the middle of a letter.
enum HostText {
  /// In one line.
  static func line(_ text: String) -> String {
    text.split { $0.isWhitespace || $0.isNewline }.joined(separator: " ").filter { !isControl($0) }
  }

  /// In as many lines as it has.
  static func lines(_ text: String) -> String {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map { String($0.filter { !isControl($0) || $0 == "\t" }) }.joined(separator: "\n")
  }

  /// Not longer than that, as the service measures it. Where it is cut it ends with a mark, behind a whole word if there is one near.
  static func fitted(_ text: String, to limit: Int, by measure: (String) -> Int) -> String {
    guard measure(text) > limit else { return text }
    var kept = ""
    var used = measure("…")
    for character in text {
      used += measure(String(character))
      guard used <= limit else { break }
      kept.append(character)
    }
    if let blank = kept.lastIndex(where: \.isWhitespace), kept.distance(from: blank, to: kept.endIndex) <= kept.count / 3 {
      kept = String(kept[..<blank])
    }
    while let last = kept.last, last.isWhitespace { kept.removeLast() }
    return kept + "…"
  }

  /// A list of words for a sentence.
  static func listed(_ words: [String]) -> String { words.map { "\"\($0)\"" }.joined(separator: ", ") }

  private static func isControl(_ character: Character) -> Bool {
    character.unicodeScalars.allSatisfy { $0.properties.generalCategory == .control }
  }
}
