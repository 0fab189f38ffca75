/// Lines that belong together.
struct PDFParagraph {
  private(set) var lines: [PDFLine]
  private(set) var text: String
  /// The page on which it begins, counted from zero.
  let page: Int
  /// Nothing else stands beside it: the text goes on in the next column, or on the next page.
  let isNote: Bool
  /// Its first line begins as an item of a list does.
  let isMarked: Bool
  /// That of its longest line.
  private(set) var size: Float
  private var longest: Int

  init(_ line: PDFLine, page: Int, isMarked: Bool = false, isNote: Bool = false) {
    lines = [line]
    text = line.text
    size = line.size
    longest = line.letterCount
    self.page = page
    self.isMarked = isMarked
    self.isNote = isNote
  }

  /// `known` says whether a word occurs elsewhere in the document.
  mutating func append(_ line: PDFLine, known: (String) -> Bool) {
    Joining.append(line.text, to: &text, known: known)
    if line.letterCount > longest { (size, longest) = (line.size, line.letterCount) }
    lines.append(line)
  }

  var last: PDFLine { lines[lines.count - 1] }
  var isBold: Bool { lines.allSatisfy { $0.style.contains(.bold) } }
  var isFixedWidth: Bool { lines.allSatisfy { $0.style.contains(.fixedWidth) } }
}

/// A part of a document, in its order, before it is known how large headings are.
enum PDFPart {
  case paragraph(PDFParagraph)
  case table(rows: [[String]])
}
