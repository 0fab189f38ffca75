/// A document as its text and its structure, whatever format it was written in.
package struct StructuredDocument: Hashable, Sendable, Codable {
  package var title: String?
  package var blocks: [Block]
  /// The language that the document says it is in (BCP 47), where it says so.
  package var language: String?
  /// How many pages were not read to their end, where there are such: they hold more than any page that a person reads.
  package var cutPages: Int?

  package init(title: String?, blocks: [Block], language: String? = nil, cutPages: Int? = nil) {
    self.title = title
    self.blocks = blocks
    self.language = language
    self.cutPages = cutPages
  }

  /// One part of a document that stands by itself.
  package struct Block: Hashable, Sendable, Codable {
    package var content: Content
    /// What its author made stand out in it: emphasised words, linked words, terms set as code.
    package var emphasised: [String]
    package var links: [Link]

    package init(_ content: Content, emphasised: [String] = [], links: [Link] = []) {
      self.content = content
      self.emphasised = emphasised
      self.links = links
    }

    /// What it says, piece by piece: an item of a list is one, and so is a row of a table. Code says nothing.
    package var texts: [String] {
      switch content {
      case .heading(_, let text), .paragraph(let text), .quote(let text): [text]
      case .list(let items, _): items
      case .table(let rows): rows.map { $0.joined(separator: " ") }
      case .code: []
      }
    }
  }

  /// Words that lead somewhere else.
  package struct Link: Hashable, Sendable, Codable {
    package let words: String
    package let target: String

    package init(words: String, target: String) {
      self.words = words
      self.target = target
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

  /// The bytes of its text.
  package var textSize: Int {
    blocks.reduce(0) { size, block in
      switch block.content {
      case .heading(_, let text), .paragraph(let text), .quote(let text), .code(let text): size + text.utf8.count
      case .list(let items, _): items.reduce(size) { $0 + $1.utf8.count }
      case .table(let rows): rows.reduce(size) { $1.reduce($0) { $0 + $1.utf8.count } }
      }
    }
  }

  /// Whether there is anything in it that could be said.
  var hasWords: Bool {
    blocks.contains { block in block.texts.contains { $0.contains(where: \.isLetter) } }
  }
}

/// How large a document may be.
package enum DocumentBounds {
  /// Some two million words; what is longer is a data dump, not a document.
  package static let bytes = 8 << 20
  package static let blocks = 50_000
  /// Quotes and lists in each other; no person goes this deep, and the parser's time grows with it.
  static let nesting = 64
  /// Of one block.
  static let links = 1000
  static let columns = 1000
  /// Of one table; more of them are a data dump.
  static let cells = 500_000
  /// Emphasised terms are words to look for, not passages.
  static let term = 60
}
