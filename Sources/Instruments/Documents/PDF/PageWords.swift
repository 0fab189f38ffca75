/// The words of a page: letters that stand together, in the order in which they are drawn.
///
/// A page says nothing of words, and not always of blanks: where the pen jumps ahead, there is one.
struct PageWords {
  /// Of all words, each in the order in which its letters stand from left to right.
  private(set) var letters: [UInt32] = []
  private(set) var words: [PDFWord] = []
  /// How many letters stand on the page, and how many of them no font names.
  private(set) var letterCount = 0
  private(set) var unknownCount = 0
  /// Small letters, of which text is made, and those of alphabets that have none.
  private(set) var smallCount = 0
  /// Of the letters, how many run from right to left.
  private(set) var rightToLeftCount = 0

  private let fonts: [PDFFont]
  private var open: PDFWord?
  private var start = 0
  private var penX: Float = 0
  private var last: PDFGlyph?
  private var sawBlank = false

  /// Of those glyphs of a page that stand one way up, seen that way up.
  init(_ page: PDFPage, turned turn: PDFGlyph.Turn) {
    fonts = page.fonts
    letters.reserveCapacity(page.glyphs.count)
    for glyph in page.glyphs where glyph.turn == turn {
      take(Self.upright(glyph, page))
    }
    endWord()
  }

  /// The glyph as it is seen when the page is turned so that its line runs to the right.
  private static func upright(_ glyph: PDFGlyph, _ page: PDFPage) -> PDFGlyph {
    var turned = glyph
    switch glyph.turn {
    case .upright, .aslant: return glyph
    case .clockwise: (turned.x, turned.y, turned.dx) = (glyph.y, page.width - glyph.x, glyph.dy)
    case .upsideDown: (turned.x, turned.y, turned.dx) = (page.width - glyph.x, page.height - glyph.y, -glyph.dx)
    case .counterclockwise: (turned.x, turned.y, turned.dx) = (page.height - glyph.y, glyph.x, -glyph.dy)
    }
    return turned
  }

  private mutating func take(_ given: PDFGlyph) {
    guard given.size > 0.5, given.size.isFinite else { return }
    var glyph = given
    // Mirrored text is drawn backwards.
    if glyph.dx < 0 { (glyph.x, glyph.dx) = (glyph.x + glyph.dx, -glyph.dx) }
    if Letter.isBlank(glyph.letter) {
      endWord()
      sawBlank = true
      last = nil
      return
    }
    letterCount += 1
    if glyph.letter >= 0xF000, let bullet = Letter.bullet(glyph.letter) { glyph.letter = bullet }
    if glyph.marks.contains(.unknown) || glyph.letter >= 0xE000 && Letter.isPrivate(glyph.letter) {
      unknownCount += 1
      penX = glyph.x + glyph.dx
      return
    }
    // A font that names nothing has numbers for letters, and many of them are no letters: blanks, above all.
    if glyph.letter < 0x20 || (0x7F..<0xA0).contains(glyph.letter) {
      if glyph.letter != 0 { unknownCount += 1 }
      return
    }
    // Drawn twice, a little apart, to look bold.
    if let last, last.letter == glyph.letter, abs(last.x - glyph.x) < 0.15 * glyph.size, abs(last.y - glyph.y) < 0.15 * glyph.size
    {
      return
    }
    last = glyph
    if (0x61...0x7A).contains(glyph.letter) || glyph.letter >= 0x400 { smallCount += 1 }
    place(glyph)
  }

  private mutating func place(_ glyph: PDFGlyph) {
    if let word = open {
      let sameLine = abs(glyph.y - word.baseline) < 0.15 * word.size && abs(glyph.size - word.size) < 0.12 * word.size
      let gap = glyph.x - penX
      if sameLine, gap > -0.4 * glyph.size, gap < PDFWord.gap * glyph.size { return extend(by: glyph) }
      // Text from right to left, drawn as it is read.
      if sameLine, abs(glyph.x + glyph.dx - word.box.left) < PDFWord.gap * glyph.size, Letter.isRightToLeft(glyph.letter) {
        return extendToTheLeft(by: glyph)
      }
      endWord()
    }
    let style = fonts.indices.contains(Int(glyph.font)) ? fonts[Int(glyph.font)] : []
    start = letters.count
    append(glyph.letter, atStart: false)
    penX = glyph.x + glyph.dx
    open = PDFWord(
      box: PDFBox(left: glyph.x, top: glyph.y - 0.75 * glyph.size, right: penX, bottom: glyph.y + 0.22 * glyph.size),
      baseline: glyph.y, size: glyph.size, style: style, letters: start..<start,
      followsBlank: sawBlank)
    sawBlank = false
  }

  private mutating func extend(by glyph: PDFGlyph) {
    append(glyph.letter, atStart: false)
    penX = glyph.x + glyph.dx
    if let box = open?.box {
      open?.box.right = max(box.right, penX)
      open?.box.left = min(box.left, glyph.x)
    }
  }

  private mutating func extendToTheLeft(by glyph: PDFGlyph) {
    append(glyph.letter, atStart: true)
    open?.box.left = glyph.x
    penX = glyph.x + glyph.dx
  }

  /// Letters that stand for several, as "ﬁ" does, become these.
  private mutating func append(_ letter: UInt32, atStart: Bool) {
    guard letter >= 0xFB00, let several = Letter.plain(letter) else {
      if Letter.isRightToLeft(letter) { rightToLeftCount += 1 }
      return atStart ? letters.insert(letter, at: start) : letters.append(letter)
    }
    rightToLeftCount += several.count(where: Letter.isRightToLeft)
    letters.insert(contentsOf: several, at: atStart ? start : letters.count)
  }

  private mutating func endWord() {
    guard var word = open else { return }
    open = nil
    word.letters = start..<letters.count
    words.append(word)
  }
}

/// Letters that stand together.
struct PDFWord {
  var box: PDFBox
  var baseline: Float
  var size: Float
  var style: PDFFont
  /// Of the page's letters.
  var letters: Range<Int>
  /// A blank was drawn before it.
  var followsBlank: Bool

  /// As a part of the letters' size: where the pen jumps farther, another word begins.
  static let gap: Float = 0.13
}
