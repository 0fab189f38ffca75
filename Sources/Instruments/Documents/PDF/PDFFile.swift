import CPoppler

/// An open PDF. Nothing that it asks for is ever done: no script is run, no link followed, no other file opened.
///
/// It is safe because its pointer never leaves it, and the bytes that the library looks at outlive it: it is only handed out within
/// the scope that holds them.
@safe final class PDFFile {
  private let document: OpaquePointer
  let facts: Facts

  struct Facts {
    let pages: Int
    /// A form that only its maker's program can show.
    let isForm: Bool
    let attachments: Int
    let title: String
    let language: String
  }

  enum Trouble: Error {
    case locked
    case damaged
    case noMemory
  }

  /// Pages beyond these are no pages that anyone reads.
  private static var limits: cpoppler_limits {
    cpoppler_limits(most_glyphs: 150_000, most_links: 2000, most_bytes: 96 << 20, milliseconds: 4000)
  }

  /// Opens a PDF for as long as `body` runs.
  static func with<Result, Failure: Error>(
    _ bytes: RawSpan, _ body: (PDFFile) throws(Failure) -> Result
  ) throws -> Result {
    try unsafe bytes.withUnsafeBytes { buffer in try body(unsafe PDFFile(buffer)) }
  }

  private init(_ bytes: UnsafeRawBufferPointer) throws(Trouble) {
    var outcome = CPOPPLER_FINE
    guard
      let document = unsafe cpoppler_open(bytes.bindMemory(to: CChar.self).baseAddress, bytes.count, &outcome)
    else {
      throw outcome == CPOPPLER_LOCKED ? .locked : outcome == CPOPPLER_NO_MEMORY ? .noMemory : .damaged
    }
    unsafe self.document = document
    let facts = unsafe cpoppler_describe(document)
    unsafe self.facts = Facts(
      pages: Int(facts.pages), isForm: facts.is_form != 0, attachments: Int(facts.attachments),
      title: Self.text(facts.title, 0, facts.title_length), language: Self.text(facts.language, 0, facts.language_length))
  }

  deinit { unsafe cpoppler_close(document) }

  /// One page, counted from one; nil where it cannot be read at all.
  func page(_ number: Int) throws(Trouble) -> PDFPage? {
    var raw = unsafe cpoppler_page()
    let outcome = unsafe cpoppler_read(document, Int32(number), Self.limits, &raw)
    if outcome == CPOPPLER_NO_MEMORY { throw .noMemory }
    guard outcome == CPOPPLER_FINE || outcome == CPOPPLER_TOO_MUCH else { return nil }
    var page = unsafe PDFPage(width: raw.width, height: raw.height)
    page.isCut = outcome == CPOPPLER_TOO_MUCH
    unsafe page.fonts = UnsafeBufferPointer(start: raw.fonts, count: raw.font_count).map {
      PDFFont(rawValue: UInt8(truncatingIfNeeded: $0.style))
    }
    unsafe page.glyphs = UnsafeBufferPointer(start: raw.glyphs, count: raw.glyph_count).map(Self.glyph)
    unsafe page.links = UnsafeBufferPointer(start: raw.links, count: raw.link_count).map {
      PDFLink(
        box: PDFBox(left: $0.x0, top: $0.y0, right: $0.x1, bottom: $0.y1),
        target: unsafe Self.text(raw.texts, $0.start, $0.length))
    }
    return page
  }

  /// Whether the page shows a picture.
  func hasPictures(onPage number: Int) -> Bool { unsafe cpoppler_has_pictures(document, Int32(number)) != 0 }

  /// Its own table of contents; levels are counted from one.
  func outline(atMost most: Int) -> [(level: Int, title: String)] {
    var count = 0
    var texts: UnsafePointer<CChar>?
    let entries = unsafe cpoppler_outline(document, most, &count, &texts)
    return unsafe UnsafeBufferPointer(start: entries, count: count).map {
      (Int($0.depth), unsafe Self.text(texts, $0.start, $0.length))
    }
  }

  private static func glyph(_ raw: cpoppler_glyph) -> PDFGlyph {
    PDFGlyph(
      x: raw.x, y: raw.y, dx: raw.dx, dy: raw.dy, size: raw.size, letter: raw.letter, font: raw.font,
      turn: PDFGlyph.Turn(rawValue: raw.turn) ?? .aslant, marks: PDFGlyph.Marks(rawValue: raw.flags))
  }

  private static func text(_ texts: UnsafePointer<CChar>?, _ start: Int, _ length: Int) -> String {
    guard let texts = unsafe texts, length > 0 else { return "" }
    let bytes = unsafe UnsafeBufferPointer(start: texts + start, count: length)
    return unsafe bytes.withMemoryRebound(to: UInt8.self) { unsafe String(decoding: $0, as: UTF8.self) }
  }
}
