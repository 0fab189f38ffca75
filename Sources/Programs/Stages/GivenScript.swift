import Leads
import Production
import Scripts
import Voices

/// A script that was dropped: nothing is written, it is only looked through, and shown as some of its people would hear it.
enum GivenScript {
  private static let samples = 3

  /// What cannot be used yet gets lines that say so, for a person to mend; where no person is asked, it is refused.
  static func keep(at bench: Workbench, over recording: RecordingFacts? = nil) throws -> [String: String] {
    let checking = ScriptChecking(at: bench, recording: recording?.length)
    let text = try ScriptText.parse(bytes: try bench.script())
    guard let people = try LeadsReading.read(at: bench) else {
      let reading = checking.reading(text)
      let seconds = recording.map { film(of: reading.script, over: $0, at: bench) } ?? checking.seconds(reading.script)
      return try keep(
        text, checking.problems(of: reading) + checking.unspoken(in: reading.script), seconds: seconds, of: reading.script,
        for: try price(of: reading.script, at: bench), at: bench)
    }
    let most = bench.order.settings.maxBatch
    guard people.leads.count <= most else {
      throw Refusal(
        "There are \(people.leads.count) people in the list, and one list becomes at most \(most) videos here.",
        wayOut: "Split the list; or write max_batch = \(people.leads.count) into a folder.toml beside it, and drop it again.")
    }
    let problems = checking.problems(of: text, as: people.sheet)
    var price = try VoicePrice(at: bench)
    let pronunciation = try bench.pronunciation()
    let rows = try BatchReading(of: text, to: people, checking: checking, progress: bench.progress) {
      lead, script, number in
      try price.add(bench.cast.utterances(of: script, pronunciation: pronunciation))
      if number <= samples { try bench.keep("sample-\(number).txt", Array(sample(lead, script).utf8)) }
    }
    if problems.mistakes.isEmpty, rows.good == 0 {
      let first = rows.firstProblem
      throw Refusal(
        "The script can be told to nobody in the list: \(first?.sentence ?? "")", wayOut: first?.wayOut ?? "Mend the list.")
    }
    try bench.keep(BatchRows.sheetName, Array(rows.table.csv.utf8))
    let told = checking.reading(text, values: .example(columns: people.sheet.keys)).script
    var facts = try keep(
      text, problems + checking.unspoken(in: told) + rows.missing, seconds: rows.longest, of: told, for: price.facts, at: bench)
    facts["batch.good"] = String(rows.good)
    facts["batch.bad"] = String(rows.bad + people.sheet.bad)
    return facts
  }

  private static func sample(_ lead: Lead, _ script: Script) -> String {
    "# For \(lead.shownName.onOneLine) (line \(lead.line) of the list). Only to read: what is changed here changes nothing.\n\n\(script.printed)"
  }

  private static func keep(
    _ text: ScriptText, _ problems: [ScriptProblem], seconds: Double, of script: Script?, for price: [String: String],
    at bench: Workbench
  ) throws -> [String: String] {
    if let problem = problems.mistakes.first, !bench.order.settings.gates.contains(.script) {
      throw Refusal(
        "The script that was dropped cannot be used: \(problem.sentence)", wayOut: problem.wayOut,
        detail: problems.map { "line \($0.line): \($0.sentence)" }.joined(separator: "\n"))
    }
    try bench.keep("script.txt", Array(text.annotated(with: problems).text.utf8))
    return bench.cast.facts(for: script.map { bench.cast.language(of: $0) } ?? "und").merging([
      "seconds": String(seconds), "script.given": String(problems.mistakes.count), "script.hints": String(problems.count),
      "version.script": "a person, who dropped it",
    ]) { $1 }.merging(price) { $1 }
  }

  /// How long the film of a recording will be, in seconds.
  private static func film(of script: Script, over recording: RecordingFacts, at bench: Workbench) -> Double {
    guard recording.hasPicture else { return recording.length.seconds }
    let utterances = bench.cast.utterances(of: script.withoutTimes)
    let said = utterances.isEmpty ? nil : Recording(samples: [], voiceover: .estimated(utterances))
    return LaidVoice(said, in: DemoSections(of: script), over: recording, bench.order.settings.demo).voiceover.length.seconds
  }

  private static func price(of script: Script?, at bench: Workbench) throws -> [String: String] {
    guard let script else { return [:] }
    return try VoicePrice(of: bench.cast.utterances(of: script, pronunciation: try bench.pronunciation()), at: bench).facts
  }
}
