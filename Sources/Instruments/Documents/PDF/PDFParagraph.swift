/// Lines that belong together.
struct PDFParagraph {
  var lines: [PDFLine]
  var text: String
  /// The page on which it begins, counted from zero.
  var page: Int
  /// Nothing else stands beside it: the text goes on in the next column, or on the next page.
  var isNote = false

  var first: PDFLine { lines[0] }
  var last: PDFLine { lines[lines.count - 1] }
  var size: Float { lines.max { $0.letterCount < $1.letterCount }?.size ?? first.size }
  var isBold: Bool { lines.allSatisfy { $0.style.contains(.bold) } }
  var isFixedWidth: Bool { lines.allSatisfy { $0.style.contains(.fixedWidth) } }
}

/// A part of a document, in its order, before it is known how large headings are.
enum PDFPart {
  case paragraph(PDFParagraph)
  case table(rows: [[String]])
}
