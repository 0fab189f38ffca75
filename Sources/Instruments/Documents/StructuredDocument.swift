package import Production

/// A document as its text and its structure, whatever format it was written in.
package struct StructuredDocument: Hashable, Sendable, Codable {
  package var title: String?
  package var blocks: [Block]

  package init(title: String?, blocks: [Block]) {
    self.title = title
    self.blocks = blocks
  }

  /// One part of a document that stands by itself.
  package struct Block: Hashable, Sendable, Codable {
    package var content: Content
    /// What its author made stand out in it: emphasised words, linked words, terms set as code.
    package var emphasised: [String]

    package init(_ content: Content, emphasised: [String] = []) {
      self.content = content
      self.emphasised = emphasised
    }
  }

  package enum Content: Hashable, Sendable, Codable {
    /// The level is counted from one, the document's title.
    case heading(level: Int, text: String)
    case paragraph(text: String)
    /// The items of nested lists follow the item that they are in.
    case list(items: [String], ordered: Bool)
    /// The first row names the columns.
    case table(rows: [[String]])
    /// Not to be read aloud.
    case code(text: String)
    case quote(text: String)
  }

  /// Reads a document from its bytes.
  package static func read(_ bytes: [UInt8], kind: DropKind) throws(DocumentTrouble) -> StructuredDocument {
    let text = try DocumentText.decode(bytes)
    let document =
      switch kind {
      case .markdown: MarkdownReader.read(text)
      case .plainText: MarkdownSigns.areIn(text) ? MarkdownReader.read(text) : PlainTextReader.read(text)
      // What several files become is put together before; none of them is one text by itself.
      case .folder, .archive: throw .notText
      }
    guard document.blocks.count <= DocumentBounds.blocks else { throw .tooManyParts(limit: DocumentBounds.blocks) }
    guard document.hasWords else { throw .empty }
    return document
  }

  /// Whether there is anything in it that could be said.
  private var hasWords: Bool {
    blocks.contains { block in
      switch block.content {
      case .heading(_, let text), .paragraph(let text), .quote(let text): text.contains(where: \.isLetter)
      case .list(let items, _): items.contains { $0.contains(where: \.isLetter) }
      case .table(let rows): rows.contains { $0.contains { $0.contains(where: \.isLetter) } }
      case .code: false
      }
    }
  }
}

/// How large a document may be.
package enum DocumentBounds {
  /// Some two million words; what is longer is a data dump, not a document.
  package static let bytes = 8 << 20
  package static let blocks = 50_000
  /// Quotes and lists in each other; no person goes this deep, and the parser's time grows with it.
  static let nesting = 64
  /// Emphasised terms are words to look for, not passages.
  static let term = 60
}
