import Production

/// A run of blocks while it is put together: the document's own, those of a cell, of a box, of a note.
struct OpenStory {
  typealias Block = StructuredDocument.Block

  enum Kind { case text, cell, box }

  let kind: Kind
  /// The paragraph that it interrupts.
  let outside: StyledText
  private(set) var blocks: [Block] = []
  /// What comes after the paragraph that is being written.
  var later: [Block] = []
  private var items: [String] = []
  private var itemMarks = (terms: [String](), links: [StructuredDocument.Link]())
  private var list = (id: 0, level: 0, isOrdered: false)
  private var code: [String] = []
  private var tables: [OpenTable] = []
  /// How the paragraphs look, for a document in which nothing is set as a heading.
  private var looks: [Int: (isBold: Bool, size: Int)] = [:]
  private var sizes: [Int: Int] = [:]
  private(set) var hasHeadings = false

  init(_ kind: Kind, outside: StyledText = StyledText()) {
    self.kind = kind
    self.outside = outside
  }

  mutating func take(_ line: StyledText, isQuote: Bool, mayBeHeading: Bool) {
    endRuns()
    let pieces = line.pieces
    // Terms and links are looked for in the pieces of ordinary paragraphs only: in huge ones that would take for ever.
    let isOne = pieces.count < 2 || line.count > 100_000
    let (allTerms, allLinks) = (line.terms, line.linked)
    for (index, piece) in pieces.enumerated() {
      if kind == .text {
        if mayBeHeading { looks[blocks.count] = (line.isAllBold, line.size) }
        sizes[line.size, default: 0] += piece.utf8.count
      }
      let terms = isOne ? index == 0 ? allTerms : [] : allTerms.filter { piece.contains($0) }
      let links = isOne ? index == 0 ? allLinks : [] : allLinks.filter { piece.contains($0.words) }
      blocks.append(Block(isQuote ? .quote(text: piece) : .paragraph(text: piece), emphasised: terms, links: links))
    }
  }

  mutating func take(heading text: String, level: Int) {
    endRuns()
    guard !text.isEmpty else { return }
    hasHeadings = true
    blocks.append(Block(.heading(level: min(max(level, 1), 6), text: text)))
  }

  /// Deeper items, and those of the same list, go on with it.
  mutating func take(item line: StyledText, list id: Int, level: Int, isOrdered: Bool) {
    endCode()
    if items.isEmpty || level <= list.level && id != list.id {
      endList()
      list = (id, level, isOrdered)
    }
    let text = line.pieces.joined(separator: " ")
    guard !text.isEmpty else { return }
    items.append(text)
    if itemMarks.terms.count < 200 { itemMarks.terms += line.terms.filter { !itemMarks.terms.contains($0) } }
    if itemMarks.links.count < 1000 { itemMarks.links += line.linked }
  }

  mutating func take(code line: String) {
    endList()
    code.append(line)
  }

  mutating func takeLater() {
    guard !later.isEmpty else { return }
    endRuns()
    blocks += later
    later = []
  }

  mutating func take(box: OpenStory) {
    later += box.blocks
    hasHeadings = hasHeadings || box.hasHeadings
  }

  mutating func takeSlide(notes: [Block]) {
    endRuns()
    let isHeading: (Block) -> Bool = { if case .heading = $0.content { true } else { false } }
    blocks += later.filter(isHeading) + notes + later.filter { !isHeading($0) }
    later = []
  }

  // MARK: Tables

  mutating func beginTable() { tables.append(OpenTable()) }

  mutating func beginRow() { if !tables.isEmpty { tables[tables.count - 1].beginRow() } }

  /// False when there is more of it than any document has.
  mutating func endRow(isLeftOut: Bool) -> Bool {
    guard !tables.isEmpty else { return true }
    return tables[tables.count - 1].endRow(isLeftOut: isLeftOut)
  }

  mutating func take(cell: [Block], span: Int) {
    guard !tables.isEmpty else {
      endRuns()
      blocks += cell
      return
    }
    tables[tables.count - 1].take(cell: cell, span: span)
  }

  mutating func endTable() {
    guard let table = tables.popLast() else { return }
    endRuns()
    blocks += table.blocks
    hasHeadings = hasHeadings || table.hasHeadings
  }

  // MARK: The end

  mutating func finish() {
    while !tables.isEmpty { endTable() }
    takeLater()
    endRuns()
  }

  private mutating func endRuns() {
    endList()
    endCode()
  }

  private mutating func endList() {
    guard !items.isEmpty else { return }
    blocks.append(
      Block(.list(items: items, ordered: list.isOrdered), emphasised: itemMarks.terms, links: itemMarks.links))
    items = []
    itemMarks = ([], [])
  }

  private mutating func endCode() {
    guard !code.isEmpty else { return }
    blocks.append(Block(.code(text: code.joined(separator: "\n"))))
    code = []
  }

  /// Where a document has no headings, short lines that are bold, or larger than most of the text, are what its author meant by them.
  var withHeadings: [Block] {
    guard !hasHeadings else { return blocks }
    let usual = sizes.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
    var made = blocks
    var count = 0
    for (index, look) in looks {
      let isLarge = usual > 0 && look.size * 5 >= usual * 6
      guard look.isBold || isLarge, case .paragraph(let text) = blocks[index].content, PlainLine(text[...]).looksLikeHeading
      else {
        continue
      }
      made[index] = Block(.heading(level: index == 0 ? 1 : 2, text: text))
      count += 1
    }
    // A text that is bold as a whole has no headings.
    return count * 2 > max(looks.count, 3) ? blocks : made
  }
}
