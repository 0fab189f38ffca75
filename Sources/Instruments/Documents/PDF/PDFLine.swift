/// One line of text as it stands on its page.
struct PDFLine {
  var text: String
  var box: PDFBox
  var baseline: Float
  var size: Float
  /// How all of it is set, or nearly all.
  var style: PDFFont
  /// The sides of the column that it stands in.
  var left: Float
  var right: Float
  /// Lines of one column have the same number; it grows from column to column.
  var flow: Int
  var emphasised: [String] = []
  var links: [StructuredDocument.Link] = []
  var isRightToLeft = false
  /// Where it stands on its page, from 0 at the top to 1.
  var height: Float
  /// The font looks larger than its marks when letters stand raised: they do not count.
  var letterCount: Int
}

/// What a page is made of, in the order in which it is read.
enum PageItem {
  case line(PDFLine)
  case table(rows: [[String]], height: Float)

  /// The bytes of its text.
  var size: Int {
    switch self {
    case .line(let line): line.text.utf8.count
    case .table(let rows, _): rows.reduce(0) { $1.reduce($0) { $0 + $1.utf8.count } }
    }
  }
}
