/// What stands before, between and behind sentences, and is not said.
enum Clauses {
  /// A text without what is only there for eyes: little pictures, marks of footnotes, numbers of tickets.
  static func plain(_ text: String) -> String {
    var words: [Substring] = []
    for word in text.split(separator: " ") {
      if word.first == "#", word.dropFirst().allSatisfy({ $0.isNumber || ",.)".contains($0) }) { continue }
      let isPicture = word.unicodeScalars.allSatisfy {
        $0.properties.isEmojiPresentation || $0.value == 0xFE0F || $0.value > 0x1F000
      }
      if isPicture { continue }
      words.append(word)
    }
    let text = words.joined(separator: " ").drop { $0 == "*" || $0.unicodeScalars.contains { $0.value > 0x1F000 } || $0 == " " }
    return String(text)
  }

  /// The sentence without the number or letter that a law, a contract or minutes put before it.
  static func unnumbered(_ sentence: String) -> String {
    guard let end = sentence.firstIndex(of: " ") else { return sentence }
    let head = sentence[..<end]
    let rest = sentence[end...].drop { $0 == " " }
    let core = head.filter { !"().".contains($0) }
    let marks = head.count - core.count
    guard marks > 0, !core.isEmpty, rest.first?.isLetter == true || rest.first.map({ "\"“„«".contains($0) }) == true else {
      return sentence
    }
    let isNumber = core.allSatisfy(\.isNumber) && core.count <= 4 && (head.contains(".") && head.last != "." || marks > 1)
    let isLetter =
      (head.hasPrefix("(") || head.hasSuffix(")")) && core.count <= 3 && core.allSatisfy { $0.isLetter || $0.isNumber }
    return isNumber || isLetter ? String(rest) : sentence
  }

  /// The sentence without the place and the day that a piece of news begins with.
  static func undated(_ sentence: String) -> String {
    for mark in [" - ", " – ", " — ", " -- "] {
      guard let place = sentence.firstRange(of: mark) else { continue }
      let head = sentence[..<place.lowerBound]
      guard head.count <= 60, let first = head.split(separator: " ").first?.filter(\.isLetter), first.count >= 3,
        first.allSatisfy(\.isUppercase), head.contains(",") || Words.count(String(head)) <= 3
      else { continue }
      let rest = String(sentence[place.upperBound...]).trimmed
      return rest.first?.isUppercase == true ? rest : sentence
    }
    return sentence
  }

  /// An item of a list without the mark that ties it to the next: "…; and".
  static func untied(_ item: String) -> String {
    var item = item.trimmed
    for tail in ["; and", "; or", ", and", ", or", "; und", "; oder", "; et", "; ou", "; y", "; o", "; e", "; en", "; of", ";"]
    where item.hasSuffix(tail) {
      item = String(item.dropLast(tail.count))
      return item.last.map { ".!?".contains($0) } == true ? item : item + "."
    }
    return item
  }

  /// Keys and values that were written on lines of their own, and lost their line ends: "Date: 14 May Place: village hall".
  static func keyed(_ text: String) -> [String]? {
    let words = text.split(separator: " ").map(String.init)
    let starts = words.indices.filter { index in
      let word = words[index]
      return word.hasSuffix(":") && word.count > 3 && word.first?.isUppercase == true && word.dropLast().allSatisfy(\.isLetter)
        && index + 1 < words.count
    }
    guard starts.first == 0, starts.count >= 2 else { return nil }
    return zip(starts, starts.dropFirst() + [words.count]).map { words[$0..<$1].joined(separator: " ") }
  }
}
