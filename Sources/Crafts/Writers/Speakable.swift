/// Makes of a written sentence one that can be said, by leaving out and by parting, never by adding.
///
/// How its numbers, addresses and signs are said is the affair of `SpokenForm`; here they stay as they are written.
enum Speakable {
  /// What fits into one picture.
  static let longest = 220
  /// Longer sentences are parted, or cut, where that is safe.
  static let comfortable = 150
  /// Two or three sentences that were one may together be so long.
  static let longestTogether = 280

  /// The sentence as it can be said, or none where it cannot: addresses, formulas, pieces of tables.
  static func shape(_ sentence: String) -> String? {
    guard isSayable(sentence) else { return nil }
    var text = withoutCitations(sentence)
    text = withoutAsides(text)
    let parts = text.count > comfortable ? LongSentence.parts(tidy(text)) : [text]
    if parts.count > 1, isBalanced(text) {
      let whole = parts.map(ended).joined(separator: " ")
      if whole.count <= longestTogether { return whole }
      // The first part stands for all only where the others take nothing of it back.
      if parts.dropFirst().allSatisfy(mayBeDropped) { text = parts[0] }
    }
    if text.count > comfortable { text = withoutTail(text) }
    if text.count > longest { text = firstPart(text) ?? text }
    text = tidy(text)

    guard text.count <= longest, isBalanced(text), Words.count(text) >= 1 else { return nil }
    return ended(text)
  }

  /// The sentence without the words at its start that tie it to the one before.
  static func untied(_ sentence: String, _ tongue: Tongue) -> String {
    let lower = sentence.lowercased()
    for tie in tongue.ties.sorted(by: { $0.count > $1.count }) where lower.hasPrefix(tie) {
      let rest = sentence.dropFirst(tie.count)
      guard let next = rest.first else { continue }
      let needsComma =
        !["but", "and", "aber", "und", "doch", "mais", "et", "pero", "y", "mas", "e", "ma", "maar", "en"].contains(tie)
        && !tie.hasSuffix("that")
      guard next == "," || next == " " && !needsComma else { continue }
      let text = String(rest.drop { $0 == "," || $0 == " " })
      return text.isEmpty ? sentence : withoutAlso(text.capitalisedFirst, tongue)
    }
    return withoutAlso(sentence, tongue)
  }

  /// "The sun also pulls on the sea" says the same alone without its "also".
  private static func withoutAlso(_ sentence: String, _ tongue: Tongue) -> String {
    guard tongue == .english, !sentence.lowercased().contains("not ") else { return sentence }
    var text = sentence.replacing(" also ", with: " ")
    for tail in [", too.", " too.", " as well."] where text.hasSuffix(tail) { text = text.dropLast(tail.count) + "." }
    return text
  }

  private static func isSayable(_ text: String) -> Bool {
    guard !text.hasPrefix("["), text.split(separator: " ").allSatisfy(isSayable(word:)) else { return false }
    let letters = text.count(where: \.isLetter)
    return letters * 2 >= text.count(where: { !$0.isWhitespace }) && letters >= 2
  }

  /// An address is said where it is short, and so is a path; a formula or a piece of a program is not.
  static func isSayable(word: Substring) -> Bool {
    if word.contains("://") || word.lowercased().hasPrefix("www.") || word.contains("@") {
      return word.count <= 40 && !word.contains(where: { "?&={}%".contains($0) })
    }
    if word.contains(where: { "{}|\\^_`".contains($0) }) { return false }
    if let sign = word.firstIndex(where: { "~<>=".contains($0) }) {
      // "<5" is less than five; what stands between two things is a formula.
      let after = word[word.index(after: sign)...].drop { $0 == "=" }
      guard sign == word.startIndex, word[sign] != "=", after.first?.isNumber == true else { return false }
    }
    return word.count <= 40 && word.count { $0 == "/" } <= 3
  }

  /// Drops marks like [3].
  private static func withoutCitations(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "[") {
      guard let close = rest[open...].firstIndex(of: "]") else { break }
      let inside = rest[rest.index(after: open)..<close]
      let isCitation = inside.count <= 12 && inside.contains(where: \.isNumber) && inside.allSatisfy { !$0.isLetter }
      result += rest[..<(isCitation ? open : rest.index(after: close))]
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  /// Drops what stands in brackets, unless it holds a number or a word that the truth may hang on.
  private static func withoutAsides(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "("), let close = rest[open...].firstIndex(of: ")") {
      let inside = rest[rest.index(after: open)..<close]
      if mayBeDropped(String(inside)) && open != text.startIndex {
        result += rest[..<open]
        if result.last == " " { result.removeLast() }
      } else {
        result += rest[...close]
      }
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  /// Drops a trailing clause that only adds: ", which …", ", including …", ", such as …".
  private static func withoutTail(_ text: String) -> String {
    for opener in [", which ", ", including ", ", such as ", " – ", " — ", ", was ", ", ce qui ", ", lo que ", ", wat "] {
      guard let place = text.firstRange(of: opener) else { continue }
      let head = String(text[..<place.lowerBound])
      let tail = String(text[place.upperBound...])
      let isLast = !tail.contains(", ") && !tail.contains(" – ") && !tail.contains(" — ")
      if isLast, head.count >= 50, mayBeDropped(tail) { return head }
    }
    return text
  }

  /// The first of two sentences that a semicolon or a colon joins.
  private static func firstPart(_ text: String) -> String? {
    guard let place = text.firstRange(of: "; ") else { return nil }
    let head = String(text[..<place.lowerBound])
    let tail = String(text[place.upperBound...])
    return head.count >= 40 && mayBeDropped(tail) ? head : nil
  }

  /// Whether leaving a text out can change what the rest says.
  private static func mayBeDropped(_ text: String) -> Bool {
    !Words.hasNumber(text) && guards.isDisjoint(with: Words.all(in: text))
  }

  private static let guards: Set<String> = [
    "not", "no", "never", "except", "excluding", "without", "only", "unless", "if", "but", "plus", "minus", "before", "after",
    "net",
    "gross", "per", "from", "until", "least", "most", "about", "however", "cannot", "can't", "nicht", "kein", "keine", "nur",
    "außer",
    "ohne", "wenn", "falls", "ab", "bis", "ne", "pas", "sauf", "sans", "si", "seulement", "sin", "solo", "sólo", "excepto", "não",
    "sem",
    "só", "exceto", "se", "non", "senza", "solo", "tranne", "niet", "geen", "alleen", "zonder", "als", "optional", "required",
  ]

  private static func tidy(_ text: String) -> String {
    var result = ""
    for character in text {
      if ",.;:!?".contains(character), result.last == " " { result.removeLast() }
      if character == " ", result.last == " " { continue }
      result.append(character)
    }
    return result.trimmed
  }

  private static func ended(_ text: String) -> String {
    guard let last = text.last(where: { !"\"”’»)'".contains($0) }) else { return text }
    if ".!?…。！？".contains(last) { return text }
    return text.withoutEndMark + "."
  }

  private static func isBalanced(_ text: String) -> Bool {
    text.count { $0 == "(" } == text.count { $0 == ")" } && text.count { $0 == "“" } == text.count { $0 == "”" }
      && text.count { $0 == "\"" } % 2 == 0
  }
}
