/// The names in a text, as far as capitals tell.
enum ProperNames {
  /// Words that are names wherever they stand: with a capital inside a sentence, with capitals inside the word, or two with a capital
  /// beside each other. German writes every noun with a capital; there only the last two count.
  static func all(in text: String, _ tongue: Tongue) -> [String] {
    var names: [String] = []
    var opensSentence = true
    var before: (word: String, isCapital: Bool, opened: Bool)?
    for piece in text.split(whereSeparator: { $0.isWhitespace || "—–/".contains($0) }) {
      let word = bare(piece)
      let isCapital = word.first?.isUppercase == true && word.count > 1
      let shouts = word.count(where: \.isUppercase) > 1
      let isPair = isCapital && before?.isCapital == true
      if shouts || isPair || isCapital && !opensSentence && tongue != .german, !isSelf(word) { names.append(word) }
      if isPair, let first = before, first.opened || tongue == .german, !isSelf(first.word), !isSmall(first.word, tongue) {
        names.append(first.word)
      }
      let ends = piece.last(where: { !"\"”’»)'".contains($0) }).map { ".!?:…".contains($0) } ?? false
      before = ends || word.isEmpty || piece.last == "," ? nil : (word, isCapital, opensSentence)
      opensSentence = ends || opensSentence && word.isEmpty
    }
    return names
  }

  /// A word as it is compared: without marks, quotes and the ending of possession.
  static func key(_ word: String) -> String {
    var low = bare(word[...]).lowercased()
    for ending in ["'s", "’s"] where low.hasSuffix(ending) { low.removeLast(2) }
    return low
  }

  private static func bare(_ piece: Substring) -> String {
    var slice = piece.drop { !$0.isLetter && !$0.isNumber }
    while let last = slice.last, !last.isLetter, !last.isNumber { slice.removeLast() }
    return String(slice)
  }

  /// "I" and what is joined to it.
  private static func isSelf(_ word: String) -> Bool { word == "I" || word.hasPrefix("I'") || word.hasPrefix("I’") }

  private static func isSmall(_ word: String, _ tongue: Tongue) -> Bool { tongue.functionWords.contains(word.lowercased()) }
}
