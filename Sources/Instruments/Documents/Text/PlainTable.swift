import Production

/// Tables that somebody drew, or typed with tabs, in a plain text.
enum PlainTable {
  /// The cells of lines that are a table as a whole; nil where they are none.
  static func rows(of lines: ArraySlice<PlainLine>) -> [[String]]? { drawn(lines) ?? tabbed(lines) }

  private static func drawn(_ lines: ArraySlice<PlainLine>) -> [[String]]? {
    var rows: [[String]] = []
    for line in lines {
      if isBorder(line.text) { continue }
      guard let first = line.text.first, let last = line.text.last, isWall(first), isWall(last), line.text.count > 1 else {
        return nil
      }
      rows.append(
        line.text.dropFirst().dropLast().split(omittingEmptySubsequences: false, whereSeparator: isWall).map {
          String($0).onOneLine
        })
    }
    guard rows.count >= 2, let width = rows.first?.count, width >= 2, rows.allSatisfy({ $0.count == width }) else { return nil }
    return rows
  }

  private static func isWall(_ letter: Character) -> Bool { letter == "|" || letter == "│" || letter == "║" || letter == "┃" }

  private static func isBorder(_ text: String) -> Bool {
    text.count >= 3
      && text.unicodeScalars.allSatisfy { "+-=|: ".unicodeScalars.contains($0) || (0x2500...0x257F).contains($0.value) }
  }

  private static func tabbed(_ lines: ArraySlice<PlainLine>) -> [[String]]? {
    let rows = lines.map { $0.raw.split(separator: "\t", omittingEmptySubsequences: false).map { String($0).onOneLine } }
    guard rows.count >= 3, let width = rows.first?.count, width >= 2, rows.allSatisfy({ $0.count == width && !$0[0].isEmpty })
    else {
      return nil
    }
    return rows
  }
}
