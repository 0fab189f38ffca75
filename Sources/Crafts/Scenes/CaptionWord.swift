import Drawing
package import Production

/// A word as captions show it; of a word that is too long for a line, a part.
package struct CaptionWord: Hashable, Sendable {
  package let text: String
  package let start: Timecode
  package let end: Timecode
  /// No space before it: it goes on where the one before it stopped.
  package let joinsPrevious: Bool

  package let endsSentence: Bool
  package let endsClause: Bool
  /// How many letters it has. Counted once, as all that is asked of a word: dividing a line into pages asks again and again.
  let letters: Int
  let beginsWithNumber: Bool
  let endsInNumber: Bool
  /// It measures the number before it: "kg", "percent", "%".
  let isUnit: Bool
  let isCurrency: Bool
  /// It belongs to the word after it.
  let leans: Bool

  package init(text: String, start: Timecode, end: Timecode, joinsPrevious: Bool = false) {
    (self.text, self.start, self.end, self.joinsPrevious) = (text, start, end, joinsPrevious)
    // Its last letter, closing quotes and brackets aside.
    let lastMark = text.last { !"\"'”’»)]".contains($0) }
    endsSentence = lastMark.map(".?!…:;。？！؟।".contains) ?? false
    endsClause = lastMark.map(",—–、،，".contains) ?? false
    letters = text.count
    beginsWithNumber = text.first?.isNumber ?? false
    endsInNumber = text.last?.isNumber ?? false
    let small = text.lowercased()
    leans = LineBreaks.leaningWords.contains(small)
    let unit = small.filter { $0.isLetter || $0.isSymbol || "%‰".contains($0) }
    // "In 2008 a bank" is no amount.
    isUnit = !leans && (LineBreaks.units.contains(unit) || !unit.isEmpty && unit.allSatisfy { !$0.isLetter })
    isCurrency = text.allSatisfy(\.isCurrencySymbol) || LineBreaks.currencies.contains(text)
  }
}

extension PlannedLine {
  /// The line's words for captions. Where nobody knows when each is said, they share the time by their length.
  func captionWords(splitting isTooLong: (String) throws -> Bool) rethrows -> [CaptionWord] {
    var result: [CaptionWord] = []
    for word in timedWords where !word.text.isEmpty {
      let pieces = try Self.pieces(of: word.text, isTooLong: isTooLong)
      let letters = Int64(max(1, pieces.reduce(0) { $0 + $1.count }))
      let length = max(0, (word.end - word.start).microseconds)
      var done: Int64 = 0
      for (index, piece) in pieces.enumerated() {
        let start = word.start + Timecode(microseconds: length * done / letters)
        done += Int64(piece.count)
        let end = word.start + Timecode(microseconds: length * done / letters)
        result.append(CaptionWord(text: piece, start: start, end: end, joinsPrevious: index > 0))
      }
    }
    return result
  }

  private var timedWords: [PlannedWord] {
    guard words.isEmpty else { return words }
    let texts = text.split(whereSeparator: \.isWhitespace).map(String.init)
    let letters = Int64(max(1, texts.reduce(0) { $0 + $1.count + 1 }))
    let length = max(0, (end - start).microseconds)
    var done: Int64 = 0
    return texts.map { text in
      let first = start + Timecode(microseconds: length * done / letters)
      done += Int64(text.count + 1)
      return PlannedWord(text: text, start: first, end: start + Timecode(microseconds: length * done / letters))
    }
  }

  /// Chinese and Japanese write no spaces, and some words are longer than a line: both are cut into parts.
  private static func pieces(of word: String, isTooLong: (String) throws -> Bool) rethrows -> [String] {
    let isIdeographic =
      word.unicodeScalars.count { (0x3040...0x30FF).contains($0.value) || (0x3400...0x9FFF).contains($0.value) } > 5
    guard try isIdeographic || isTooLong(word) else { return [word] }
    let most = isIdeographic ? 4 : 16
    var pieces: [String] = []
    for letter in word {
      let isMark = letter.isPunctuation
      if var last = pieces.last, last.count < most || isMark {
        last.append(letter)
        pieces[pieces.count - 1] = last
      } else {
        pieces.append(String(letter))
      }
    }
    return pieces
  }
}
