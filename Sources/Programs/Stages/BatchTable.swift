import Leads
import Pages
import Production
import Scripts

/// Everybody of a list, in its order: who gets something, and of whom nothing is made and why.
struct BatchTable {
  let value: BatchRows

  /// `leads` are in the order of the list; a number is the name of the folder in which a row's files are. `struck` were taken out by whoever approved it.
  init(_ sheet: LeadSheet, _ leads: [(lead: Lead, problems: [ScriptProblem])], struck: [Lead]) {
    var rows: [BatchRow] = []
    var number = 0
    for (lead, problems) in leads {
      if problems.isEmpty { number += 1 }
      rows.append(
        BatchRow(
          number: problems.isEmpty ? number : nil, line: lead.line, who: lead.shownName,
          state: problems.isEmpty ? "ready" : "not made",
          why: problems.map { "\($0.sentence) \($0.wayOut)" }.joined(separator: " "), values: lead.values))
    }
    for remark in sheet.remarks {
      let state =
        switch remark.kind {
        case .bad: "not made"
        case .merged: "merged"
        case .mended: "note"
        }
      rows.append(
        BatchRow(number: nil, line: remark.line, who: "line \(remark.line)", state: state, why: remark.why, values: [:]))
    }
    rows += struck.map { lead in
      BatchRow(
        number: nil, line: lead.line, who: lead.shownName, state: "struck",
        why: "It was taken out of \(BatchRows.sheetName) before it was approved.", values: lead.values)
    }
    let used = (leads.map(\.lead) + struck).reduce(into: Set<String>()) { $0.formUnion($1.values.keys) }
    value = BatchRows(keys: sheet.keys.filter(used.contains), rows: rows.sorted { $0.line < $1.line })
  }

  var csv: String {
    "\u{FEFF}" + CSV.row(BatchRows.ownColumns + value.keys)
      + value.rows.map { row in
        CSV.row(
          [row.number.map(JobName.rowDigits) ?? "", String(row.line), row.state, row.why]
            + value.keys.map { row.values[$0] ?? "" })
      }.joined()
  }
}
