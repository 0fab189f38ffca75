package import Drawing
import Production

/// A text set into a part of the frame, and where each of its words came to stand.
struct SetText: Hashable, Sendable {
  var piece: TextPiece
  let words: [PlacedWord]
  /// The letters (UTF-8 bytes) of each line.
  let lineRanges: [Range<Int>]
  /// How wide the widest line is.
  let visibleWidth: Double
  let unknownGlyphs: Int

  /// The texts of its lines.
  var lines: [String] {
    let letters = Array(piece.text.utf8)
    return lineRanges.map { String(decoding: letters[$0], as: UTF8.self) }
  }
}

/// A word where it stands in the frame.
package struct PlacedWord: Hashable, Sendable {
  package let text: String
  package let box: Box
  /// What its letters stand on.
  package let baseline: Double
}

/// Sets texts so that they fit: lines of like length, smaller letters where it must be, an ellipsis as the last resort.
struct TextSetter {
  let fonts: FontBook

  /// What a text may become in order to fit.
  struct Room {
    var box: Box
    var mostLines: Int
    /// No smaller than this, whatever happens.
    var smallest: Double
    var mostLetters: Int? = nil
    /// Whether even lines are worth smaller letters.
    var prefersEvenLines = false
  }

  func set(_ text: String, style: TextStyle, colour: Colour, in room: Room) throws -> SetText {
    let words = text.split(whereSeparator: \.isWhitespace).map {
      CaptionWord(text: String($0), start: .zero, end: .zero, joinsPrevious: false)
    }
    return try set(words, style: style, colour: colour, in: room)
  }

  func set(_ words: [CaptionWord], style: TextStyle, colour: Colour, in room: Room) throws -> SetText {
    // Letters from another font may bring wider spaces than were counted on: then once more, with less to fill.
    for slack in [0.995, 0.94, 0.88, 0.8, 0.7] {
      guard let set = try set(words, style: style, colour: colour, in: room, filling: slack) else { continue }
      return set
    }
    return try cut(words, style: style.sized(min(room.smallest, style.size)), colour: colour, in: room)
  }

  /// Sets the words into part of the width; nil if they do not fit, or Pango had to break a line itself.
  private func set(
    _ words: [CaptionWord], style: TextStyle, colour: Colour, in room: Room, filling slack: Double
  ) throws -> SetText? {
    let widths = try words.map { try width(of: $0.text, style: style) }
    let space = try spaceWidth(style)
    var best: (score: Double, size: Double, breaks: [Int])?
    var size = style.size
    var breaks = LineBreaks(
      words: words, widths: widths, space: space, lineWidth: room.box.width * slack, lineLetters: room.mostLetters)
    let smallest = min(room.smallest, style.size)
    while size >= smallest {
      // Widths grow with the size exactly: nothing is rounded to the pixel grid.
      breaks.lineWidth = room.box.width * slack * style.size / size
      let lines = min(room.mostLines, max(1, Int((room.box.height + 1) / (size * style.lineHeight))))
      if let found = breaks.breaks(mostLines: lines) {
        let score = size / style.size - Self.unevenness(breaks.lineWidths(found))
        if best.map({ score > $0.score }) ?? true { best = (score, size, found) }
        if !room.prefersEvenLines { break }
      }
      // The smallest is tried as well.
      size = size > smallest ? max(smallest, 0.96 * size) : 0
    }
    guard let best else { return nil }
    let set = try place(words, breaks: best.breaks, style: style.sized(best.size), colour: colour, in: room, mostLines: nil)
    return set.lineRanges.count <= best.breaks.count + 1 ? set : nil
  }

  /// How wide a text is on one line.
  func width(of text: String, style: TextStyle) throws -> Double {
    try TextLayout(text, style: style, fonts: fonts).measure().width
  }

  func spaceWidth(_ style: TextStyle) throws -> Double {
    try width(of: "n n", style: style) - width(of: "nn", style: style)
  }

  /// From 0 for even lines; the price of a short line beside a long one.
  private static func unevenness(_ widths: [Double]) -> Double {
    guard widths.count > 1, let shortest = widths.min(), let longest = widths.max(), longest > 0 else { return 0 }
    return 0.9 * max(0, 0.68 - shortest / longest)
  }

  /// It does not fit at any size: as much of it as does, torn where it must be, and an ellipsis.
  private func cut(_ words: [CaptionWord], style: TextStyle, colour: Colour, in room: Room) throws -> SetText {
    let lines = min(room.mostLines, max(1, Int((room.box.height + 1) / (style.size * style.lineHeight))))
    return try place(words, breaks: [], style: style, colour: colour, in: room, mostLines: lines)
  }

  private func place(
    _ words: [CaptionWord], breaks: [Int], style: TextStyle, colour: Colour, in room: Room, mostLines: Int?
  ) throws -> SetText {
    let (text, ranges) = Self.join(words, breakingBefore: Set(breaks))
    let layout = try TextLayout(text, style: style, width: room.box.width, mostLines: mostLines, fonts: fonts)
    let measure = layout.measure()
    let box = Box(
      x: room.box.x.rounded(), y: (room.box.midY - measure.height / 2).rounded(), width: room.box.width, height: measure.height)
    let placed = zip(words, ranges).map { word, range in
      let line = measure.lines.last { $0.range.lowerBound <= range.lowerBound }
      return PlacedWord(
        text: word.text, box: layout.box(of: range)?.moved(byX: box.x, y: box.y) ?? box, baseline: box.y + (line?.baseline ?? 0))
    }
    return SetText(
      piece: TextPiece(text: text, style: style, colour: colour, box: box, mostLines: mostLines), words: placed,
      lineRanges: measure.lines.map(\.range), visibleWidth: min(room.box.width, measure.width),
      unknownGlyphs: measure.unknownGlyphs)
  }

  /// The words as one text, and where each is in it, counted in UTF-8 bytes.
  static func join(_ words: [CaptionWord], breakingBefore breaks: Set<Int> = []) -> (text: String, ranges: [Range<Int>]) {
    var text = ""
    var ranges: [Range<Int>] = []
    for (index, word) in words.enumerated() {
      if breaks.contains(index) {
        text += "\n"
      } else if index > 0, !word.joinsPrevious {
        text += " "
      }
      let start = text.utf8.count
      text += word.text
      ranges.append(start..<text.utf8.count)
    }
    return (text, ranges)
  }
}
