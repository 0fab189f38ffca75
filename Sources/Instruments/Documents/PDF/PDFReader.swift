import Files

/// Makes a structured document of a PDF, page by page: nothing of a page is kept but its lines.
struct PDFReader {
  private var pages: [[PageItem]] = []
  private var flow = 0
  private var textBytes = 0
  private var letterCount = 0
  private var unknownCount = 0
  private var smallCount = 0
  private var cutPages = 0

  /// Larger files are no documents, and the library counts no farther than twice as far.
  private static let largest: Int64 = 1 << 30

  static func read(
    _ source: consuming DocumentSource, progress: (Double) -> Void
  ) throws(DocumentTrouble) -> StructuredDocument {
    do {
      switch consume source {
      case .bytes(let bytes): return try unsafe PDFFile.with(bytes.span.bytes) { try read($0, progress) }
      case .file(let file):
        let size = try file.status().size
        guard size <= largest else { throw DocumentTrouble.tooLarge(bytes: Int(clamping: size)) }
        return try file.withMappedBytes { bytes in try PDFFile.with(bytes) { try read($0, progress) } }
      }
    } catch let trouble as DocumentTrouble {
      throw trouble
    } catch let trouble as PDFFile.Trouble {
      throw DocumentTrouble(trouble)
    } catch {
      throw .unreadable(detail: "\(error)")
    }
  }

  private static func read(_ file: PDFFile, _ progress: (Double) -> Void) throws -> StructuredDocument {
    var reader = PDFReader()
    for number in 1...max(1, file.facts.pages) {
      if let page = try file.page(number) { try reader.take(page) } else { reader.pages.append([]) }
      progress(Double(number) / Double(file.facts.pages) * 0.95)
    }
    try reader.check(file)
    let outline = file.outline(atMost: 5000)
    var document = PDFAssembly.document(
      pages: reader.pages, title: file.facts.title, language: file.facts.language, outline: outline)
    if reader.cutPages > 0 { document.cutPages = reader.cutPages }
    return document
  }

  private mutating func take(_ page: PDFPage) throws {
    let reading = PageReading(page, flow: flow)
    flow = reading.nextFlow
    letterCount += reading.letterCount
    unknownCount += reading.unknownCount
    smallCount += reading.smallCount
    if page.isCut { cutPages += 1 }
    textBytes += reading.items.reduce(0) { $0 + $1.size }
    guard textBytes <= DocumentBounds.bytes else { throw DocumentTrouble.tooLarge(bytes: textBytes) }
    guard cutPages < 4 else { throw DocumentTrouble.tooComplicated }
    pages.append(reading.items)
  }

  /// What has no text has a reason.
  private func check(_ file: PDFFile) throws {
    let known = letterCount - unknownCount
    if file.facts.isForm, pages.count <= 2, known < 2500, saysPleaseWait { throw DocumentTrouble.form }
    // Some signs without a name are no harm; where the others are capitals and marks, they stand for something else.
    let isCipher = unknownCount * 6 > letterCount && smallCount * 2 < known || unknownCount * 2 > letterCount
    if unknownCount > 10, isCipher { throw DocumentTrouble.unknownLetters }
    guard known < 4 else { return }
    if cutPages > 0 { throw DocumentTrouble.tooComplicated }
    if file.facts.attachments > 0 { throw DocumentTrouble.attachments }
    if (1...min(file.facts.pages, 20)).contains(where: { file.hasPictures(onPage: $0) }) { throw DocumentTrouble.scan }
    throw DocumentTrouble.empty
  }

  /// What such forms show to programs that do not know them.
  private var saysPleaseWait: Bool {
    pages.joined().contains { item in
      guard case .line(let line) = item else { return false }
      return line.text.contains("lease wait") || line.text.contains("Adobe Reader")
    }
  }
}
