import Production

/// A table while it is put together.
struct OpenTable {
  typealias Block = StructuredDocument.Block

  private var rows: [[[Block]]] = []
  private var row: [[Block]] = []
  private var cells = 0

  mutating func beginRow() { row = [] }

  mutating func endRow(isLeftOut: Bool) -> Bool {
    if !isLeftOut, row.contains(where: { !$0.isEmpty }) {
      rows.append(row)
      cells += row.count
    }
    row = []
    return cells <= DocumentBounds.cells
  }

  mutating func take(cell: [Block], span: Int) {
    // Empty cells cost memory without any text that would be counted.
    guard row.count < 4096 else { return }
    row.append(cell)
    for _ in 1..<span { row.append([]) }
  }

  var hasHeadings: Bool { isLayout && all.contains { if case .heading = $0.content { true } else { false } } }

  /// As a table; one that only puts things beside each other becomes what is in it.
  var blocks: [Block] {
    guard !rows.isEmpty else { return [] }
    let width = rows.map { ($0.lastIndex { !$0.isEmpty } ?? 0) + 1 }.max() ?? 0
    if isLayout || width * rows.count > DocumentBounds.cells { return all }
    let used = (0..<width).filter { column in rows.contains { column < $0.count && !$0[column].isEmpty } }
    let texts = rows.map { row in used.map { $0 < row.count ? Self.text(row[$0]) : "" } }
    return [Block(.table(rows: texts), emphasised: [], links: all.flatMap(\.links))]
  }

  private var all: [Block] { rows.flatMap { $0.flatMap { $0 } } }

  /// One column, a table or a heading in a cell, or whole passages in one: no table of values.
  private var isLayout: Bool {
    if rows.allSatisfy({ $0.count { !$0.isEmpty } <= 1 }) { return true }
    return rows.contains { row in
      row.contains { cell in
        if cell.count > 8 { return true }
        return cell.contains { block in
          switch block.content {
          case .table: true
          case .heading: cell.count > 1
          case .paragraph(let text), .quote(let text): text.utf8.count > 600
          case .list(let items, _): items.count > 8
          case .code: false
          }
        }
      }
    }
  }

  private static func text(_ cell: [Block]) -> String {
    cell.map { block in
      if case .code(let text) = block.content { text.onOneLine } else { block.texts.joined(separator: "; ") }
    }.joined(separator: " ")
  }
}
