/// What an element of an OpenDocument file is to its reader.
enum OpenSign: String {
  case officeText, presentation, spreadsheet, otherBody, styles
  case defaultStyle = "default-style"
  case style
  case textProperties = "text-properties"
  case listStyle = "list-style"
  case levelBullet = "list-level-style-bullet"
  case levelNumber = "list-level-style-number"
  case levelImage = "list-level-style-image"
  case p, h, span, a, tab, s, note, list, section
  case lineBreak = "line-break"
  case noteBody = "note-body"
  case listItem = "list-item"
  case listHeader = "list-header"
  case sectionSource = "section-source"
  case hiddenParagraph = "hidden-paragraph"
  case table, row, cell, coveredCell
  case textBox, page, frame, notes
  /// What was deleted, comments, contents, the numbers of pages, and what a program is told.
  case leftOut
  case other

  init(_ name: MarkupName) {
    let prefix = "urn:oasis:names:tc:opendocument:xmlns:"
    guard name.space.hasPrefix(prefix) else {
      self = name.space == "http://www.w3.org/1998/Math/MathML" ? .leftOut : .other
      return
    }
    switch name.space.dropFirst(prefix.count) {
    case "text:1.0": self = Self.textLeftOut.contains(name.name) ? .leftOut : Self(rawValue: name.name) ?? .other
    case "style:1.0": self = Self(rawValue: name.name) ?? .other
    case "office:1.0": self = Self.office(name.name)
    case "table:1.0": self = Self.table(name.name)
    case "drawing:1.0": self = Self.drawing(name.name)
    case "presentation:1.0": self = name.name == "notes" ? .notes : Self.slideLeftOut.contains(name.name) ? .leftOut : .other
    case "svg-compatible:1.0": self = ["title", "desc"].contains(name.name) ? .leftOut : .other
    case "form:1.0", "script:1.0": self = .leftOut
    default: self = .other
    }
  }

  private static func office(_ name: String) -> OpenSign {
    switch name {
    case "text": .officeText
    case "presentation": .presentation
    case "spreadsheet": .spreadsheet
    case "drawing", "chart", "image", "database": .otherBody
    case "styles", "automatic-styles": .styles
    case "annotation", "forms", "scripts", "event-listeners", "binary-data": .leftOut
    default: .other
    }
  }

  private static func table(_ name: String) -> OpenSign {
    switch name {
    case "table": .table
    case "table-row": .row
    case "table-cell": .cell
    case "covered-table-cell": .coveredCell
    case "shapes", "tracked-changes": .leftOut
    default: .other
    }
  }

  private static func drawing(_ name: String) -> OpenSign {
    switch name {
    case "text-box", "custom-shape", "rect", "ellipse", "polygon", "path", "caption": .textBox
    case "page": .page
    case "frame": .frame
    default: .other
    }
  }

  private static let textLeftOut: Set<String> = [
    "tracked-changes", "ruby-text", "hidden-text", "page-number", "page-count", "note-citation", "table-of-content",
    "illustration-index", "table-index", "object-index", "user-index", "alphabetical-index", "page-variable-get",
    "page-continuation",
  ]
  private static let slideLeftOut: Set<String> = ["header", "footer", "date-time"]
}
