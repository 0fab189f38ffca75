import Drawing
import Production

/// One page of captions: what is read at once.
package struct CaptionPage: Hashable, Sendable {
  package let words: [CaptionWord]
  package let text: TextPiece
  package let places: [PlacedWord]
  /// The words that matter most, in bytes of the text.
  let keywords: [Range<Int>]
  /// The texts of its lines.
  package let lines: [String]
  /// Letters that no installed font has.
  package let unknownGlyphs: Int
  /// The first frame that it is seen in; it stays until the next page.
  package var first: Int
}

/// Sets a line's words as caption pages.
struct CaptionSetter {
  let setter: TextSetter
  let layout: FrameLayout
  let clock: FrameClock

  private var style: TextStyle {
    var style = TextStyle(.heading, size: layout.captionSize, weight: 600, lineHeight: 1.24)
    // The mark of the spoken word needs a little room.
    style.wordSpacing = 0.12
    return style
  }
  /// A word that would be smaller than this is cut instead.
  private var smallest: Double { max(0.5 * layout.captionSize, min(36 * layout.scale, layout.captionSize)) }

  /// The line's words; those too long for a line in parts.
  func words(of line: PlannedLine) throws -> [CaptionWord] {
    try line.captionWords { word in
      try word.count > layout.captionLetters
        || setter.width(of: word, style: style.sized(smallest)) > layout.captionWidth
    }
  }

  func pages(of words: [CaptionWord]) throws -> [CaptionPage] {
    guard !words.isEmpty else { return [] }
    let division = CaptionPages(
      widthOf: { try setter.width(of: $0, style: style) }, spaceWidth: try setter.spaceWidth(style),
      // A little less than there is: joined words are not exactly as wide as their sum.
      lineWidth: layout.captionWidth * 0.985, lineLetters: layout.captionLetters)
    return try division.divide(words).map { range in
      try page(Array(words[range]), beginsSentence: range.lowerBound == 0 || words[range.lowerBound - 1].endsSentence)
    }
  }

  private func page(_ words: [CaptionWord], beginsSentence: Bool) throws -> CaptionPage {
    let room = TextSetter.Room(
      box: layout.bubble.inset(byX: 34 * layout.scale, y: 20 * layout.scale), mostLines: CaptionPages.mostLines,
      smallest: smallest, mostLetters: layout.captionLetters)
    let set = try setter.set(words, style: style, colour: Look.paper, in: room)
    return CaptionPage(
      words: words, text: set.piece, places: set.words,
      keywords: Self.keywords(among: words, in: set.piece.text, beginsSentence: beginsSentence), lines: set.lines,
      unknownGlyphs: set.unknownGlyphs,
      first: clock.frame(at: words.first?.start ?? .zero))
  }

  private static func keywords(among words: [CaptionWord], in text: String, beginsSentence: Bool) -> [Range<Int>] {
    let chosen = Keywords(of: words, beginsSentence: beginsSentence).places
    var (ranges, place) = ([Range<Int>](), text.startIndex)
    for (index, word) in words.enumerated() {
      guard let range = text[place...].firstRange(of: word.text) else { break }
      place = range.upperBound
      guard chosen.contains(index) else { continue }
      let start = text.utf8.distance(from: text.utf8.startIndex, to: range.lowerBound)
      ranges.append(start..<start + word.text.utf8.count)
    }
    return ranges
  }
}
