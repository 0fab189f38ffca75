import Files
import Ledger
import Production
import Scripts

extension Desk {
  /// Where scripts that no voice can read are refused, this one, if what was found out about the draft still holds for it.
  ///
  /// The language itself is not looked at here: a text of which half the lines still stand is in the language that it was in, and one that
  /// was translated is whatever its translator made of it.
  func unspoken(_ script: Script, _ record: JobRecord, read: (ScriptText) -> Script) throws -> [ScriptProblem] {
    guard record.settings.unknownLanguage == .refuse, let result = record.results[.script],
      let sentence = result.facts[SpokenFact.unspoken]
    else { return [] }
    if let draft = result.artifacts.first(where: { $0.name == "script.txt" }),
      let bytes = try house.store.read(draft.digest, atMost: ScriptText.largest), let text = try? ScriptText.parse(bytes: bytes)
    {
      let before = Set(read(text).lines.map(\.text))
      if script.lines.count(where: { before.contains($0.text) }) * 2 < script.lines.count { return [] }
    }
    return [
      ScriptProblem(
        line: 0, sentence: sentence, wayOut: "Drop the document again with settings that name a voice that speaks it.")
    ]
  }
}
