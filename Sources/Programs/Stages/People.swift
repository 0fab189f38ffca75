import Leads
import Pages
import Production
import Scripts

/// The people of a list that a script is told to.
struct People {
  let sheet: LeadSheet
  /// In the order of the list.
  let leads: [Lead]
  /// Of the list, too, but taken out of it by whoever approved it.
  var struck: [Lead] = []
}

extension People {
  /// batch.csv as somebody gave it back: rows of it may be struck or mended. None can be added: nobody knew of them when its price was told.
  func mended(by bytes: [UInt8]) throws -> People {
    let rows = Array(TableText(bytes))
    guard let head = rows.first, head.cells.prefix(BatchRows.ownColumns.count).elementsEqual(BatchRows.ownColumns) else {
      throw Refusal(
        "\(BatchRows.sheetName) does not begin with the columns \(BatchRows.ownColumns.joined(separator: ", ")) any more.",
        wayOut: "Put these columns back, and drop the script and the list again.")
    }
    let known = Dictionary(leads.map { ($0.line, $0) }) { first, _ in first }
    let keys = Array(head.cells.dropFirst(BatchRows.ownColumns.count))
    var kept: [TableText.Row] = [TableText.Row(line: head.line, cells: keys)]
    var remarks = sheet.remarks
    for row in rows.dropFirst() {
      let cells = Array(row.cells.dropFirst(BatchRows.ownColumns.count)).map(CSV.meant)
      // What is only told of, such as a row that said the same as another.
      guard cells.contains(where: { !$0.isEmpty }) else { continue }
      guard let line = Int(row.cells[1]), let lead = known[line] else {
        remarks.append(
          LeadRemark(
            line: row.line, why: "it was added to \(BatchRows.sheetName); drop a list with it to make something for it too",
            kind: .bad))
        continue
      }
      kept.append(TableText.Row(line: line, cells: Self.mended(cells, keys, lead), flaw: row.flaw))
    }
    let reader = LeadReader(kept)
    let (leads, found) = reader.read()
    let lines = Set(kept.map(\.line))
    return People(
      sheet: LeadSheet(reader, remarks: remarks + found), leads: leads, struck: self.leads.filter { !lines.contains($0.line) })
  }

  /// A name stands there whole and in halves: who mends one of them means the others too.
  private static func mended(_ cells: [String], _ keys: [String], _ lead: Lead) -> [String] {
    let changed = Set(zip(keys, cells).filter { key, cell in CSV.shown(lead.values[key] ?? "") != CSV.shown(cell) }.map(\.0))
    let halves: Set = [LeadField.firstName.rawValue, LeadField.lastName.rawValue]
    let whole: Set = [LeadField.name.rawValue]
    let outdated = changed.isDisjoint(with: halves) ? (changed.isDisjoint(with: whole) ? [] : halves) : whole
    return zip(keys, cells).map { key, cell in
      if changed.contains(key) { return cell }
      return outdated.contains(key) ? "" : lead.values[key] ?? ""
    }
  }
}
