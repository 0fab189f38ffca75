package import Files
package import Production

/// What the people of a review folder decided, as far as its names say. Pure: it sees a listing and touches nothing.
package enum ReviewDecision: Hashable, Sendable {
  case undecided
  case decided(Decision, marker: FileName, script: FileName?)
  /// Something was meant, but not what; it decides nothing, and the folder says why.
  case unclear(Refusal)

  package var isMade: Bool {
    if case .decided = self { true } else { false }
  }

  /// `names` are the files of the folder without litter and without our own notes.
  package static func read(_ names: [FileName], job: JobName, at gate: Gate = .script) -> ReviewDecision {
    var decisions: [(decision: Decision, name: FileName)] = []
    var unclear: [FileName] = []
    var scripts: [FileName] = []
    for name in names.sorted(by: { $0.bytes.lexicographicallyPrecedes($1.bytes) }) {
      let text = name.description
      let isScript = MarkerWords.isAbout(gate, text)
      if isScript { scripts.append(name) }
      switch MarkerWords.read(text) {
      case .silent: continue
      case .unclear: unclear.append(name)
      case .decision(let decision):
        if isScript || MarkerWords.isBareMarker(text, job: job) {
          decisions.append((decision, name))
        } else {
          unclear.append(name)
        }
      }
    }
    if let name = unclear.first { return .unclear(notUnderstood(name, at: gate)) }
    guard let first = decisions.first else { return .undecided }
    guard decisions.allSatisfy({ $0.decision == first.decision }) else { return .unclear(contradiction(decisions.map(\.name))) }
    let markedScripts = decisions.map(\.name).filter { scripts.contains($0) }
    if markedScripts.count > 1 { return .unclear(twoScripts(markedScripts, at: gate)) }
    // A renamed script is what is decided about; beside a bare marker it is the script that lies there.
    if let marked = markedScripts.first { return .decided(first.decision, marker: marked, script: marked) }
    guard scripts.count <= 1 else { return .unclear(twoScripts(scripts, at: gate)) }
    return .decided(first.decision, marker: first.name, script: scripts.first)
  }

  private static func notUnderstood(_ name: FileName, at gate: Gate) -> Refusal {
    Refusal(
      "The name \"\(name)\" was not understood, so nothing was decided.",
      wayOut:
        "To approve, rename \(gate.fileName) to \"\(gate) approved.txt\"; to have it made anew, to \"\(gate) rejected.txt\".")
  }

  private static func contradiction(_ names: [FileName]) -> Refusal {
    Refusal(
      "Two files here say different things, so nothing was decided: \(quoted(names)).",
      wayOut: "Keep the one that is meant, and rename the other back or delete it.")
  }

  package static func twoScripts(_ names: [FileName], at gate: Gate = .script) -> Refusal {
    let what = gate == .script ? "scripts" : "copies of \(gate.fileName)"
    return Refusal(
      "There are several \(what) here, and it is not clear which one is meant: \(quoted(names)).",
      wayOut: "Keep the one that is meant, and move the others away.")
  }

  private static func quoted(_ names: [FileName]) -> String { names.map { "\"\($0)\"" }.joined(separator: ", ") }
}
