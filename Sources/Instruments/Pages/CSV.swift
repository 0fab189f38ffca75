/// A table as spreadsheets read it. A cell is a text there and never a formula, whoever wrote it.
package enum CSV {
  package static func row(_ cells: [String]) -> String { cells.map(cell).joined(separator: ",") + "\r\n" }

  /// What a spreadsheet shows of a text. One line stays one line: programs that count lines count rows.
  package static func shown(_ text: String) -> String {
    let cell = PlainText.line(text)
    // What begins so is calculated; the sign that stops it is the one that spreadsheets themselves write.
    return isCalculated(cell) ? "'" + cell : cell
  }

  /// What a cell says that came back.
  package static func meant(by cell: String) -> String {
    cell.first == "'" && isCalculated(cell.dropFirst()) ? String(cell.dropFirst()) : cell
  }

  private static func isCalculated(_ text: some StringProtocol) -> Bool {
    text.unicodeScalars.first.map("=+-@|".unicodeScalars.contains) ?? false
  }

  /// In quotation marks where it must be.
  private static func cell(_ text: String) -> String {
    let cell = shown(text)
    guard cell.contains(where: { $0 == "," || $0 == "\"" || $0 == ";" || $0 == "'" }) else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }
}
