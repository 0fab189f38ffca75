import Leads
import Pages
import Production
import Scripts

/// Everybody of a list, in its order: who gets something, and of whom nothing is made and why.
struct BatchTable {
  private struct Row {
    let line: Int
    let number: Int?
    let state: String
    let why: String
    let values: [String: String]
  }

  private let keys: [String]
  private let rows: [Row]

  /// `leads` are in the order of the list; a number is the name of the folder in which a row's files are.
  init(_ sheet: LeadSheet, _ leads: [(lead: Lead, problems: [ScriptProblem])]) {
    var rows: [Row] = []
    var number = 0
    for (lead, problems) in leads {
      if problems.isEmpty { number += 1 }
      rows.append(
        Row(
          line: lead.line, number: problems.isEmpty ? number : nil, state: problems.isEmpty ? "ready" : "not made",
          why: problems.map { "\($0.sentence) \($0.wayOut)" }.joined(separator: " "), values: lead.values))
    }
    for remark in sheet.remarks {
      let state =
        switch remark.kind {
        case .bad: "not made"
        case .merged: "merged"
        case .mended: "note"
        }
      rows.append(Row(line: remark.line, number: nil, state: state, why: remark.why, values: [:]))
    }
    self.rows = rows.sorted { $0.line < $1.line }
    let used = leads.reduce(into: Set<String>()) { $0.formUnion($1.lead.values.keys) }
    keys = sheet.keys.filter(used.contains)
  }

  static func folder(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  var csv: String {
    "\u{FEFF}" + CSV.row(["folder", "line", "state", "why"] + keys)
      + rows.map { row in
        CSV.row(
          [row.number.map(Self.folder) ?? "", String(row.line), row.state, row.why] + keys.map { row.values[$0] ?? "" })
      }.joined()
  }
}
