import Documents
import Production
import Scripts
import Voices
import Writers

/// Structured text into a script.
enum ScriptStage: StageWork {
  static func run(at bench: Workbench) throws -> [String: String] {
    bench.progress(0, "writing the script")
    if bench.order.inputs.contains(where: { $0.name == "given.txt" }) { return try GivenScript.keep(at: bench) }
    let notes = bench.order.notes
    let settings = bench.order.settings
    let document = try bench.value(StructuredDocument.self, from: "document.json", atMost: 64 << 20)
    let cast = Cast(settings, voicesAreNeural: notes["voices"] != "built-in")
    let seconds = { (text: String, voice: String) in SpeechEstimate.seconds(text, voice: cast.speaking(voice)) }
    let draft = OfflineWriter().write(
      document: document, fileName: notes["name"] ?? "", settings: settings,
      notes: notes["notes"].flatMap { $0.isEmpty ? nil : $0 }, version: notes["version"].flatMap(Int.init) ?? 1,
      secondsFor: seconds)
    try bench.keep("script.txt", Array(draft.script.printed.utf8))
    try bench.keep("draft.json", json: draft)
    var facts = draft.facts
    facts["seconds"] = String(SpeechEstimate.seconds(cast.utterances(of: draft.script)))
    facts["version.script"] = "the built-in writer, which says only what stands in the document"
    bench.progress(1, "the script is written")
    return facts
  }
}
