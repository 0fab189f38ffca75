import Production

/// Makes a document of a table that some program wrote as text (CSV): its first row names the columns.
enum TableReader {
  private static let mostRows = 20_000

  static func read(_ bytes: [UInt8]) throws(DocumentTrouble) -> StructuredDocument {
    let text = try DocumentText.decode(bytes)
    var rows: [[String]] = []
    for row in TableText(Array(text.utf8)) {
      guard rows.count < mostRows else { throw .tooManyParts(limit: mostRows) }
      rows.append(row.cells.map(\.onOneLine))
    }
    let width = rows.map { row in (row.lastIndex { !$0.isEmpty } ?? -1) + 1 }.max() ?? 0
    guard width > 1 else {
      return StructuredDocument(title: nil, blocks: [.init(.list(items: rows.compactMap(\.first), ordered: false))])
    }
    // What stands alone above the columns says what the table is.
    let above = rows.prefix { row in row.dropFirst().allSatisfy(\.isEmpty) }.compactMap(\.first)
    var blocks = above.dropFirst().map { StructuredDocument.Block(.paragraph(text: $0)) }
    if let title = above.first { blocks.insert(.init(.heading(level: 1, text: title)), at: 0) }
    let table = rows.dropFirst(above.count).map { row in (0..<width).map { $0 < row.count ? row[$0] : "" } }
    if !table.isEmpty { blocks.append(.init(.table(rows: table))) }
    return StructuredDocument(title: above.first, blocks: blocks)
  }
}
