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
    if "。！？".contains(mark) { return index + 1 }
    guard ".!?…".contains(mark) else { return nil }
    var end = index + 1
    while end < text.count, ".!?…\"”’»)]'".contains(text[end]) { end += 1 }
    guard end < text.count else { return end }
    guard text[end] == " " else { return nil }
    var next = end
    while next < text.count, " \"“„«‘'([¿¡—–-".contains(text[next]) { next += 1 }
    guard next < text.count else { return end }
    let follower = text[next]
    guard follower.isUppercase || follower.isNumber || follower.isLetter && !follower.isCased else { return nil }
    if mark == ".", end == index + 1 || text[index + 1] != "." {
      let word = String(text[max(start, index - 16)..<index].reversed().prefix { $0 != " " }.reversed())
      if isAbbreviation(word, before: text[next...]) { return nil }
    }
    return end
  }

  /// Whether a full stop behind a word belongs to the word.
  private static func isAbbreviation(_ word: String, before rest: ArraySlice<Character>) -> Bool {
    let bare = word.drop { "(\"“„«[".contains($0) }.lowercased()
    if abbreviations.contains(bare) { return true }
    // "z. B.", "d. h.": a letter with its stop, and another one.
    if bare.count == 1, bare.first?.isLetter == true, bare != "i", rest.count > 1, rest[rest.startIndex + 1] == "." {
      return true
    }
    // Those that a number follows.
    if ["no", "nr", "fig", "p", "pp", "vol", "ch", "sec", "art", "núm"].contains(bare) { return rest.first?.isNumber == true }
    // An initial, and letters with stops between them.
    if bare.count == 1, bare.first?.isLetter == true, word.last?.isUppercase == true, bare != "i" { return true }
    if bare.contains("."), bare.allSatisfy({ $0.isLetter || $0 == "." }) { return !["a.m", "p.m", "u.s", "etc"].contains(bare) }
    // An ordinal before a month, as German writes dates.
    if (1...2).contains(bare.count), bare.allSatisfy(\.isNumber) {
      return months.contains(String(rest.prefix { $0.isLetter }).lowercased())
    }
    return false
  }

  private static let abbreviations: Set<String> = [
    "mr", "mrs", "ms", "dr", "prof", "st", "sr", "jr", "vs", "e.g", "i.e", "cf", "approx", "dept", "est", "gen", "gov", "hon",
    "inc",
    "ltd", "rev", "al", "ca", "z.b", "d.h", "u.a", "bzw", "usw", "evtl", "ggf", "inkl", "zzgl", "hr", "fr", "str", "tel", "mme",
    "mlle",
    "sra", "dra", "dott", "bijv", "dhr", "mevr", "abs", "max", "min", "mio", "mrd",
  ]

  private static let months: Set<String> = [
    "januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember",
  ]
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
