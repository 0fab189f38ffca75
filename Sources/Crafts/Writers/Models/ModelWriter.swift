import Language
import Production

/// Lets language models write scripts, and believes none of them.
///
/// A model reads the document as data and answers in one form. Whatever it answers is held against the script's form and against the
/// document; it may mend it once, then the next model is asked.
package struct ModelWriter: Sendable {
  /// The letters of a document that a model is given at most; of longer ones, the best parts.
  private static let room = 60_000
  /// A server of unknown size is given less.
  private static let smallRoom = 24_000

  package init() {}

  /// Asks the models of a task in their order until one writes a script that can be used.
  ///
  /// `secondsFor` says how long a voice speaks a text. What comes back has no draft where no model wrote one.
  package func write(
    _ task: ModelTask, with desk: some Consulting, secondsFor: @escaping (_ text: String, _ voice: String) -> Double
  ) throws -> Consultation {
    var consultant = Consultant(desk: desk)
    for (index, card) in task.models.enumerated() {
      desk.progress(Double(index) / Double(max(1, task.models.count)), "asking \(card.name)")
      let brief = Brief(task, letters: Self.letters(for: card), secondsFor: secondsFor)
      guard !brief.material.isEmpty else { return nothingToTell(consultant.answers) }
      let draft =
        try card.small ? spokenPairs(card, brief, &consultant) : wholeScript(card, brief, &consultant)
      if let draft { return Consultation(draft: draft, answers: consultant.answers) }
    }
    return Consultation(draft: nil, answers: consultant.answers, failure: failure(consultant.troubles))
  }

  private static func letters(for card: ModelCard) -> Int { card.provider == .compatible ? smallRoom : room }

  // MARK: A whole script

  private func wholeScript(
    _ card: ModelCard, _ brief: Brief, _ consultant: inout Consultant<some Consulting>
  ) throws -> Draft? {
    guard let estimate = try estimate(card, brief, &consultant) else {
      consultant.note(card, Self.priceUnknown)
      return nil
    }
    let most = Self.most(card, expected: estimate.tokensOut)
    let talk = brief.script
    guard let text = try consultant.ask(Inquiry(card: card, talk: talk, schema: .script, estimate: estimate, most: most)) else {
      return nil
    }
    let (answer, faults) = judged(text, brief.check)
    if let answer, faults.isEmpty { return draft(answer, brief, card, consultant.answers, repaired: []) }
    consultant.reject(Self.list(faults))
    if let mended = try mended(text, faults, card, brief, &consultant) { return mended }
    // The first answer is still there, if only its length was a little off.
    if let draft = accepted(answer, faults, brief, card, consultant.answers, repaired: []) { return draft }
    consultant.note(card, "Its script could not be used: \(faults.first?.sentence ?? "")")
    return nil
  }

  /// The script after one chance to mend it.
  private func mended(
    _ text: String, _ faults: [Fault], _ card: ModelCard, _ brief: Brief, _ consultant: inout Consultant<some Consulting>
  ) throws -> Draft? {
    guard text.utf8.count <= AnswerText.longest else { return nil }
    let repair = Brief.repair(faults)
    let (tokensIn, tokensOut) = consultant.lastTokens
    let estimate = try estimate(
      card, &consultant, tokensIn: tokensIn + tokensOut + TokenGuess.count(repair), tokensOut: max(tokensOut, 200))
    guard let estimate else { return nil }
    let inquiry = Inquiry(
      card: card, talk: brief.script.after(text, saying: repair), schema: .script, estimate: estimate,
      most: Self.most(card, expected: estimate.tokensOut))
    guard let again = try consultant.ask(inquiry) else { return nil }
    let (answer, left) = judged(again, brief.check)
    if let draft = accepted(answer, left, brief, card, consultant.answers, repaired: faults) { return draft }
    consultant.reject(Self.list(left))
    return nil
  }

  /// What an answer says, and all that is wrong with it.
  private func judged(_ text: String, _ check: ScriptCheck) -> (ScriptAnswer?, [Fault]) {
    do throws(Faults) {
      let answer = try ScriptAnswer.read(text)
      return (answer, check.faults(answer))
    } catch {
      return (nil, error.all)
    }
  }

  private func accepted(
    _ answer: ScriptAnswer?, _ faults: [Fault], _ brief: Brief, _ card: ModelCard, _ answers: [ModelAnswer], repaired: [Fault]
  ) -> Draft? {
    guard let answer, faults.allSatisfy(\.isMild) else { return nil }
    return draft(answer, brief, card, answers, repaired: repaired)
  }

  private func draft(
    _ answer: ScriptAnswer, _ brief: Brief, _ card: ModelCard, _ answers: [ModelAnswer], repaired: [Fault]
  ) -> Draft {
    var facts = facts(card, brief, answers)
    if !repaired.isEmpty { facts["repaired"] = Self.list(repaired) }
    return brief.check.draft(answer, facts: facts)
  }

  /// For the receipt.
  func facts(_ card: ModelCard, _ brief: Brief, _ answers: [ModelAnswer]) -> [String: String] {
    var facts = [
      "writer": card.name, "model": card.model, "language": brief.material.tongue.language.code, "calls": "\(answers.count)",
      "tokens in": "\(answers.reduce(0) { $0 + $1.tokensIn })", "tokens out": "\(answers.reduce(0) { $0 + $1.tokensOut })",
      "cost": "\(answers.reduce(Money.zero) { $0 + $1.cost })",
    ]
    if brief.material.withheld > 0 { facts["withheld"] = "\(brief.material.withheld) passages that give orders to a machine" }
    if brief.material.cut > 0 { facts["left out"] = "\(brief.material.cut) passages, for want of room" }
    let refused = answers.filter { $0.model != card.name }.compactMap { answer in answer.problem.map { "\(answer.model): \($0)" }
    }
    if !refused.isEmpty { facts["refused"] = refused.joined(separator: " ") }
    return facts
  }

  private static func list(_ faults: [Fault]) -> String { faults.prefix(5).map(\.sentence).joined(separator: " ") }

  // MARK: Estimates

  private func estimate(
    _ card: ModelCard, _ brief: Brief, _ consultant: inout Consultant<some Consulting>
  ) throws -> ModelEstimate? {
    let talk = brief.script
    // A script of the asked length, as one that costs nothing is written: the model's will be about as long.
    let sample = brief.sample.source
    let longer = Conversation(system: talk.system, user: (talk.turns.first?.text ?? "") + "\n" + sample)
    if let counted = try consultant.counted(talk, .script, card), let more = try consultant.counted(longer, .script, card) {
      return try estimate(card, &consultant, tokensIn: counted, tokensOut: max(1, more - counted), isCounted: true)
    }
    return try estimate(
      card, &consultant, tokensIn: TokenGuess.count(talk.text) + TokenGuess.frame, tokensOut: TokenGuess.count(sample))
  }

  func estimate(
    _ card: ModelCard, _ consultant: inout Consultant<some Consulting>, tokensIn: Int, tokensOut: Int, isCounted: Bool = false
  ) throws -> ModelEstimate? {
    guard let price = try consultant.price(of: card, prompt: tokensIn) else { return nil }
    let most = TokenUse(fresh: isCounted ? tokensIn : tokensIn * 3 / 2, out: Self.most(card, expected: tokensOut))
    return ModelEstimate(tokensIn: tokensIn, tokensOut: tokensOut, most: price.cost(most))
  }

  /// The most tokens of an answer, in thousands. Thoughts count too, where a model thinks before it writes.
  static func most(_ card: ModelCard, expected: Int) -> Int {
    let most = expected * 2 + (card.isOnThisMachine ? 500 : 6000)
    return (most + 999) / 1000 * 1000
  }

  static let priceUnknown = "Nobody knows what it costs: its prices must stand in config.toml."

  // MARK: No script

  private func nothingToTell(_ answers: [ModelAnswer]) -> Consultation {
    Consultation(
      draft: nil, answers: answers,
      failure: Failure(
        Refusal(
          "There is nothing in this document that a language model may be given.",
          wayOut: "Drop a document with sentences for people in it."), kind: .input))
  }

  private func failure(_ troubles: [ModelTrouble]) -> Failure {
    let passes = !troubles.isEmpty && troubles.allSatisfy(\.passes)
    return Failure(
      Refusal(
        "No language model wrote a script that can be used.",
        wayOut: passes ? "It is tried again by itself." : "Ask for another version, or write the script yourself.",
        detail: troubles.map { "\($0.model): \($0.sentence)" }.joined(separator: " ")),
      kind: passes ? .passing : .input, pause: troubles.compactMap(\.pause).max())
  }
}
