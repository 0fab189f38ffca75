package import Files
package import Production

/// What the people of a review folder decided, as far as its names say. Pure: it sees a listing and touches nothing.
package enum ReviewDecision: Hashable, Sendable {
  case undecided
  /// `marked` are the scripts that bear the word in their names; `marker` is the first of them, or the file that is nothing but a marker.
  case decided(Decision, marker: FileName, marked: [FileName])
  /// Something was meant, but not what; it decides nothing, and the folder says why.
  case unclear(Refusal)

  package var isMade: Bool {
    if case .decided = self { true } else { false }
  }

  /// `names` are the files of the folder without litter and without our own notes.
  package static func read(_ names: [FileName], job: JobName, at gate: Gate = .script) -> ReviewDecision {
    var decisions: [(decision: Decision, name: FileName)] = []
    var marked: [FileName] = []
    var unclear: [FileName] = []
    for name in names.sorted(by: { $0.bytes.lexicographicallyPrecedes($1.bytes) }) {
      let text = name.description
      let isSubject = MarkerWords.isAbout(gate, text)
      let isMeant = isSubject || MarkerWords.isBareMarker(text, job: job)
      switch MarkerWords.read(text) {
      case .silent: continue
      case .nearly: if isMeant { unclear.append(name) }
      case .unclear: unclear.append(name)
      case .decision(let decision):
        guard isMeant else {
          unclear.append(name)
          continue
        }
        decisions.append((decision, name))
        if isSubject { marked.append(name) }
      }
    }
    if let name = unclear.first { return .unclear(notUnderstood(name, at: gate)) }
    guard let first = decisions.first else { return .undecided }
    guard decisions.allSatisfy({ $0.decision == first.decision }) else { return .unclear(contradiction(decisions.map(\.name))) }
    return .decided(first.decision, marker: marked.first ?? first.name, marked: marked)
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

  static func quoted(_ names: [FileName]) -> String { names.map { "\"\($0)\"" }.joined(separator: ", ") }
}
