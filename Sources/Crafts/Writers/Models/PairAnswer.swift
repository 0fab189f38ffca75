import Pages
import Production

/// A question and an answer about one sentence, as a small model words them.
struct PairAnswer: Hashable, Sendable {
  let question: String
  let answer: String

  static func read(_ text: String) throws(Faults) -> PairAnswer {
    let body = try AnswerText.object(in: text)
    try AnswerText.members(of: body, named: ["question", "answer"], in: "The answer")
    guard let question = body["question"]?.text, let answer = body["answer"]?.text else {
      throw Faults("\"question\" and \"answer\" must be texts.")
    }
    return PairAnswer(question: question.onOneLine, answer: answer.onOneLine)
  }
}

/// Holds a pair against its sentence: every number and name of it, and no word that it does not have.
struct PairCheck {
  let sentence: String
  let title: String
  let tongue: Tongue
  let boundary: String

  private var source: Evidence { Evidence(sentence, tongue) }

  /// The answer says what the sentence says: the same numbers, the same names, the same denials, and words of it alone.
  func accepts(answer: String) -> Bool {
    let names = { (text: String) in Set(ProperNames.all(in: text, tongue).map(ProperNames.key)) }
    let words = Set(Words.all(in: answer).map(ProperNames.key))
    return isSpoken(answer) && Evidence.sameFigures(answer, sentence) && ones(answer) == ones(sentence)
      && source.strangeNames(in: answer, known: []).isEmpty
      && names(sentence).allSatisfy { words.contains($0) } && source.strangeStems(in: answer).isEmpty
      && denials(answer) == denials(sentence)
      && Words.stems(in: answer, tongue).count * 2 >= Words.stems(in: sentence, tongue).count
      && answer.last.map { ".!".contains($0) } == true
  }

  /// The question asks for something that the sentence or the title speaks of, and brings in nothing.
  func accepts(question: String) -> Bool {
    let known = Evidence(sentence + "\n" + title, tongue)
    let stems = Words.stems(in: question, tongue)
    return isSpoken(question) && question.hasSuffix("?") && question.count { $0 == "?" } == 1 && question.count <= 100
      && known.strangeFigures(in: question).isEmpty && known.strangeNames(in: question, known: []).isEmpty
      && !stems.isEmpty && known.share(of: question) >= 0.6
  }

  private func isSpoken(_ text: String) -> Bool {
    SayableCheck.faults(text, place: "", boundary: boundary).isEmpty
  }

  /// "One" counts here: a small model loses it.
  private func ones(_ text: String) -> Int {
    let words: Set<String> = ["one", "eins", "each", "every", "both", "only", "all", "none"]
    return Words.all(in: text).count { words.contains($0) }
  }

  private func denials(_ text: String) -> Int {
    let words: Set<String> = [
      "not", "no", "never", "without", "cannot", "nor", "nicht", "kein", "keine", "nie", "ohne", "pas", "jamais", "sans", "non",
      "mai",
      "senza", "sin", "nunca", "não", "sem", "niet", "geen", "nooit", "zonder", "or", "oder", "ou", "unless", "except",
    ]
    return Words.all(in: text).count { words.contains($0) || $0.hasSuffix("n't") }
  }
}
