/// What a voice says for a text, and the way back to the words as they are written.
///
/// "€14.2 million" is shown, "fourteen point two million euros" is said: captions show the written word over the time of its spoken ones.
/// One form serves all voices, so that nobody hears how an engine of its own would guess at a number.
package struct SpokenForm: Sendable, Hashable {
  /// The words of the text, split at white space, in order.
  package let words: [Word]

  package struct Word: Sendable, Hashable {
    package let written: String
    /// What is said for it: no word, one or several, with single spaces between them.
    package fileprivate(set) var said: String
  }

  /// Longer texts are said as they stand, in bytes: no script has one, and rules over several words would take their time.
  private static let longest = 4096

  /// How a person wants words to be said goes before every rule.
  package init(_ text: String, language: SpokenLanguage = .english, pronunciation: Pronunciation = .none) {
    let tokens = SpokenToken.all(in: text)
    let isReadable = text.utf8.count <= Self.longest
    let reader = isReadable ? language.reader(of: tokens.map(\.readable)) : nil
    let pronunciation = isReadable ? pronunciation : .none
    var words: [Word] = []
    while words.count < tokens.count {
      let place = words.count
      let token = tokens[place]
      let readings = pronunciation.read(tokens, at: place) ?? reader?.read(at: place) ?? [Said(token.core)]
      for (token, reading) in zip(tokens[place...], readings) {
        words.append(Word(written: token.written, said: token.said(as: reading)))
        // Its neighbour said it, and so the pause is the neighbour's.
        if reading.text.isEmpty, words.count > place + 1, !words[place].said.isEmpty {
          words[words.count - 2].said += token.marks(after: reading)
        }
      }
    }
    self.words = Self.paused(words, tokens)
  }

  /// The whole of what is said.
  package var said: String { words.lazy.map(\.said).filter { !$0.isEmpty }.joined(separator: " ") }

  /// A dash or dots that stand alone are a short pause, and so is the opening of a bracket.
  private static func paused(_ words: [Word], _ tokens: [SpokenToken]) -> [Word] {
    var result = words
    var last: Int?
    for at in words.indices {
      let said = words[at].said
      let isMark = !said.contains { $0.isLetter || $0.isNumber || "&+=%@/$€£<>°#".contains($0) }
      defer { if !result[at].said.isEmpty { last = at } }
      if isMark { result[at].said = "" }
      let isPause =
        isMark && tokens[at].core.allSatisfy(\.isDash) && tokens[at].written.contains { $0.isDash || $0 == "…" || $0 == "." }
      guard let before = last, isPause || tokens[at].opensBracket else { continue }
      if let end = result[before].said.last, end.isLetter || end.isNumber { result[before].said += "," }
    }
    // Behind the last word nothing comes that a comma could part it from.
    if let last = result.lastIndex(where: { !$0.said.isEmpty }), result[last].said.last == ",", result[last].written.last != "," {
      result[last].said.removeLast()
    }
    return result
  }
}

/// What is said for one written word.
struct Said: Hashable, Sendable {
  let text: String
  /// The full stop behind the word belongs to the word, and ends no sentence.
  let dropsStop: Bool
  /// The quotation mark behind it does: 5'10".
  let dropsQuote: Bool

  init(_ text: some StringProtocol, dropsStop: Bool = false, dropsQuote: Bool = false) {
    self.text = String(text)
    self.dropsStop = dropsStop
    self.dropsQuote = dropsQuote
  }
}

/// Reads the words of one language.
protocol SpokenReader {
  /// What is said for the word at a place, and for as many after it as belong to it; none where it is said as it is written.
  func read(at place: Int) -> [Said]?
}
