import Leads
import Production
import Scripts

/// A template as each of many people would hear it. Of each only what is needed later is kept: there may be thousands.
struct BatchReading {
  private(set) var table: BatchTable
  /// How many of them something can be made for, and for how many not.
  private(set) var good = 0
  private(set) var bad = 0
  /// In seconds, of the longest of their scripts.
  private(set) var longest = 0.0
  private(set) var firstProblem: ScriptProblem?
  private var times: [ScriptProblem: Int] = [:]

  /// `use` gets each script that can be made, with its number, from 1 on. Every person is told: a long list is no silence.
  init(
    of text: ScriptText, to people: People, checking: ScriptChecking, progress: (Double, String) -> Void,
    use: (Lead, Script, _ number: Int) throws -> Void
  ) throws {
    var rows: [(lead: Lead, problems: [ScriptProblem])] = []
    let leads = people.leads
    rows.reserveCapacity(leads.count)
    for (index, lead) in leads.enumerated() {
      progress(Double(index) / Double(leads.count), "the script for \(index + 1) of \(leads.count) people")
      let reading = checking.reading(text, values: people.sheet.values(of: lead))
      rows.append((lead, reading.problems))
      if reading.problems.isEmpty {
        good += 1
        longest = max(longest, checking.seconds(reading.script))
        try use(lead, reading.script, good)
      } else {
        bad += 1
        firstProblem = firstProblem ?? reading.problems.first
        for problem in Set(reading.problems) where problem.weight == .missing { times[problem, default: 0] += 1 }
      }
    }
    table = BatchTable(people.sheet, rows, struck: people.struck)
  }

  /// How many would get nothing, and why; their lines stand in batch.csv.
  var missing: [ScriptProblem] {
    times.sorted { ($0.value, $1.key.sentence) > ($1.value, $0.key.sentence) }.prefix(10).map { problem, times in
      ScriptProblem(
        line: problem.line,
        sentence:
          "For \(times) of \(good + bad) people nothing can be made: \(problem.sentence.prefix(1).lowercased())\(problem.sentence.dropFirst())",
        wayOut: problem.wayOut, weight: .warning)
    }
  }
}
