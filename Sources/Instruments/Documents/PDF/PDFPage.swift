/// What is on one page of a PDF, before anything is made of it. The page's top left corner is the origin, y grows downwards, and
/// points are the unit.
struct PDFPage {
  var width: Float
  var height: Float
  /// In the order in which they are drawn, which is often that in which they are read.
  var glyphs: [PDFGlyph] = []
  /// By their number.
  var fonts: [PDFFont] = []
  var links: [PDFLink] = []
  /// Not all of it was read: it has more letters than a page that anybody reads.
  var isCut = false
}

/// One letter as it is drawn.
struct PDFGlyph: Hashable {
  /// Where the pen begins, on the baseline.
  var x: Float
  var y: Float
  /// How far the pen moves.
  var dx: Float
  var dy: Float = 0
  var size: Float
  var letter: UInt32
  var font: UInt16 = 0
  /// Which way its line runs: that of Japanese that is set from top to bottom clockwise, too.
  var turn: Turn = .upright
  var marks: Marks = []

  enum Turn: UInt8, CaseIterable {
    case upright, clockwise, upsideDown, counterclockwise
    /// Along some other line, as watermarks are.
    case aslant
  }

  struct Marks: OptionSet, Hashable {
    let rawValue: UInt8
    /// The font does not say which letter it is.
    static let unknown = Marks(rawValue: 1)
    /// The document says that it is a header, a footer or a page number.
    static let artifact = Marks(rawValue: 2)
  }
}

/// How a font looks.
struct PDFFont: OptionSet, Hashable {
  let rawValue: UInt8
  static let bold = PDFFont(rawValue: 1)
  static let italic = PDFFont(rawValue: 2)
  static let fixedWidth = PDFFont(rawValue: 4)
}

struct PDFBox: Hashable {
  var left: Float
  var top: Float
  var right: Float
  var bottom: Float

  var width: Float { right - left }
  var height: Float { bottom - top }

  mutating func form(with other: PDFBox) {
    left = min(left, other.left)
    top = min(top, other.top)
    right = max(right, other.right)
    bottom = max(bottom, other.bottom)
  }

  /// How much of the lower one of the two stands at the height of the other, from 0 to 1.
  func overlapDown(_ other: PDFBox) -> Float {
    let shared = min(bottom, other.bottom) - max(top, other.top)
    let lower = min(height, other.height)
    return lower > 0 ? max(0, shared) / lower : 0
  }

  func holds(x: Float, y: Float) -> Bool { x >= left && x <= right && y >= top && y <= bottom }
}

/// A place on the page that leads somewhere else.
struct PDFLink: Hashable {
  var box: PDFBox
  var target: String
}
