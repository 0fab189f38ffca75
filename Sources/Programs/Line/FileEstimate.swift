package import Production
package import Settings

/// How long the video of a document or a script would be, and what it would cost, for a command: nothing is made, and nobody is asked.
package struct FileEstimate: Hashable, Sendable, Codable {
  package let seconds: Double
  /// What it costs from the approval on, in micro-dollars by provider; empty where nothing that costs takes part.
  package let costs: [String: Money]
  /// What a person would have to mend or look at before the script can be made.
  package let remarks: Int
  /// Who speaks, by role.
  package let voices: [String: String]

  package var total: Money { costs.values.reduce(.zero) { $0 + $1 } }

  /// Of a document the script that the built-in writer makes of it.
  package static func of(
    _ path: String, settings: ServiceSettings, job: JobSettings, installation: Installation
  ) async throws -> FileEstimate {
    let work = try AsideWork(installation, settings: job)
    defer { work.close() }
    var notes = SpeechNotes.voices(areNeural: installation.speaksNeurally(settings))
    notes.merge(["name": AsideWork.name(of: path), "version": "1"]) { $1 }
    let input: (name: String, path: String)
    if DropContents.isScript(AsideWork.name(of: path)) {
      input = ("given.txt", path)
    } else {
      notes["name"] = try await work.read(path)
      input = ("document.json", work.path(of: "document.json", by: .read))
    }
    let facts = try await work.run(.script, [input], notes: notes).facts
    let voices = facts.filter { $0.key.hasPrefix("voice.") }.map { (String($0.key.dropFirst("voice.".count)), $0.value) }
    return FileEstimate(
      seconds: facts["seconds"].flatMap(Double.init) ?? 0,
      costs: Dictionary(PriceList(facts).prices.map { ($0.provider, $0.amount) }) { $0 + $1 },
      remarks: facts["script.hints"].flatMap(Int.init) ?? 0, voices: Dictionary(voices) { first, _ in first })
  }
}
