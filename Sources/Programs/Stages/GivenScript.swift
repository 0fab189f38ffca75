import Language
import Leads
import Production
import Scripts
import Voices

/// A script that was dropped: nothing is written, it is only looked through, and shown as some of its people would hear it.
enum GivenScript {
  /// More people than that are more than one drop.
  static let mostRows = 5000
  private static let samples = 3

  /// What cannot be used yet gets lines that say so, for a person to mend; where no person is asked, it is refused.
  static func keep(at bench: Workbench) throws -> [String: String] {
    let checking = ScriptChecking(at: bench)
    let text = try ScriptText.parse(bytes: try bench.read("given.txt", atMost: ScriptText.largest))
    guard let (sheet, leads) = try LeadsReading.read(at: bench) else {
      let (reading, problems) = checking.read(text)
      return try keep(text, problems, seconds: checking.seconds(reading.script), of: reading.script, at: bench)
    }
    guard leads.count <= mostRows else {
      throw Refusal(
        "There are \(leads.count) people in the list, and one drop makes at most \(mostRows) videos.",
        wayOut: "Split the list, and drop each part with the script.")
    }
    let problems = checking.problems(of: text, as: sheet)
    let rows = leads.map { (lead: $0, reading: checking.read(text, values: sheet.values(of: $0)).reading) }
    let (good, bad) = (rows.filter { $0.reading.problems.isEmpty }, rows.filter { !$0.reading.problems.isEmpty })
    if problems.mistakes.isEmpty, good.isEmpty {
      let first = bad.first?.reading.problems.first
      throw Refusal(
        "The script can be told to nobody in the list: \(first?.sentence ?? "")", wayOut: first?.wayOut ?? "Mend the list.")
    }
    for (number, row) in good.prefix(samples).enumerated() {
      try bench.keep("sample-\(number + 1).txt", Array(Self.sample(row.lead, row.reading.script).utf8))
    }
    let table = BatchTable(sheet, rows.map { ($0.lead, $0.reading.problems) })
    try bench.keep("batch.csv", Array(table.csv.utf8))
    let longest = good.map { checking.seconds($0.reading.script) }.max() ?? 0
    let told = (good.first ?? rows.first)?.reading.script
    var facts = try keep(text, problems + missing(bad.map(\.reading), of: leads.count), seconds: longest, of: told, at: bench)
    facts["batch.good"] = String(good.count)
    facts["batch.bad"] = String(bad.count + sheet.count(of: .bad))
    return facts
  }

  private static func sample(_ lead: Lead, _ script: Script) -> String {
    "# For \(lead.shownName.onOneLine) (line \(lead.line) of the list). Only to read: what is changed here changes nothing.\n\n\(script.printed)"
  }

  /// How many would get nothing, and why; their lines stand in batch.csv.
  private static func missing(_ readings: [ScriptReading], of count: Int) -> [ScriptProblem] {
    var byProblem: [ScriptProblem: Int] = [:]
    for reading in readings {
      for problem in Set(reading.problems) where problem.weight == .missing { byProblem[problem, default: 0] += 1 }
    }
    return byProblem.sorted { ($0.value, $1.key.sentence) > ($1.value, $0.key.sentence) }.prefix(10).map { problem, times in
      ScriptProblem(
        line: problem.line,
        sentence:
          "For \(times) of \(count) people nothing can be made: \(problem.sentence.prefix(1).lowercased())\(problem.sentence.dropFirst())",
        wayOut: problem.wayOut, weight: .warning)
    }
  }

  private static func keep(
    _ text: ScriptText, _ problems: [ScriptProblem], seconds: Double, of script: Script?, at bench: Workbench
  ) throws -> [String: String] {
    if let problem = problems.mistakes.first, !bench.order.settings.gates.contains(.script) {
      throw Refusal(
        "The script that was dropped cannot be used: \(problem.sentence)", wayOut: problem.wayOut,
        detail: problems.map { "line \($0.line): \($0.sentence)" }.joined(separator: "\n"))
    }
    try bench.keep("script.txt", Array(text.annotated(with: problems).text.utf8))
    let language = Language.detect((script?.lines ?? []).map(\.text).joined(separator: "\n"))
    return bench.cast.facts(for: language.code).merging([
      "seconds": String(seconds), "script.given": String(problems.mistakes.count), "script.hints": String(problems.count),
      "version.script": "a person, who dropped it",
    ]) { $1 }
  }
}
