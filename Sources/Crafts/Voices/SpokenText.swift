package import Speech

/// A text as an engine is given it, and the way back to the words as written.
///
/// Only what a voice would stumble over is taken out: marks of emphasis, emoji, dashes that stand alone. Numbers, money and
/// addresses stay; engines know how to say them.
package struct SpokenText: Sendable, Hashable {
  package let written: [String]
  /// What is said in place of each written word; empty where nothing is.
  private let said: [String]

  package init(_ text: String) {
    written = text.split(whereSeparator: \.isWhitespace).map(String.init)
    var said = written.map(Self.said)
    for at in said.indices where said[at].allSatisfy({ $0.isDash || $0 == "…" || $0 == "." }) {
      // "3 - 5" is read as a range; any other dash that stands alone is a short pause.
      let before = said[..<at].last { !$0.isEmpty }?.last
      let isRange = before?.isNumber == true && at + 1 < said.count && said[at + 1].first?.isNumber == true
      if isRange && said[at].allSatisfy(\.isDash) && !said[at].isEmpty { continue }
      let isPause = !said[at].isEmpty
      said[at] = ""
      if isPause, at > 0, let last = said[at - 1].last, last.isLetter || last.isNumber { said[at - 1] += "," }
    }
    self.said = said
  }

  package var forEngine: String { said.filter { !$0.isEmpty }.joined(separator: " ") }

  /// The written words with the times at which their spoken ones sound; what is silent hangs on the word before it, or at
  /// the beginning on the one after it.
  package func written(_ heard: [SpokenSound.Word]) -> [SpokenSound.Word] {
    var result: [SpokenSound.Word] = []
    var waiting: [String] = []
    var next = heard.makeIterator()
    for (word, spoken) in zip(written, said) {
      let time = spoken.isEmpty ? nil : next.next()
      if let time, time.end > time.start {
        result.append(SpokenSound.Word(text: (waiting + [word]).joined(separator: " "), start: time.start, end: time.end))
        waiting = []
      } else if let last = result.popLast() {
        result.append(SpokenSound.Word(text: last.text + " " + word, start: last.start, end: last.end))
      } else {
        waiting.append(word)
      }
    }
    return result
  }

  private static func said(_ word: String) -> String {
    let kept = word.unicodeScalars.filter { !isSilent($0) }
    var text = String(String.UnicodeScalarView(kept))
    // "#" before a number is "number", before a word it marks a heading or a topic.
    while text.first == "#", text.dropFirst().first?.isNumber != true { text.removeFirst() }
    while text.first == "_" || text.first == "~" { text.removeFirst() }
    while text.last == "_" { text.removeLast() }
    return text.contains { $0.isLetter || $0.isNumber || "&+=%@/$€£<>°#.…".contains($0) || $0.isDash } ? text : ""
  }

  private static func isSilent(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "*", "`", "\u{FE0E}", "\u{FE0F}", "\u{20E3}": return true
    case "°": return false
    default: break
    }
    switch scalar.properties.generalCategory {
    // Pictures and arrows, joiners, and what has no meaning of its own.
    case .otherSymbol, .control, .format, .privateUse, .surrogate, .unassigned: return true
    default: return scalar.properties.isEmojiPresentation || scalar.properties.isEmojiModifier
    }
  }
}

extension Character {
  fileprivate var isDash: Bool { "-–—―‒−".contains(self) }
}
