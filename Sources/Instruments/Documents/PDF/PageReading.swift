/// Makes lines and tables of a page.
struct PageReading {
  private(set) var items: [PageItem] = []
  /// How many letters stand on the page, and how many of them no font names.
  private(set) var letterCount = 0
  private(set) var unknownCount = 0
  private(set) var smallCount = 0
  private let page: PDFPage
  private var flow: Int

  /// `flow` is the number of the page's first column.
  init(_ given: PDFPage, flow: Int) {
    page = Self.withoutArtifacts(given)
    self.flow = flow
    for way in Self.ways(page) { read(way) }
  }

  var nextFlow: Int { flow }

  /// Headers and footers by the document's own word; where it says so of nearly everything, it does not mean it.
  private static func withoutArtifacts(_ page: PDFPage) -> PDFPage {
    let count = page.glyphs.count { $0.marks.contains(.artifact) }
    guard count > 0, count * 2 < page.glyphs.count else { return page }
    var page = page
    page.glyphs.removeAll { $0.marks.contains(.artifact) }
    return page
  }

  /// The ways in which the page is to be held, that with most text first. A few letters along an edge are no text of the page, and
  /// what stands aslant is a watermark.
  private static func ways(_ page: PDFPage) -> [PDFGlyph.Turn] {
    var tally = [Int](repeating: 0, count: PDFGlyph.Turn.allCases.count)
    for glyph in page.glyphs { tally[Int(glyph.turn.rawValue)] += 1 }
    let counts = Dictionary(uniqueKeysWithValues: PDFGlyph.Turn.allCases.map { ($0, tally[Int($0.rawValue)]) }).filter { $1 > 0 }
    let most = counts.values.max() ?? 0
    let kept = counts.filter { way, count in
      if count == most { return true }
      if way == .aslant { return false }
      return way == .upright || count >= 150 || count * 4 > most
    }
    return kept.sorted { ($0.value, $1.key.rawValue) > ($1.value, $0.key.rawValue) }.map(\.key)
  }

  private mutating func read(_ way: PDFGlyph.Turn) {
    let words = PageWords(page, turned: way)
    letterCount += words.letterCount
    unknownCount += words.unknownCount
    smallCount += words.smallCount
    let pieces = LinePieces.of(words)
    let isSideways = way == .clockwise || way == .counterclockwise
    let tall = max(1, isSideways ? page.width : page.height)
    let links = way == .upright ? page.links : []
    let isRightToLeft = words.rightToLeftCount * 2 > words.letters.count
    let leaves =
      isRightToLeft
      ? ReadingOrder.mirrored(pieces, width: isSideways ? page.height : page.width) : ReadingOrder(pieces).leaves
    for leaf in leaves {
      let maker = LeafReading(leaf, pieces, words, links: links, flow: flow, pageHeight: tall)
      flow += 1
      items += maker.items
    }
  }
}

extension ReadingOrder {
  /// The order where columns are read from the right: that of the page in a mirror.
  static func mirrored(_ pieces: [LinePiece], width: Float) -> [Leaf] {
    let mirror = pieces.map { piece in
      var piece = piece
      (piece.box.left, piece.box.right) = (width - piece.box.right, width - piece.box.left)
      return piece
    }
    return ReadingOrder(mirror).leaves.map { leaf in
      Leaf(
        rows: leaf.rows.map { $0.reversed() },
        gutters: leaf.gutters.reversed().map { (width - $0.upperBound)...(width - $0.lowerBound) },
        left: width - leaf.right, right: width - leaf.left)
    }
  }
}
