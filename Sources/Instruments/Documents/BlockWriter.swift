import Production

/// Makes the blocks of a document of what a reader meets on its way through it: text, and where the parts begin and end.
///
/// It is lenient: an end without a beginning does nothing, and what is still open at the end is ended.
struct BlockWriter {
  typealias Block = StructuredDocument.Block

  /// What the text under way is going to be, where it is in no list and no table.
  enum Shape: Hashable { case paragraph, heading(level: Int) }

  private(set) var blocks: [Block] = []
  private var run: [UInt8] = []
  private var shape = Shape.paragraph
  private var quotes = 0
  private var emphasised: [String] = []
  private var links: [StructuredDocument.Link] = []
  /// Where in the run each open emphasis or link began.
  private var emphasisStarts: [Int] = []
  private var linkStarts: [(start: Int, target: String)] = []
  private var lists: [Bool] = []
  private var items: [String] = []
  private var rows: [[String]] = []
  private var spans = 1
  /// Empty ones behind wide ones, which cost memory without any text that would be counted.
  private var filledCells = 0

  private(set) var isInTable = false
  /// Nothing was written since the last part began.
  var isAtStart: Bool { !run.contains { $0 > 0x20 } }

  mutating func text(_ bytes: some Sequence<UInt8>) { run.append(contentsOf: bytes) }

  mutating func text(_ text: String) { run.append(contentsOf: text.utf8) }

  /// A line ends, and the paragraph goes on.
  mutating func breakLine() { run.append(UInt8(ascii: "\n")) }

  // MARK: What stands out, and what leads elsewhere

  mutating func beginEmphasis() { emphasisStarts.append(run.count) }

  mutating func endEmphasis() {
    guard let start = emphasisStarts.popLast(), start <= run.count else { return }
    note(PlainBytes.onOneLine(run[start...]))
  }

  mutating func beginLink(to target: String) { linkStarts.append((run.count, target)) }

  mutating func endLink() {
    guard let link = linkStarts.popLast(), link.start <= run.count else { return }
    let words = PlainBytes.onOneLine(run[link.start...])
    guard !words.isEmpty, links.count < DocumentBounds.links else { return }
    note(words)
    links.append(StructuredDocument.Link(words: words, target: link.target))
  }

  /// A term that its author made stand out.
  mutating func note(_ term: String) {
    guard !term.isEmpty, term.count <= DocumentBounds.term, emphasised.count < DocumentBounds.links else { return }
    guard !term.contains("://"), !emphasised.contains(term) else { return }
    emphasised.append(term)
  }

  // MARK: Paragraphs, headings, quotes

  /// A part of text is at its end. In a list or a table the item or the cell goes on.
  mutating func endPart() {
    if isInTable || !lists.isEmpty {
      // Blanks alone would be looked through at each end again.
      if isAtStart { _ = takeRun() } else { run.append(UInt8(ascii: "\n")) }
      return
    }
    let text = takeRun()
    guard !text.isEmpty else { return }
    switch shape {
    case .heading(let level): add(.heading(level: level, text: text))
    case .paragraph: add(quotes > 0 ? .quote(text: text) : .paragraph(text: text))
    }
  }

  /// Ends a part that only now turns out to be what it is.
  mutating func endPart(as shape: Shape) {
    self.shape = shape
    endPart()
    self.shape = .paragraph
  }

  mutating func beginHeading(level: Int) {
    endPart()
    shape = .heading(level: level)
  }

  mutating func endHeading() {
    endPart()
    shape = .paragraph
  }

  mutating func beginQuote() {
    endPart()
    quotes += 1
  }

  mutating func endQuote() {
    endPart()
    quotes = max(0, quotes - 1)
  }

  /// Text that is not to be read aloud. It ends what is under way.
  mutating func code(_ text: String) {
    guard !isInTable else { return self.text(text) }
    interrupt()
    if !text.trimmedOfBlanks.isEmpty { add(.code(text: text)) }
  }

