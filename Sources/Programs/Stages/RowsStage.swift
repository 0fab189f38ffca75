import Leads
import Production
import Scripts

/// An approved template and a list of people into a finished script for each of them.
enum RowsStage: StageWork {
  static func run(at bench: Workbench) throws -> [String: String] {
    let checking = ScriptChecking(at: bench, recording: try bench.recordingFacts()?.length)
    let text = try ScriptText.parse(bytes: try bench.read("script.txt", atMost: ScriptText.largest))
    guard let people = try LeadsReading.read(at: bench) else {
      throw Refusal("The list of people is missing.", wayOut: "Drop the script and the list again.")
    }
    let rows = try BatchReading(of: text, to: people, checking: checking, progress: bench.progress) {
      _, script, number in
      try bench.keep("row-\(JobName.rowDigits(number)).txt", Array(script.printed.utf8))
    }
    guard rows.good > 0 else {
      throw Refusal("The script can be told to nobody in the list.", wayOut: "Look at batch.csv, and drop them again.")
    }
    try bench.keep(BatchRows.sheetName, Array(rows.table.csv.utf8))
    try bench.keep(BatchRows.fileName, json: rows.table.value)
    return ["batch.made": String(rows.good), "batch.not": String(rows.bad)]
  }
}
