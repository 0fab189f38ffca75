/// Puts the lines of a paragraph together as they were before they were set.
enum Joining {
  /// `known` says whether a word occurs elsewhere in the document.
  static func join(_ text: String, _ line: String, known: (String) -> Bool = { _ in false }) -> String {
    guard let last = text.unicodeScalars.last, let first = line.unicodeScalars.first else { return text + line }
    if Letter.isUnspaced(last.value), Letter.isUnspaced(first.value) { return text + line }
    if last.value == 0xAD { return String(text.unicodeScalars.dropLast()) + line }
    guard isHyphen(last), let before = text.unicodeScalars.dropLast().last, before.properties.isAlphabetic else {
      return text + " " + line
    }
    guard first.properties.isLowercase || first.properties.isAlphabetic && !first.properties.isUppercase else {
      // "Anglo-" and "American": no blank was there before.
      return first.properties.isAlphabetic || first.properties.numericType != nil ? text + line : text + " " + line
    }
    let head = lastWord(text.dropLast())
    let tail = firstWord(line)
    // "long-" and "term" stay apart where "long-term" stands elsewhere and "longterm" nowhere, or else both are words by themselves.
    let areWords = head.count > 3 && tail.count > 3 && known(head) && known(tail)
    let keeps = !known("\(head)\(tail)") && (known("\(head)-\(tail)") || areWords) || head.contains("-")
    return keeps ? text + line : text.dropLast() + line
  }

  private static func isHyphen(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "-" || scalar.value == 0x2010 || scalar.value == 0xAD
  }

  static func lastWord(_ text: Substring) -> String {
    String(text.reversed().prefix { $0.isLetter || $0 == "-" || $0 == "’" }.reversed()).lowercased()
  }

  static func firstWord(_ text: String) -> String { text.prefix { $0.isLetter || $0 == "-" || $0 == "’" }.lowercased() }
}
