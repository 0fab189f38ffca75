/// A table as spreadsheets read it. A cell is a text there and never a formula, whoever wrote it.
package enum CSV {
  package static func row(_ cells: [String]) -> String { cells.map(cell).joined(separator: ",") + "\r\n" }

  /// In quotation marks where it must be. One line stays one line: programs that count lines count rows.
  private static func cell(_ text: String) -> String {
    var cell = PlainText.line(text)
    // What begins so is calculated; the sign that stops it is the one that spreadsheets themselves write.
    if let first = cell.unicodeScalars.first, "=+-@|".unicodeScalars.contains(first) { cell = "'" + cell }
    guard cell.contains(where: { $0 == "," || $0 == "\"" || $0 == ";" || $0 == "'" }) else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }
}
