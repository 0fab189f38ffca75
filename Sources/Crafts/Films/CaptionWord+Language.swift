import Production

extension CaptionWord {
  var endsSentence: Bool { ends(with: ".!?…。！？") }
  var endsClause: Bool { ends(with: ",;:—–，；：、") }

  /// Whether it belongs to the word after it: an article, a preposition, a conjunction. Of other languages nothing is known.
  var bindsToNext: Bool { Self.binding.contains(text.lowercased()) }

  private static let binding: Set<String> = [
    "a", "an", "the", "my", "your", "his", "her", "its", "our", "their", "this", "that", "of", "to", "in", "on", "at", "by",
    "for", "from", "with", "as", "and", "or", "but", "if", "because", "when", "than", "so", "not", "is", "are", "i",
  ]

  /// The last mark, closing quotes and brackets aside.
  private func ends(with marks: String) -> Bool {
    guard let last = text.last(where: { !"\"'”’»)]".contains($0) }) else { return false }
    return marks.contains(last)
  }

  /// The same word on one line, without controls, no earlier than `earliest` and no shorter than nothing; `nil` when nothing is left.
  func cleaned(notBefore earliest: Timecode) -> CaptionWord? {
    let visible = text.unicodeScalars.map { scalar -> Character in
      let isBreak = scalar.properties.generalCategory == .control || scalar.properties.isWhitespace
      return isBreak && scalar != "\u{A0}" && scalar != "\u{202F}" ? " " : Character(scalar)
    }
    let parts = String(visible).split(separator: " ")
    guard !parts.isEmpty else { return nil }
    let start = max(self.start, earliest)
    return CaptionWord(parts.joined(separator: " "), start: start, end: max(end, start))
  }
}

extension Timecode {
  /// The nearest whole millisecond, never before the beginning.
  var milliseconds: Int {
    let (whole, rest) = max(0, microseconds).quotientAndRemainder(dividingBy: 1000)
    return Int(whole) + (rest >= 500 ? 1 : 0)
  }
}
