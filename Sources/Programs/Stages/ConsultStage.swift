import Documents
import Production
import Scripts
import Settings
import Writers

/// Structured text to language models, one after the other, until one of their answers can be accepted.
///
/// It may leave no draft: then the script stage writes by itself, and says why.
enum ConsultStage: StageWork {
  static func run(at bench: Workbench) throws -> [String: String] {
    let notes = bench.order.notes
    guard let consult = try ConsultNotes(notes: notes), !consult.models.isEmpty else {
      return [ConsultNotes.offlineWhy: "No language model is set up any more."]
    }
    bench.progress(0, "asking a language model")
    let document = try bench.documentInFocus()
    let desk = PaidDesk(at: bench, payees: consult.models.map(\.payee))
    let task = ModelTask(
      document: document, fileName: notes["name"] ?? "", settings: bench.order.settings.forEveryFormat,
      notes: notes["notes"].flatMap { $0.isEmpty ? nil : $0 }, version: notes["version"].flatMap(Int.init) ?? 1,
      models: consult.models)
    let consultation = try ModelWriter().write(task, with: desk, secondsFor: bench.seconds(forWritingOf: document))
    try bench.keep("answers.json", json: consultation.answers)
    var facts = self.facts(of: consultation.answers)
    if let draft = consultation.draft {
      try bench.keep("consulted.json", json: draft)
      bench.progress(1, "a language model has written")
      return facts.merging(draft.facts) { $1 }
    }
    facts[ConsultNotes.offlineWhy] = try why(consultation.failure, desk, offlineToo: consult.offlineToo)
    return facts
  }

  /// Why the built-in writer is to write. Where it may not, or where asking later may help, this throws.
  private static func why(_ told: Failure?, _ desk: PaidDesk, offlineToo: Bool) throws -> String {
    let failure = readable(
      told ?? Failure(Refusal("No language model wrote a script.", wayOut: "Ask for a new version."), kind: .input))
    if desk.isWrappingUp, !desk.leftUnclear { throw Failure(failure.refusal, kind: .restart) }
    // Asked again, a call that perhaps arrived would perhaps be paid twice.
    let isOver = failure.kind == .input || desk.leftUnclear || desk.isLeftAlone
    if isOver, offlineToo {
      let doubt = desk.leftUnclear ? " Nobody can say whether it was charged." : ""
      return failure.refusal.sentence + doubt
    }
    if desk.isLeftAlone, !desk.leftUnclear { throw Failure(failure.refusal, kind: .restart, pause: pauseForAKey) }
    throw failure
  }

  /// As long as a refused key is given to nobody.
  private static let pauseForAKey = Duration.seconds(900)

  /// With what each model did, which people are to know.
  private static func readable(_ failure: Failure) -> Failure {
    guard !failure.refusal.detail.isEmpty else { return failure }
    let refusal = Refusal(failure.refusal.detail.onOneLine, wayOut: failure.refusal.wayOut)
    return Failure(refusal, kind: failure.kind, pause: failure.pause)
  }

  private static func facts(of answers: [ModelAnswer]) -> [String: String] {
    var facts: [String: String] = [:]
    for (index, answer) in answers.enumerated() {
      let problem = answer.problem.map { "; not used: \($0)" } ?? ""
      facts["call.\(index + 1)"] =
        "\(answer.model) (\(answer.id)): \(answer.tokensIn) tokens in, \(answer.tokensOut) out, \(answer.cost.exact)\(problem)"
    }
    return facts
  }
}

extension Money {
  /// To a hundredth of a cent: what a model takes is often less than a cent.
  fileprivate var exact: String {
    let parts = microDollars / 100
    let rest = String(parts % 10_000)
    return "$\(parts / 10_000)." + String(repeating: "0", count: max(0, 4 - rest.count)) + rest
  }
}
