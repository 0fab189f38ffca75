import Production
import Scripts
import Voices

/// The approved script, read back by the stages that make something of it.
struct ApprovedScript {
  let script: Script
  let settings: JobSettings

  init(at bench: Workbench) throws {
    settings = bench.order.settings
    let text = try ScriptText.parse(bytes: try bench.read("script.txt", atMost: ScriptText.largest))
    // A template is looked at as a person of whom everything is known would hear it.
    let keys = bench.order.notes["leads"].map { $0.split(separator: ",").map(String.init) }
    let values = keys.map { LeadValues.example(columns: $0) } ?? .none
    let reading = text.read(cast: [settings.questioner.name, settings.explainer.name], values: values)
    if let problem = reading.problems.first {
      throw Refusal(
        "The approved script cannot be read back: \(problem.sentence)", wayOut: "Mend it and drop the document again.",
        detail: "line \(problem.line); \(reading.problems.count) problems in all")
    }
    script = reading.script
  }

  func settings(of speaker: String) -> SpeakerSettings { Cast(settings).settings(of: speaker) }

  var utterances: [Utterance] { Cast(settings).utterances(of: script) }
}

/// Who speaks with which voice.
struct Cast {
  private let questioner: SpeakerSettings
  private let explainer: SpeakerSettings

  init(_ settings: JobSettings) {
    questioner = settings.questioner
    explainer = settings.explainer
  }

  func settings(of speaker: String) -> SpeakerSettings { speaker == questioner.name ? questioner : explainer }

  /// What is said, in order; the explainer says the takeaway too.
  func utterances(of script: Script) -> [Utterance] {
    let lines = script.lines.enumerated().map { index, line in
      Utterance(
        part: .line(index), speaker: line.speaker, voice: settings(of: line.speaker).voice, text: line.text,
        notBefore: line.section?.start)
    }
    guard !script.takeaway.isEmpty else { return lines }
    return lines + [Utterance(part: .takeaway, speaker: explainer.name, voice: explainer.voice, text: script.takeaway)]
  }
}