  mutating func append(_ others: [Block]) {
    interrupt()
    blocks += others
  }

  /// Ends what is under way for a block that stands in the middle of it.
  private mutating func interrupt() {
    if lists.isEmpty { return endPart() }
    endItem()
    emitItems()
  }

  // MARK: Lists

  mutating func beginList(ordered: Bool) {
    guard !isInTable else { return endPart() }
    if lists.isEmpty { endPart() } else { endItem() }
    lists.append(ordered)
  }

  /// Begins a list whose first item is written already.
  mutating func beginOpenList(ordered: Bool) {
    if !isInTable, lists.isEmpty { lists.append(ordered) }
  }

  /// Ends a list when what follows it is written already.
  mutating func endOpenList() {
    guard !isInTable, !lists.isEmpty else { return }
    emitItems()
    lists = []
  }

  mutating func endItem() {
    guard !isInTable, !lists.isEmpty else { return endPart() }
    let item = takeRun()
    if !item.isEmpty { items.append(item) }
  }

  mutating func endList() {
    guard !isInTable, !lists.isEmpty else { return endPart() }
    endItem()
    if lists.count == 1 { emitItems() }
    lists.removeLast()
  }

  private mutating func emitItems() {
    guard !items.isEmpty else { return }
    add(.list(items: items, ordered: lists.first ?? false))
    items = []
  }

  // MARK: Tables: none is begun within another

  mutating func beginTable() {
    guard !isInTable else { return endPart() }
    interrupt()
    isInTable = true
  }

  mutating func beginRow() {
    guard isInTable else { return endPart() }
    endCell()
    if rows.last?.isEmpty != true { rows.append([]) }
  }

  /// A cell that reaches over several columns is followed by empty ones.
  mutating func beginCell(columns: Int = 1) {
    guard isInTable else { return endPart() }
    endCell()
    if rows.isEmpty { rows.append([]) }
    rows[rows.count - 1].append("")
    spans = max(1, min(columns, Self.widestCell))
  }

  mutating func endCell() {
    guard isInTable else { return endPart() }
    let text = takeRun()
    guard let last = rows.indices.last, !rows[last].isEmpty else { return }
    if !text.isEmpty { rows[last][rows[last].count - 1] += (rows[last].last?.isEmpty == false ? " " : "") + text }
    let room = min(DocumentBounds.columns - rows[last].count, DocumentBounds.cells - filledCells)
    let filled = max(0, min(room, spans - 1))
    rows[last] += repeatElement("", count: filled)
    filledCells += filled
    spans = 1
  }

  mutating func endTable() {
    guard isInTable else { return }
    endCell()
    emitTable()
    isInTable = false
  }

  private static let widestCell = 64

  private mutating func emitTable() {
    rows.removeAll { row in row.allSatisfy(\.isEmpty) }
    let width = rows.map { row in row.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? 0 }.max() ?? 0
    // One column of boxes is a frame around text; and one wide row would make all the others as wide.
    if width == 1 || width * rows.count > DocumentBounds.cells {
      for text in rows.joined() where !text.isEmpty { add(.paragraph(text: text)) }
    } else if width > 1 {
      add(.table(rows: rows.map { row in (0..<width).map { $0 < row.count ? row[$0] : "" } }))
    }
    rows = []
    filledCells = 0
  }

  // MARK: The end

  mutating func finish() -> [Block] {
    endTable()
    while !lists.isEmpty { endList() }
    endPart()
    return blocks
  }

  private mutating func takeRun() -> String {
    let text = PlainBytes.onOneLine(run[...])
    run.removeAll(keepingCapacity: true)
    // What is open goes on in the next part.
    for index in emphasisStarts.indices { emphasisStarts[index] = 0 }
    for index in linkStarts.indices { linkStarts[index].start = 0 }
    return text
  }

  private mutating func add(_ content: StructuredDocument.Content) {
    blocks.append(Block(content, emphasised: emphasised, links: links))
    emphasised = []
    links = []
  }
}
