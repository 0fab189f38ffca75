/// Parts a paragraph into sentences.
enum Sentences {
  /// The sentences of a text, each with its own end mark.
  static func split(_ text: String) -> [String] {
    let characters = Array(text)
    var sentences: [String] = []
    var start = 0
    var index = 0
    while index < characters.count {
      guard let end = sentenceEnd(characters, at: index, from: start) else {
        index += 1
        continue
      }
      append(characters[start..<end], to: &sentences)
      start = end
      index = end
    }
    append(characters[start...], to: &sentences)
    return sentences
  }

  private static func append(_ slice: ArraySlice<Character>, to sentences: inout [String]) {
    let sentence = String(slice).trimmed
    if !sentence.isEmpty { sentences.append(sentence) }
  }

  /// Where the sentence ends whose end mark stands at an index, or none where that mark ends nothing.
  private static func sentenceEnd(_ text: [Character], at index: Int, from start: Int) -> Int? {
    let mark = text[index]
    if "。！？｡".contains(mark) {
      var end = index + 1
      while end < text.count, "。！？」』”）】》".contains(text[end]) { end += 1 }
      return end
    }
    guard ".!?…".contains(mark) else { return nil }
    // The first of several dots has answered for all.
    if mark == ".", index > start + 1, text[index - 1] == "." || text[index - 1] == " " && text[index - 2] == "." { return nil }
    let (end, dots) = markEnd(text, from: index)
    guard end < text.count else { return end }
    guard text[end].isWhitespace else { return nil }
    var next = end
    while next < text.count, text[next].isWhitespace || "\"“„«‘'([¿¡—–-•".contains(text[next]) { next += 1 }
    guard next < text.count else { return end }
    let follower = text[next]
    guard follower.isUppercase || follower.isNumber || follower.isLetter && !follower.isCased else { return nil }
    if dots > 1 {
      if text[index..<end].contains("]") { return nil }
      // Three dots with spaces around them stand for words left out; a fourth one is the full stop.
      return dots == 3 && index > start && text[index - 1] == " " && text[index + 1] == " " ? nil : end
    }
    // What is asked or called out inside a name or a quote goes on in small letters, and was left above.
    guard mark == "." else { return end }
    let before = text[start..<index]
    if isNumbering(before) { return nil }
    let word = String(before.reversed().prefix { !$0.isWhitespace && $0 != "—" }.reversed())
    let isQuoted = end > index + 1
    return !isQuoted && Abbreviations.holds(word, before: text[next...], after: before.dropLast(word.count)) ? nil : end
  }

  /// Behind the mark, its repetitions and what closes with it; and how many dots it is made of.
  private static func markEnd(_ text: [Character], from index: Int) -> (end: Int, dots: Int) {
    var end = index + 1
    var dots = text[index] == "." ? 1 : 0
    while end < text.count {
      if ".!?…\"”’»)]'".contains(text[end]) {
        if text[end] == "." { dots += 1 }
        end += 1
      } else if text[end] == " ", end + 1 < text.count, text[end + 1] == ".", dots > 0,
        end + 2 == text.count || !text[end + 2].isLetter
      {
        dots += 1
        end += 2
      } else {
        return (end, dots)
      }
    }
    return (end, dots)
  }

  /// "3." and "b." at the beginning number what follows.
  private static func isNumbering(_ before: ArraySlice<Character>) -> Bool {
    let text = before.drop { $0.isWhitespace || "•⁃-–(".contains($0) }.filter { $0 != ")" }
    return (1...3).contains(text.count) && text.allSatisfy(\.isNumber) || text.count == 1 && text.first?.isLowercase == true
  }
}

extension String {
  /// The text without blanks at its ends.
  var trimmed: String {
    var slice = self[...]
    while slice.first?.isWhitespace == true { slice.removeFirst() }
    while slice.last?.isWhitespace == true { slice.removeLast() }
    return String(slice)
  }

  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }

  var loweredFirst: String { prefix(1).lowercased() + dropFirst() }

  /// The text without the marks that end a sentence.
  var withoutEndMark: String {
    var slice = self[...]
    while let last = slice.last, ".!?…:;,。！？ ".contains(last) { slice.removeLast() }
    return String(slice)
  }
}
