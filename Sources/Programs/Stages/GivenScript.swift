import Production
import Scripts
import Voices

/// A script that was dropped with its document: nothing is written, it is only looked through.
enum GivenScript {
  /// What cannot be used yet gets lines that say so, for a person to mend; where no person is asked, it is refused.
  static func keep(at bench: Workbench) throws -> [String: String] {
    let settings = bench.order.settings
    let cast = Cast(settings, voicesAreNeural: bench.order.notes["voices"] != "built-in")
    let text = try ScriptText.parse(bytes: try bench.read("given.txt", atMost: ScriptText.largest))
    let reading = text.read(
      cast: [settings.questioner.name, settings.explainer.name], longest: settings.longest,
      estimate: { script in Timecode(seconds: SpeechEstimate.seconds(cast.utterances(of: script))) })
    if let problem = reading.problems.first, !settings.gates.contains(.script) {
      throw Refusal(
        "The script that was dropped with it cannot be used: \(problem.sentence)", wayOut: problem.wayOut,
        detail: reading.problems.map { "line \($0.line): \($0.sentence)" }.joined(separator: "\n"))
    }
    try bench.keep("script.txt", Array(text.annotated(with: reading.problems).text.utf8))
    return [
      "seconds": String(SpeechEstimate.seconds(cast.utterances(of: reading.script))),
      "script.given": String(reading.problems.count), "version.script": "a person, who dropped it with the document",
    ]
  }
}
