import Leads
import Production
import Scripts

/// An approved template and a list of people into a finished script for each of them.
enum RowsStage: StageWork {
  static func run(at bench: Workbench) throws -> [String: String] {
    let checking = ScriptChecking(at: bench)
    let text = try ScriptText.parse(bytes: try bench.read("script.txt", atMost: ScriptText.largest))
    guard let (sheet, leads) = try LeadsReading.read(at: bench) else {
      throw Refusal("The list of people is missing.", wayOut: "Drop the script and the list again.")
    }
    var rows: [(lead: Lead, problems: [ScriptProblem])] = []
    var made = 0
    for (index, lead) in leads.enumerated() {
      bench.progress(Double(index) / Double(leads.count), "writing for \(index + 1) of \(leads.count)")
      let reading = checking.read(text, values: sheet.values(of: lead)).reading
      rows.append((lead, reading.problems))
      guard reading.problems.isEmpty else { continue }
      made += 1
      try bench.keep("row-\(BatchTable.folder(made)).txt", Array(reading.script.printed.utf8))
    }
    guard made > 0 else {
      throw Refusal("The script can be told to nobody in the list.", wayOut: "Look at batch.csv, and drop them again.")
    }
    try bench.keep("batch.csv", Array(BatchTable(sheet, rows).csv.utf8))
    return ["batch.made": String(made), "batch.not": String(rows.count - made)]
  }
}
