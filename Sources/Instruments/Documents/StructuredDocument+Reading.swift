package import Production

extension StructuredDocument {
  /// Reads a document that lies in memory.
  package static func read(_ bytes: [UInt8], kind: DropKind) throws(DocumentTrouble) -> StructuredDocument {
    try read(.bytes(bytes), kind: kind) { _ in }
  }

  /// Reads a document, and says how far it is: a fraction of the whole.
  package static func read(
    _ source: consuming DocumentSource, kind: DropKind, progress: (Double) -> Void
  ) throws(DocumentTrouble) -> StructuredDocument {
    let document = try parse(source, kind, progress)
    guard document.blocks.count <= DocumentBounds.blocks else { throw .tooManyParts(limit: DocumentBounds.blocks) }
    let size = document.textSize
    guard size <= DocumentBounds.bytes else { throw .tooLarge(bytes: size) }
    guard document.hasWords else { throw .empty }
    return document
  }

  /// One line for each kind: what is read is the business of its reader.
  private static func parse(
    _ source: consuming DocumentSource, _ kind: DropKind, _ progress: (Double) -> Void
  ) throws(DocumentTrouble) -> StructuredDocument {
    switch kind {
    case .markdown: return MarkdownReader.read(try text(source))
    case .plainText:
      let text = try text(source)
      return MarkdownSigns.areIn(text) ? MarkdownReader.read(text) : PlainTextReader.read(text)
    case .html: return try HtmlReader.read(try source.all(atMost: HtmlReader.mostBytes))
    case .docx, .odt, .pptx: return try OfficeReader.read(source, kind, progress)
    case .pdf: return try PDFReader.read(source, progress: progress)
    case .rtf: return try RtfReader.read(try source.all(atMost: RtfReader.mostBytes), progress: progress)
    case .epub: return try EpubReader.read(source, progress)
    case .table: return try TableReader.read(try source.all(atMost: DocumentBounds.bytes))
    // What several files become is put together before; none of them is one text by itself.
    case .folder, .archive, .script, .leads, .topics, .views, .recording, .sound, .link: throw .notText
    }
  }

  private static func text(_ source: consuming DocumentSource) throws(DocumentTrouble) -> String {
    try DocumentText.decode(try source.all(atMost: DocumentBounds.bytes))
  }
}
