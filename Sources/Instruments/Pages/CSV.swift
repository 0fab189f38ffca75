/// A table as spreadsheets read it. A cell is a text there and never a formula, whoever wrote it.
package enum CSV {
  package static func row(_ cells: [String]) -> String { cells.map(cell).joined(separator: ",") + "\r\n" }

  /// What a spreadsheet shows of a text. One line stays one line: programs that count lines count rows.
  package static func shown(_ text: String) -> String {
    let cell = PlainText.line(text)
    // What begins so is calculated; the sign that stops it is the one that spreadsheets themselves write.
    return behindSemicolons(isCalculated(cell) ? "'" + cell : cell)
  }

  /// What a cell says that came back.
  package static func meant(by cell: String) -> String {
    guard cell.unicodeScalars.first == "'" else { return cell }
    let rest = String(cell.unicodeScalars.dropFirst())
    return isCalculated(rest) ? rest : cell
  }

  private static func isCalculated(_ text: String) -> Bool { text.unicodeScalars.first.map(signs.contains) ?? false }

  private static let signs = Set("=+-@|".unicodeScalars)

  /// Where a machine's separator is the semicolon, a new cell begins behind each one, in quotation marks or not: it is none that is
  /// calculated there either.
  private static func behindSemicolons(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: ";")) else { return text }
    var safe = String.UnicodeScalarView()
    var begins = false
    for scalar in text.unicodeScalars {
      if begins, signs.contains(scalar) { safe.append("'") }
      begins = scalar == ";" || begins && (scalar == "\"" || scalar.properties.isWhitespace)
      safe.append(scalar)
    }
    return String(safe)
  }

  /// In quotation marks but for plain words. Bytes are compared, not letters: some letters take the next mark to themselves.
  private static func cell(_ text: String) -> String {
    let cell = shown(text)
    guard !cell.utf8.allSatisfy(isPlain) else { return cell }
    var quoted = Array("\"".utf8)
    for byte in cell.utf8 {
      if byte == UInt8(ascii: "\"") { quoted.append(byte) }
      quoted.append(byte)
    }
    return String(decoding: quoted, as: UTF8.self) + "\""
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: " -_.:/".utf8.contains(byte)
    }
  }
}
