/// Makes the lines, or the table, of a part of a page that is read from row to row.
struct LeafReading {
  private(set) var items: [PageItem] = []
  private let leaf: ReadingOrder.Leaf
  private let pieces: [LinePiece]
  private let page: PageWords
  private let links: [PDFLink]
  private let flow: Int
  private let pageHeight: Float

  init(_ leaf: ReadingOrder.Leaf, _ pieces: [LinePiece], _ page: PageWords, links: [PDFLink], flow: Int, pageHeight: Float) {
    self.leaf = leaf
    self.pieces = pieces
    self.page = page
    self.links = links
    self.flow = flow
    self.pageHeight = pageHeight
    let rows = leaf.rows
    guard !leaf.gutters.isEmpty, let table = rows.indices.filter({ cells(rows[$0]).count > 1 }).range,
      rows[table].count(where: { cells($0).count > 1 }) * 3 > table.count, table.count >= 2
    else {
      items = rows.compactMap(line)
      return
    }
    // What stands alone above or below is its caption, or other text.
    items = rows[..<table.lowerBound].compactMap(line)
    items.append(self.table(rows[table]))
    items += rows[table.upperBound...].compactMap(line)
  }

  /// The columns of a row in which something stands.
  private func cells(_ row: [Int]) -> Set<Int> { Set(row.map(column)) }

  private func column(_ id: Int) -> Int {
    let left = pieces[id].box.left
    return leaf.gutters.count { left > $0.lowerBound }
  }

  private func table(_ rows: ArraySlice<[Int]>) -> PageItem {
    var table: [[String]] = []
    for row in rows {
      var cells = [[Int]](repeating: [], count: leaf.gutters.count + 1)
      for id in row { cells[column(id)].append(id) }
      let texts = cells.map { $0.map { LineText(pieces[$0].words, page).text }.joined(separator: " ") }
      if let last = table.indices.last, continues(texts, table[last]) {
        for (index, text) in texts.enumerated() where !text.isEmpty {
          table[last][index] = Joining.join(table[last][index], text)
        }
      } else {
        table.append(texts)
      }
    }
    let top = rows.first?.first.map { pieces[$0].baseline } ?? 0
    return .table(rows: table, height: top / pageHeight)
  }

  /// The second line of cells that take several: nothing new stands in the first column.
  private func continues(_ row: [String], _ above: [String]) -> Bool {
    guard row.first?.isEmpty == true else { return false }
    let filled = row.indices.filter { !row[$0].isEmpty }
    guard filled.allSatisfy({ !above[$0].isEmpty }) else { return false }
    return filled.count == 1 || filled.allSatisfy { row[$0].first?.isLowercase == true }
  }

  private func line(_ row: [Int]) -> PageItem? {
    let words = row.flatMap { pieces[$0].words }
    let text = LineText(words, page)
    let plain = text.text
    guard !plain.isEmpty, let first = row.first else { return nil }
    var whole = pieces[first]
    for id in row.dropFirst() { whole.append(pieces[id]) }
    let style = style(words)
    var line = PDFLine(
      text: plain, box: whole.box, baseline: whole.baseline, size: whole.size, style: style, left: leaf.left, right: leaf.right,
      flow: flow, height: whole.baseline / pageHeight, letterCount: whole.letterCount)
    line.isRightToLeft = text.isRightToLeft
    if !style.contains(.bold) { line.emphasised = emphasised(words, style) }
    if !links.isEmpty { line.links = links(in: words, line.box) }
    return .line(line)
  }

  /// What at least nine of ten letters share.
  private func style(_ words: [Int]) -> PDFFont {
    var counts = (bold: 0, italic: 0, fixedWidth: 0)
    var all = 0
    for index in words {
      let count = page.words[index].letters.count
      let style = page.words[index].style
      if style.contains(.bold) { counts.bold += count }
      if style.contains(.italic) { counts.italic += count }
      if style.contains(.fixedWidth) { counts.fixedWidth += count }
      all += count
    }
    var style: PDFFont = []
    if counts.bold * 10 >= all * 9 { style.insert(.bold) }
    if counts.italic * 10 >= all * 9 { style.insert(.italic) }
    if counts.fixedWidth * 10 >= all * 9 { style.insert(.fixedWidth) }
    return style
  }

  /// Words that stand out in a line that does not.
  private func emphasised(_ words: [Int], _ whole: PDFFont) -> [String] {
    func stands(_ index: Int) -> Bool { !page.words[index].style.subtracting(whole).isDisjoint(with: [.bold, .italic]) }
    guard words.contains(where: stands) else { return [] }
    var found: [String] = []
    var run: [Int] = []
    for index in words + [-1] {
      if index >= 0, stands(index) {
        run.append(index)
      } else if !run.isEmpty {
        let term = LineText(run, page).text
        if (3...DocumentBounds.term).contains(term.count), term.contains(where: \.isLetter), !found.contains(term) {
          found.append(term)
        }
        run = []
      }
    }
    return found
  }

  private func links(in words: [Int], _ box: PDFBox) -> [StructuredDocument.Link] {
    links.compactMap { link in
      guard link.box.bottom > box.top, link.box.top < box.bottom else { return nil }
      let inside = words.filter {
        let word = page.words[$0].box
        return link.box.holds(x: (word.left + word.right) / 2, y: (word.top + word.bottom) / 2)
      }
      guard !inside.isEmpty else { return nil }
      return StructuredDocument.Link(words: LineText(inside, page).text, target: link.target)
    }
  }
}

extension [Int] {
  /// From the first to the last of them.
  fileprivate var range: Range<Int>? {
    guard let first, let last else { return nil }
    return first..<last + 1
  }
}
