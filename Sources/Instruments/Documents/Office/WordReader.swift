/// Reads a Word document (.docx, .docm, .dotx), whoever wrote it.
struct WordReader {
  private let package: OfficePackage
  private let main: String
  private let book: WordBook

  init(_ main: String, in package: OfficePackage) throws {
    self.package = package
    self.main = main
    book = try WordBook(main, in: package)
  }

  /// A line for each paragraph, and nothing of notes.
  func lines() throws -> String { try body(asLines: true).assembly.lines ?? "" }

  func document() throws -> OfficeDraft {
    let notes = ["footnotes", "endnotes"].compactMap { kind in
      (book.relations.part(kind) ?? WordBook.beside(main, "\(kind).xml", in: package)).map {
        (kind: String(kind.dropLast()), part: $0)
      }
    }
    package.expect([main] + notes.map(\.part))
    let body = try body(asLines: false)
    var blocks = body.assembly.finish()
    // Notes are read by those who look for them: they stand at the end, in the order in which they are called.
    if !body.called.isEmpty {
      var texts: [String: [StructuredDocument.Block]] = [:]
      for note in notes {
        let reader = WordBody(book, try OfficeRelations(of: note.part, in: package))
        try package.walkText(note.part, reader)
        for (id, text) in reader.notes { texts["\(note.kind) \(id)"] = text }
      }
      for id in body.called { blocks += texts.removeValue(forKey: id) ?? [] }
    }
    return OfficeDraft(
      title: body.assembly.title, blocks: blocks,
      language: book.tongues.language(usual: book.styles.language, farEast: book.styles.farEastLanguage),
      reachesOut: body.reachesOut)
  }

  private func body(asLines: Bool) throws -> WordBody {
    let body = WordBody(book, book.relations, asLines: asLines)
    try package.walkText(main, body)
    guard body.isText else { throw OfficeTrouble.noText }
    return body
  }
}

/// What a reader found, before it is named.
struct OfficeDraft {
  /// What is set as the title in the text.
  var title: String?
  var blocks: [StructuredDocument.Block]
  var language: String?
  /// The kind of element that says that more of the text lies elsewhere.
  var reachesOut: String?
}
