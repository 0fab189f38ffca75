import Production

/// One line of a plain text, and what its shape says.
struct PlainLine {
  let text: String
  let indent: Int
  /// As it stands in the file.
  let raw: Substring

  init(_ raw: Substring) {
    var indent = 0
    for character in raw {
      guard character == " " || character == "\t" else { break }
      indent += character == "\t" ? 4 : 1
    }
    self.indent = indent
    self.raw = raw
    text = String(raw).onOneLine
  }

  var isBlank: Bool { text.isEmpty }

  /// Somebody else's words, as mail programs mark them.
  var isQuoted: Bool { text.hasPrefix(">") }

  /// A drawn line: three or more of one mark, and nothing else.
  var isRule: Bool {
    guard text.count >= 3, let first = text.first, "-=_*~#+.".contains(first) else { return false }
    return text.allSatisfy { $0 == first || $0 == " " || "-=+".contains($0) }
  }

  /// The level that an underline gives to the line above it.
  var underlineLevel: Int? {
    guard isRule, !text.contains(" ") else { return nil }
    return text.first == "=" ? 1 : text.first == "-" || text.first == "~" ? 2 : nil
  }

  /// The text behind a bullet or a number, and whether it was a number.
  var item: (text: String, ordered: Bool)? {
    guard let space = text.firstIndex(of: " ") else { return nil }
    let marker = text[..<space]
    let rest = String(text[text.index(after: space)...])
    guard !rest.isEmpty else { return nil }
    if marker.count == 1, let bullet = marker.first, "-*•–—·‣◦▪●○+".contains(bullet) { return (rest, false) }
    guard let last = marker.last, last == "." || last == ")" else { return nil }
    let body = marker.dropLast().drop { $0 == "(" }
    let isNumber = !body.isEmpty && body.count <= 3 && body.allSatisfy { $0.isASCII && $0.isNumber }
    let isLetter = last == ")" && body.count == 1 && body.first?.isLetter == true
    return isNumber || isLetter ? (rest, true) : nil
  }

  /// A line like `Price: 49 euros`.
  var isKeyAndValue: Bool {
    guard let colon = text.firstIndex(of: ":") else { return false }
    let key = text[..<colon]
    let value = text[text.index(after: colon)...]
    guard (2...32).contains(key.count), key.split(separator: " ").count <= 4, key.first?.isUppercase == true else { return false }
    return value.first == " " && key.allSatisfy { $0.isLetter || $0.isNumber || " -/&'’().".contains($0) }
  }

  /// Made of marks more than of words, or of words that stand in columns.
  var isDrawn: Bool {
    var marks = 0
    var others = 0
    for scalar in raw.unicodeScalars where scalar.value > 0x20 {
      let isMark = (0x2500...0x259F).contains(scalar.value) || "|+-_/\\=*#<>^~".unicodeScalars.contains(scalar)
      if isMark { marks += 1 } else { others += 1 }
    }
    return marks >= 3 && marks * 2 >= others || hasColumns
  }

  private var hasColumns: Bool {
    var blanks = 0
    var hasBegun = false
    for byte in raw.utf8 {
      if byte == 0x20 {
        blanks += 1
      } else {
        if hasBegun, blanks >= 3 { return true }
        hasBegun = true
        blanks = 0
      }
    }
    return false
  }

  var endsSentence: Bool {
    guard let last = text.last(where: { !"\"”’)»“".contains($0) }) else { return false }
    return ".!?…:;。！？".contains(last)
  }

  /// Short, beginning with a capital or a number, and no sentence: what titles look like.
  var looksLikeHeading: Bool {
    guard text.count <= 80, text.split(separator: " ").count <= 12, text.contains(where: \.isLetter) else { return false }
    guard let first = text.first, let last = text.last else { return false }
    let begins = first.isUppercase || first.isNumber || !first.isCased && first.isLetter || "\"“„«¿".contains(first)
    return begins && !".,;:!…。，".contains(last)
  }

  /// Written in capitals only.
  var isShouted: Bool {
    text.count(where: \.isLetter) >= 4 && !text.contains(where: \.isLowercase) && text.count <= 60 && looksLikeHeading
      && text.contains { $0.isUppercase }
  }

  var startsLikeASentence: Bool {
    guard let first = text.first(where: { !"\"“„«(¿¡".contains($0) }) else { return false }
    return first.isUppercase || first.isNumber
  }
}
