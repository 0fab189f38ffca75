/// Puts the lines of a paragraph together as they were before they were set.
enum Joining {
  /// `known` says whether a word occurs elsewhere in the document.
  static func join(_ text: String, _ line: String, known: (String) -> Bool = { _ in false }) -> String {
    var joined = text
    append(line, to: &joined, known: known)
    return joined
  }

  static func append(_ line: String, to text: inout String, known: (String) -> Bool) {
    guard let last = text.unicodeScalars.last, let first = line.unicodeScalars.first else {
      text += line
      return
    }
    switch link(last, first, text, line, known) {
    case .blank: text += " "
    case .nothing: break
    case .lessHyphen: text.unicodeScalars.removeLast()
    }
    text += line
  }

  private enum Link { case blank, nothing, lessHyphen }

  private static func link(
    _ last: Unicode.Scalar, _ first: Unicode.Scalar, _ text: String, _ line: String, _ known: (String) -> Bool
  ) -> Link {
    if Letter.isUnspaced(last.value), Letter.isUnspaced(first.value) { return .nothing }
    if last.value == 0xAD { return .lessHyphen }
    guard isHyphen(last), let before = text.unicodeScalars.dropLast().last, before.properties.isAlphabetic else { return .blank }
    guard first.properties.isLowercase || first.properties.isAlphabetic && !first.properties.isUppercase else {
      // "Anglo-" and "American": no blank was there before.
      return first.properties.isAlphabetic || first.properties.numericType != nil ? .nothing : .blank
    }
    let head = lastWord(text.dropLast())
    let tail = firstWord(line)
    // "long-" and "term" stay apart where "long-term" stands elsewhere and "longterm" nowhere, or else both are words by themselves.
    let areWords = head.count > 3 && tail.count > 3 && known(head) && known(tail)
    let keeps = !known("\(head)\(tail)") && (known("\(head)-\(tail)") || areWords) || head.contains("-")
    return keeps ? .nothing : .lessHyphen
  }

  private static func isHyphen(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "-" || scalar.value == 0x2010 || scalar.value == 0xAD
  }

  static func lastWord(_ text: Substring) -> String {
    String(text.suffix(80).reversed().prefix { $0.isLetter || $0 == "-" || $0 == "’" }.reversed()).lowercased()
  }

  static func firstWord(_ text: String) -> String { text.prefix { $0.isLetter || $0 == "-" || $0 == "’" }.lowercased() }
}
