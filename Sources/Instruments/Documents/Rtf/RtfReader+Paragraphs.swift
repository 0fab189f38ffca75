extension RtfReader {
  /// Paragraphs, tables, and what a paragraph is to be.
  mutating func shape(_ name: String, _ number: Int?) {
    guard group.destination == .body else { return }
    switch name {
    case "par", "sect", "page": endParagraph()
    case "line", "lbr", "softline":
      flush()
      writer.breakLine()
    case "pard":
      flush()
      let mark = paragraph.mark
      let old = paragraph
      paragraph = RtfParagraph()
      // Written in the middle of a paragraph, it does not begin another.
      (paragraph.letters, paragraph.boldLetters, paragraph.largest) = (old.letters, old.boldLetters, old.largest)
      paragraph.mark = mark
    case "s": paragraph.style = number
    case "outlinelevel": paragraph.outline = number.flatMap { (0..<9).contains($0) ? $0 : nil }
    case "intbl": paragraph.isInTable = number != 0
    case "ls": paragraph.isListed = (number ?? 0) > 0
    case "trowd": beginRow()
    case "cell": endCell()
    case "row": endRow()
    case "nestcell", "nestrow":
      flush()
      writer.breakLine()
    default: break
    }
  }

  mutating func endParagraph() {
    flush()
    defer { paragraph = paragraph.next }
    if table == .inRow {
      // More of the cell follows.
      return writer.endPart()
    }
    if writer.isAtStart {
      writer.endPart()
      return
    }
    let before = writer.blocks.count
    if let level = headingLevel {
      endItems()
      writer.endPart(as: .heading(level: level))
    } else if isItem {
      if !isInItems { writer.beginOpenList(ordered: paragraph.isOrdered) }
      isInItems = true
      writer.endItem()
      return
    } else {
      endItems()
      writer.endPart(as: .paragraph)
    }
    if writer.blocks.count > before { looks.note(paragraph, at: writer.blocks.count - 1) }
  }

  private var headingLevel: Int? {
    if let outline = paragraph.outline { return outline + 1 }
    return paragraph.style.flatMap { styles.headingLevel(of: $0) }
  }

  private var isItem: Bool {
    let mark = paragraph.mark.contains { !$0.isWhitespace }
    return mark || paragraph.isListed
  }

  mutating func endItems() {
    guard isInItems else { return }
    isInItems = false
    writer.endOpenList()
  }

  // MARK: Tables

  /// Text comes: in a table it stands in a cell, and behind one the table is over.
  mutating func prepareTable() {
    switch table {
    case .none: if paragraph.isInTable { beginRow() }
    case .betweenRows: if paragraph.isInTable { beginRow() } else { endTable() }
    case .inRow: break
    }
  }

  private mutating func beginRow() {
    flush()
    switch table {
    case .inRow: return
    case .none:
      endItems()
      if !writer.isAtStart { writer.endPart(as: .paragraph) }
      writer.beginTable()
    case .betweenRows: break
    }
    table = .inRow
    writer.beginRow()
    writer.beginCell()
  }

  private mutating func endCell() {
    flush()
    prepareTable()
    if table == .none { beginRow() }
    writer.beginCell()
    paragraph = paragraph.next
  }

  private mutating func endRow() {
    flush()
    guard table == .inRow else { return }
    writer.endCell()
    table = .betweenRows
  }

  mutating func endTable() {
    guard table != .none else { return }
    writer.endTable()
    table = .none
  }
}
