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
    return all(in: text).compactMap { word in
      if small.contains(word) || word.count == 1 && word.first?.isNumber == false { return nil }
      return stem(word, tongue)
    }
  }

  /// Every number, as it is written.
  static func numbers(in text: String) -> [String] { all(in: text).filter { $0.contains(where: \.isNumber) } }

  static func hasNumber(_ text: String) -> Bool { text.contains(where: \.isNumber) }

  /// How many words a text has.
  static func count(_ text: String) -> Int { text.split(separator: " ").count }

  /// The word without the endings that grammar gives it; rough, for words are only compared by it.
  static func stem(_ word: String, _ tongue: Tongue) -> String {
    if word.contains(where: \.isNumber) { return word }
    var word = word
    for ending in ["'s", "s'", "'"] where word.hasSuffix(ending) && word.count > ending.count + 1 {
      word.removeLast(ending.count)
      break
    }
    guard word.count > 3 else { return word }
    for ending in endings(tongue) where word.hasSuffix(ending) && word.count - ending.count >= 3 {
      word.removeLast(ending.count)
      break
    }
    if tongue == .english, word.count > 3, let last = word.last, word.dropLast().last == last, !"aeiouls".contains(last) {
      word.removeLast()
    }
    if word.count > 3, let last = word.last, "eiy".contains(last) { word.removeLast() }
    return word
  }

  private static func endings(_ tongue: Tongue) -> [String] {
    switch tongue {
    case .english: ["ations", "ation", "ments", "ment", "ings", "ing", "ies", "ied", "ers", "er", "ed", "ly", "es", "s"]
    case .german: ["ungen", "ung", "ern", "em", "en", "er", "es", "e", "s", "n"]
    case .dutch: ["ingen", "ing", "en", "es", "e", "s"]
    case .french: ["ements", "ement", "ations", "ation", "euses", "euse", "eaux", "ées", "és", "ée", "er", "es", "s", "e"]
    case .spanish, .portuguese: ["aciones", "ación", "ações", "ação", "mente", "es", "as", "os", "s", "a", "o", "e"]
    case .italian: ["azioni", "azione", "mente", "he", "hi", "i", "e", "a", "o"]
    case .other: []
    }
  }
}
