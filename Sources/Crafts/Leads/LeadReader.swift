package import Production
import Scripts

/// Reads a list of people row by row; what it finds goes out as it is found, so that a long list costs no more memory than its keys.
package struct LeadReader {
  package let header: LeadHeader
  private let rows: AnySequence<TableText.Row>

  /// No team has more in one list; what comes after is told.
  package let mostRows: Int
  static let longestValue = 1000

  package init(_ bytes: [UInt8], mostRows: Int = 100_000) { self.init(TableText(bytes), mostRows: mostRows) }

  /// Of rows that were cut already.
  package init(_ rows: some Sequence<TableText.Row>, mostRows: Int = 100_000) {
    self.mostRows = mostRows
    self.rows = AnySequence(rows)
    header = LeadHeader(Array(self.rows.prefix(20)))
  }

  /// The people, each once, in the order of the list; and what is to be said of single rows.
  package func read() -> (leads: [Lead], remarks: [LeadRemark]) {
    var leads: [Lead] = []
    var remarks: [LeadRemark] = []
    var places: [String: Int] = [:]
    for (number, row) in rows.dropFirst(header.isWritten ? 1 : 0).enumerated() {
      guard number < mostRows else {
        remarks.append(
          LeadRemark(line: row.line, why: "this and all rows after it are too many: \(mostRows) are read", kind: .bad))
        break
      }
      guard let lead = lead(of: row, &remarks) else { continue }
      guard let identity = lead.identity else {
        remarks.append(LeadRemark(line: row.line, why: "it names nobody: no name, no e-mail address, no company", kind: .bad))
        continue
      }
      if let place = places[identity] {
        leads[place].values.merge(lead.values) { earlier, _ in earlier }
        remarks.append(LeadRemark(line: row.line, why: "it is about the same person as line \(leads[place].line)", kind: .merged))
      } else {
        places[identity] = leads.count
        leads.append(lead)
      }
    }
    return (leads, remarks)
  }

  private func lead(of row: TableText.Row, _ remarks: inout [LeadRemark]) -> Lead? {
    func bad(_ why: String) { remarks.append(LeadRemark(line: row.line, why: why, kind: .bad)) }
    switch row.flaw {
    case .openQuote: bad("a quotation mark in it is not closed")
    case .tooLarge: bad("it is longer than any row should be")
    case nil where row.cells.dropFirst(header.columns.count).contains { !$0.isEmpty }:
      bad("it has \(row.cells.count) cells, and the list has \(header.columns.count) columns")
    case nil:
      var values: [String: String] = [:]
      for (column, cell) in zip(header.columns, row.cells) where !column.key.isEmpty && !LeadValues.saysNothing(cell) {
        let text = cell.onOneLine
        guard text.unicodeScalars.count <= Self.longestValue else {
          remarks.append(LeadRemark(line: row.line, why: "its \(column.key) is too long and was left out", kind: .mended))
          continue
        }
        values[column.key] = text
      }
      if let email = values[LeadField.email.rawValue], !Self.isEmail(email) {
        values[LeadField.email.rawValue] = nil
        let why = "\"\(email.prefix(60))\" is no e-mail address and was left out"
        remarks.append(LeadRemark(line: row.line, why: why, kind: .mended))
      }
      return Lead(line: row.line, values: PersonName.completed(values))
    }
    return nil
  }

  static func isEmail(_ text: String) -> Bool {
    // By scalar: a mark that joins a comma would hide it from whoever compares letters.
    let parts = text.unicodeScalars.split(separator: "@", omittingEmptySubsequences: false).map { String($0) }
    guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."), !parts[1].hasPrefix("."), !parts[1].hasSuffix(".") else {
      return false
    }
    return text.unicodeScalars.count <= 254
      && !text.unicodeScalars.contains { $0.properties.isWhitespace || ",;<>()\"".unicodeScalars.contains($0) }
      && !parts[1].contains("..")
  }
}
