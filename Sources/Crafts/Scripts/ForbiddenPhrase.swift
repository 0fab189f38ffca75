/// Words that must not be said, as a person wrote them down.
package struct ForbiddenPhrase: Sendable, Hashable {
  package let text: String
  private let words: [Word]
  /// In writing without blanks nobody can tell where a word ends: then the letters alone count.
  private let isWithoutBlanks: Bool

  /// Small letters, and nothing but words: "Risk-free!" is "risk free".
  private struct Word: Sendable, Hashable {
    var letters: String
    /// A sentence may end behind it.
    var endsSentence = false
  }

  package init(_ text: String) {
    self.text = text
    words = Self.words(text)
    isWithoutBlanks = words.isEmpty || text.unicodeScalars.contains(where: Self.isWithoutBlanks)
  }

  /// Whether a text says it: word for word, and not across the end of a sentence, so "No risk. Free for you" does not say "risk free";
  /// but "No. 1" is said where it stands so.
  package func stands(in text: String) -> Bool {
    if isWithoutBlanks { return self.text.contains { !$0.isWhitespace } && text.lowercased().contains(self.text.lowercased()) }
    let said = Self.words(text)
    guard said.count >= words.count else { return false }
    return (0...said.count - words.count).contains { start in
      words.indices.allSatisfy { place in
        let (here, wanted) = (said[start + place], words[place])
        let goesOn = place + 1 == words.count || !here.endsSentence || wanted.endsSentence
        return here.letters == wanted.letters && goesOn
      }
    }
  }

  private static func words(_ text: String) -> [Word] {
    var words: [Word] = []
    var isOpen = false
    for character in text.lowercased() {
      if character.isLetter || character.isNumber {
        if isOpen { words[words.count - 1].letters.append(character) } else { words.append(Word(letters: String(character))) }
        isOpen = true
      } else {
        isOpen = false
        if ".!?…。！？".contains(character), !words.isEmpty { words[words.count - 1].endsSentence = true }
      }
    }
    return words
  }

  /// Chinese, Japanese, Thai, Lao, Burmese and Khmer.
  private static func isWithoutBlanks(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isIdeographic
      || [0x3040...0x30FF, 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF].contains { $0.contains(scalar.value) }
  }
}
