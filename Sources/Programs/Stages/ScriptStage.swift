import Documents
import Production
import Scripts
import Settings
import Voices
import Writers

/// Structured text into a script.
enum ScriptStage: StageWork {
  static func run(at bench: Workbench) throws -> [String: String] {
    bench.progress(0, "writing the script")
    let recording = try bench.recordingFacts()
    if bench.order.inputs.contains(where: { $0.name == "given.txt" }) {
      return try GivenScript.keep(at: bench, over: recording)
    }
    if let recording { return try DraftedSections(of: recording, at: bench).keep(at: bench) }
    let notes = bench.order.notes
    // A draft is as long as every platform takes; a person may make it longer.
    let settings = bench.order.settings.forEveryFormat
    if bench.order.inputs.contains(where: { $0.name == "consulted.json" }) { return try keepConsulted(at: bench) }
    let document = try bench.documentInFocus()
    let seconds = bench.seconds(forWritingOf: document)
    let draft = OfflineWriter().write(
      document: document, fileName: notes["name"] ?? "", settings: settings,
      notes: notes["notes"].flatMap { $0.isEmpty ? nil : $0 }, version: notes["version"].flatMap(Int.init) ?? 1,
      isTopic: notes[WritingNote.isTopic] != nil, secondsFor: seconds)
    let why = notes[ConsultNotes.offlineWhy]
    let head = why.map { "# No language model wrote this, but the built-in writer. \($0)\n".onOneLine + "\n" } ?? ""
    var facts = try keep(draft, head: head, at: bench)
    facts["version.script"] =
      "the built-in writer, which says only what stands in the document" + (why.map { "; no language model: \($0)" } ?? "")
    return facts
  }

  /// A language model wrote it, and what it wrote was accepted.
  private static func keepConsulted(at bench: Workbench) throws -> [String: String] {
    let draft = try bench.value(Draft.self, from: "consulted.json", atMost: 16 << 20)
    var facts = try keep(draft, head: "", at: bench)
    facts["version.script"] = draft.facts["model"].map { "the language model \($0)" } ?? "a language model"
    return facts
  }

  private static func keep(_ draft: Draft, head: String, at bench: Workbench) throws -> [String: String] {
    let settings = bench.order.settings
    let written = ScriptText.parse(head + draft.script.printed(from: settings.showsSources ? draft.sourcesByLine : [:]))
    let remarks = try ScriptChecking(at: bench).remarks(on: written)
    try bench.keep("script.txt", Array(written.annotated(with: remarks).text.utf8))
    try bench.keep("draft.json", json: draft)
    bench.progress(1, "the script is written")
    // As it was written: a document may be in another language.
    var facts = draft.facts.merging(bench.cast.facts(for: bench.cast.language(of: draft.script))) { $1 }
    facts["script.hints"] = String(remarks.count)
    let utterances = bench.cast.utterances(of: draft.script, pronunciation: try bench.pronunciation())
    facts["seconds"] = String(SpeechEstimate.seconds(utterances))
    return facts.merging(try VoicePrice(of: utterances, at: bench).facts) { $1 }
  }
}
