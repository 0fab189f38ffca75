import Production

/// What people write to the writer of the next version.
enum ReviewNotes {
  /// What stands above the script's first line that begins with a known word.
  static func atTop(of script: [UInt8]) -> String {
    let lines = text(script).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let top = lines.prefix { line in
      let start = line.drop { $0 == "\u{FEFF}" || $0.isWhitespace }.lowercased()
      return !start.hasPrefix("title:") && !start.hasPrefix("title\u{FF1A}")
    }
    guard top.count < lines.count else { return "" }
    return plain(top.filter { !$0.hasPrefix("#") }.joined(separator: "\n"))
  }

  static func plain(_ bytes: [UInt8]) -> String { plain(text(bytes)) }

  /// As whatever editor a person has saved it.
  private static func text(_ bytes: [UInt8]) -> String {
    let (encoding, markLength) = TextEncoding.detect(bytes)
    return encoding.decode(bytes.dropFirst(markLength))
  }

  /// Notes are a person's words and nothing else: no controls, and not without end.
  private static func plain(_ text: String) -> String {
    let kept = text.unicodeScalars.filter { $0 == "\n" || ($0.properties.generalCategory != .control && $0 != "\u{FEFF}") }
    var plain = String(String.UnicodeScalarView(kept)).prefix(4000)
    while plain.first?.isWhitespace == true { plain.removeFirst() }
    while plain.last?.isWhitespace == true { plain.removeLast() }
    return String(plain)
  }
}
