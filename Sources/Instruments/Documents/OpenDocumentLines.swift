/// The lines of an OpenDocument text's `content.xml`.
struct OpenDocumentLines: OfficeLines {
  private(set) var text = ""
  private(set) var isText = false
  private var line = ""
  /// Elements within one that is left out.
  private var skipped = 0
  /// Paragraphs lie in each other where one holds a frame.
  private var paragraphs = 0

  private static let textSpace = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
  private static let officeSpace = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"

  /// What was deleted, comments, and notes at the foot of a page.
  private static func isLeftOut(_ name: MarkupName) -> Bool {
    switch name.space {
    case officeSpace: name.name == "annotation"
    case textSpace: ["tracked-changes", "note", "ruby-text", "hidden-text"].contains(name.name)
    default: false
    }
  }

  mutating func take(_ step: MarkupStep) throws {
    switch step {
    case .enter(let name, let attributes):
      if skipped > 0 || Self.isLeftOut(name) {
        skipped += 1
      } else if name.space == Self.officeSpace, name.name == "text" {
        isText = true
      } else if name.space == Self.textSpace {
        try enter(name.name, attributes)
      }
    case .leave(let name):
      if skipped > 0 { skipped -= 1 } else if name.space == Self.textSpace { leave(name.name) }
    case .text(let words): if skipped == 0, paragraphs > 0 { take(words) }
    }
  }

  private mutating func enter(_ name: String, _ attributes: [String: String]) throws {
    switch name {
    case "p", "h": paragraphs += 1
    case "tab": line += "\t"
    case "line-break": line += "\n"
    case "s": line += String(repeating: " ", count: min(max(attributes["c"].flatMap(Int.init) ?? 1, 1), 100))
    case "section-source": throw OfficeTrouble.reachesOut(detail: name)
    default: return
    }
  }

  private mutating func leave(_ name: String) {
    guard name == "p" || name == "h" else { return }
    paragraphs -= 1
    text += line + "\n"
    line = ""
  }

  /// Blanks and line ends in the file are one blank; more of them stand as elements.
  private mutating func take(_ words: String) {
    for character in words {
      if character == " " || character.isNewline || character == "\t" {
        if line.last != " ", line.last != "\n", !line.isEmpty { line.append(" ") }
      } else {
        line.append(character)
      }
    }
  }
}
