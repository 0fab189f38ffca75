import Language

/// Words of a text, bare of punctuation and in lower case.
enum Words {
  /// Every word and number; hyphens part words, apostrophes do not.
  static func all(in text: String) -> [String] {
    var words: [String] = []
    var word = ""
    func close() {
      while let last = word.last, last == "'" || last == "." || last == "," { word.removeLast() }
      if !word.isEmpty { words.append(word) }
      word = ""
    }
    for character in text.lowercased() {
      if character.isLetter || character.isNumber {
        word.append(character)
      } else if character == "'" || character == "’", !word.isEmpty {
        word.append("'")
      } else if (character == "." || character == ",") && word.last?.isNumber == true {
        word.append(character)
      } else {
        close()
      }
    }
    close()
    return words
  }

  /// The stems of the words that mean something.
  static func stems(in text: String, _ tongue: Tongue) -> [String] {
    let small = tongue.functionWords
    let stemmer = Stemmer(tongue.language)
    return all(in: text).compactMap { word in
      if small.contains(word) || word.count == 1 && word.first?.isNumber == false { return nil }
      return stem(word, stemmer)
    }
  }

  /// Every number, as it is written.
  static func numbers(in text: String) -> [String] { all(in: text).filter { $0.contains(where: \.isNumber) } }

  static func hasNumber(_ text: String) -> Bool { text.contains(where: \.isNumber) }

  /// How many words a text has.
  static func count(_ text: String) -> Int { text.split(separator: " ").count }

  /// The word without the endings that grammar gives it; many words are best asked of one stemmer.
  static func stem(_ word: String, _ stemmer: Stemmer?) -> String {
    guard let stemmer, !word.contains(where: \.isNumber) else { return word }
    return stemmer.stem(word)
  }
}
