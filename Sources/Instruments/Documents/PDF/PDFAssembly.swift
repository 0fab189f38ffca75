import Production

/// Makes a document of the lines of all pages.
struct PDFAssembly {
  private let metrics: LineMetrics
  private var parts: [PDFPart] = []
  private var outline: [String: Int] = [:]
  private var blocks: [StructuredDocument.Block] = []
  private var items: [String] = []
  private var marker = ""
  private var itemLinks: [StructuredDocument.Link] = []
  private var itemTerms: [String] = []
  private var isOrdered = false
  private var levels: [Int: Int] = [:]
  private var titleText: String?

  static func document(
    pages: [[PageItem]], title: String, language: String, outline: [(level: Int, title: String)]
  ) -> StructuredDocument {
    var assembly = PDFAssembly(pages, outline)
    return assembly.whole(title: title, language: language)
  }

  private init(_ given: [[PageItem]], _ outline: [(level: Int, title: String)]) {
    let margins = PageMargins(given)
    let pages = given.enumerated().map { margins.strip($1, number: $0) }
    metrics = LineMetrics(pages)
    let words = HyphenWords(pages)
    var paragraphs = Paragraphs(metrics: metrics, known: words.occurs)
    for (number, page) in pages.enumerated() { paragraphs.take(page, page: number) }
    paragraphs.finish()
    parts = paragraphs.parts
    for entry in outline { self.outline[HeadingTest.plain(entry.title)] = entry.level + 1 }
  }

  private mutating func whole(title: String, language: String) -> StructuredDocument {
    let test = HeadingTest(metrics: metrics, outline: outline)
    let headings = parts.map { part -> Bool in
      guard case .paragraph(let paragraph) = part else { return false }
      return test.isHeading(paragraph)
    }
    titleText = Self.title(in: parts, headings, metrics)
    rank(headings)
    for (part, isHeading) in zip(parts, headings) {
      switch part {
      case .table(let rows):
        endList()
        blocks.append(.init(.table(rows: rows)))
      case .paragraph(let paragraph):
        if isHeading { addHeading(paragraph) } else { add(paragraph) }
      }
    }
    endList()
    return StructuredDocument(
      title: PDFTitle.choose(given: title, shown: titleText), blocks: blocks,
      language: PDFTitle.language(language))
  }

  /// The largest heading of the first page with any.
  private static func title(in parts: [PDFPart], _ headings: [Bool], _ metrics: LineMetrics) -> String? {
    var best: PDFParagraph?
    for (part, isHeading) in zip(parts, headings) where isHeading {
      guard case .paragraph(let paragraph) = part else { continue }
      if let best, paragraph.page > best.page { break }
      guard paragraph.page <= 1, paragraph.text.contains(where: \.isLetter), paragraph.text.count > 2 else { continue }
      if paragraph.size > (best?.size ?? 0) * 1.02 { best = paragraph }
    }
    guard let best, best.size > 1.1 * metrics.bodySize, best.text.count <= 250 else { return nil }
    return best.text
  }

  /// The larger a heading, the higher it ranks.
  private mutating func rank(_ headings: [Bool]) {
    var sizes: Set<Int> = []
    for (part, isHeading) in zip(parts, headings) where isHeading {
      guard case .paragraph(let paragraph) = part, paragraph.text != titleText else { continue }
      sizes.insert(Self.rankedSize(paragraph, metrics))
    }
    for (index, size) in sizes.sorted(by: >).enumerated() { levels[size] = min(index + 2, 6) }
  }

  private static func rankedSize(_ paragraph: PDFParagraph, _ metrics: LineMetrics) -> Int {
    LineMetrics.step(max(paragraph.size, metrics.bodySize)) / 2
  }

  private mutating func addHeading(_ paragraph: PDFParagraph) {
    endList()
    let known = outline[HeadingTest.plain(paragraph.text)]
    let level = paragraph.text == titleText ? 1 : known ?? levels[Self.rankedSize(paragraph, metrics)] ?? 2
    blocks.append(.init(.heading(level: min(level, 6), text: paragraph.text.onOneLine), links: paragraph.lines.flatMap(\.links)))
  }

  private mutating func add(_ paragraph: PDFParagraph) {
    let links = paragraph.lines.flatMap(\.links)
    var terms: [String] = []
    for term in paragraph.lines.flatMap(\.emphasised) where !terms.contains(term) && terms.count < 20 { terms.append(term) }
    if paragraph.text.isContentsEntry {
      if isOrdered { endList() }
      items.append(paragraph.text.onOneLine)
      return
    }
    if let found = ListMarker(paragraph.text), !paragraph.isNote {
      if isOrdered != found.isOrdered { endList() }
      isOrdered = found.isOrdered
      if items.isEmpty { marker = String(paragraph.text.dropLast(found.rest.count)) }
      items.append(found.rest.onOneLine)
      itemLinks += links
      itemTerms += terms
      return
    }
    endList()
    let text = paragraph.text.onOneLine
    guard !text.isEmpty else { return }
    if paragraph.isFixedWidth, paragraph.lines.count > 1, !metrics.isMostlyFixedWidth {
      blocks.append(.init(.code(text: paragraph.lines.map(\.text).joined(separator: "\n"))))
    } else {
      blocks.append(.init(.paragraph(text: text), emphasised: terms, links: links))
    }
  }

  private mutating func endList() {
    guard !items.isEmpty else { return }
    // A number alone is no list, and may be what others call the paragraph by.
    let content: StructuredDocument.Content =
      items.count == 1 && isOrdered ? .paragraph(text: (marker + items[0]).onOneLine) : .list(items: items, ordered: isOrdered)
    blocks.append(.init(content, emphasised: itemTerms, links: itemLinks))
    (items, itemTerms, itemLinks) = ([], [], [])
  }
}
