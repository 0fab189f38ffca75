import Production

/// Puts the blocks of an office document together from its paragraphs, list items, cells and boxes, as they come.
struct BlockAssembly {
  typealias Block = StructuredDocument.Block

  /// What a paragraph is.
  enum Role: Hashable {
    case body
    /// Text that is no heading, however it looks.
    case caption
    case heading(Int)
    case title
    case quote
    case code
    case item(list: Int, level: Int, isOrdered: Bool)
    case leftOut
  }

  /// The paragraph that is being written.
  private(set) var line = StyledText()
  /// The text of the first paragraph that is set as the title.
  private(set) var title: String?
  /// All paragraphs as lines, and nothing else: what a script is read from.
  private(set) var lines: String?
  /// The stories that lie in each other: the document itself, a cell in it, a box in that cell …
  private var stories = [OpenStory(.text)]
  /// Bytes of text up to now.
  private(set) var size = 0

  private let longest: Int
  /// Paragraphs, items and cells with something in them.
  private var parts = 0

  /// More than any document has in its tables.
  private static let mostParts = 500_000

  init(asLines: Bool = false) {
    lines = asLines ? "" : nil
    longest = asLines ? OfficeText.longest : DocumentBounds.bytes
  }

  // MARK: Paragraphs

  mutating func write(_ text: some Collection<UInt8>, _ look: StyledText.Look) throws(OfficeTrouble) {
    guard size + line.count + text.count <= longest else { throw .tooLong(limit: longest) }
    line.append(text, look)
  }

  /// A tab, a blank, or the end of a line.
  mutating func write(mark: Unicode.Scalar) throws(OfficeTrouble) {
    guard size + line.count < longest else { throw .tooLong(limit: longest) }
    line.append(mark: mark)
  }

  mutating func link(from start: Int, to target: String) { line.link(from: start, to: target) }

  mutating func endParagraph(_ role: Role) throws(OfficeTrouble) {
    let line = self.line
    self.line = StyledText()
    size += line.count
    if !line.isBlank { parts += 1 }
    guard parts <= Self.mostParts else { throw .tooLong(limit: longest) }
    if lines != nil {
      lines?.append(line.raw)
      lines?.append("\n")
      return
    }
    let last = stories.count - 1
    if !line.isBlank { take(line, role, into: last) }
    stories[last].takeLater()
    guard stories[last].blocks.count <= DocumentBounds.blocks else { throw .tooLong(limit: longest) }
  }

  private mutating func take(_ line: StyledText, _ role: Role, into index: Int) {
    switch role {
    case .leftOut: return
    case .code:
      stories[index].take(code: line.raw)
    case .body where line.isAllFormula:
      stories[index].take(code: line.raw)
    case .item(let list, let level, let isOrdered):
      stories[index].take(item: line, list: list, level: level, isOrdered: isOrdered)
    case .body, .caption, .quote:
      stories[index].take(line, isQuote: role == .quote, mayBeHeading: role == .body)
    case .title:
      let text = line.pieces.joined(separator: " ")
      if title == nil { title = text }
      stories[index].take(heading: text, level: 1)
    case .heading(let level):
      stories[index].take(heading: line.pieces.joined(separator: " "), level: level)
    }
  }

  // MARK: Stories

  /// A text box, or a note: its paragraphs come after the one that it lies in.
  mutating func beginBox() {
    stories.append(OpenStory(.box, outside: line))
    line = StyledText()
  }

  mutating func endBox() throws(OfficeTrouble) {
    guard let box = try endStory() else { return }
    stories[stories.count - 1].take(box: box)
  }

  /// A slide is done: its title first, then what the speaker says to it, then what stands on it.
  mutating func endSlide(notes: [Block]) throws(OfficeTrouble) {
    stories[stories.count - 1].takeSlide(notes: notes)
    guard stories[stories.count - 1].blocks.count <= DocumentBounds.blocks else { throw .tooLong(limit: longest) }
  }

  /// What a note at the foot says, apart from all else.
  mutating func endNote() throws(OfficeTrouble) -> [Block] { try endStory()?.blocks ?? [] }

  mutating func beginTable() { stories[stories.count - 1].beginTable() }
  mutating func beginRow() { stories[stories.count - 1].beginRow() }
  mutating func endRow(isLeftOut: Bool = false) throws(OfficeTrouble) {
    guard stories[stories.count - 1].endRow(isLeftOut: isLeftOut) else { throw .tooLong(limit: longest) }
  }
  mutating func endTable() { stories[stories.count - 1].endTable() }

  mutating func beginCell() {
    stories.append(OpenStory(.cell, outside: line))
    line = StyledText()
  }

  /// `span` columns wide; a cell that goes on from the row above says nothing again.
  mutating func endCell(span: Int = 1, goesOn: Bool = false) throws(OfficeTrouble) {
    guard let cell = try endStory() else { return }
    stories[stories.count - 1].take(cell: goesOn ? [] : cell.blocks, span: min(max(span, 1), 64))
  }

  private mutating func endStory() throws(OfficeTrouble) -> OpenStory? {
    if line.count > 0 { try endParagraph(.body) }
    guard stories.count > 1, var story = stories.popLast() else { return nil }
    line = story.outside
    story.finish()
    return story
  }

  /// A list that is made elsewhere, as a diagram's.
  mutating func take(_ block: Block) { stories[stories.count - 1].later.append(block) }

  /// All of it; where nothing was set as a heading, bold or large lines are.
  mutating func finish() -> [Block] {
    while stories.count > 1, let inner = stories.popLast() {
      stories[stories.count - 1].take(box: inner)
    }
    stories[0].finish()
    return stories[0].withHeadings
  }
}
