import Production
import Scripts

/// Small models only word what was chosen without them: one question and one spoken answer a fact. Where theirs will not do, the
/// sentence of the document stands, and so a whole script comes of even the poorest of them.
extension ModelWriter {
  /// A fact in the script that was written without a model, and the lines that tell it.
  private struct Pair {
    let question: Int?
    let answer: Int
    let sentence: String
  }

  func spokenPairs(_ card: ModelCard, _ brief: Brief, _ consultant: inout Consultant<some Consulting>) throws -> Draft? {
    let offline = brief.offline
    var script = offline.script
    let longest = brief.longest(beside: offline.script)
    var taken = 0
    let pairs = Self.pairs(offline)
    for pair in pairs {
      guard let inquiry = try inquiry(pair, card, brief, &consultant) else {
        consultant.note(card, Self.priceUnknown)
        return nil
      }
      let answered = consultant.answers.count
      guard let text = try consultant.ask(inquiry) else {
        // One that rambles may do better with the next fact; a server that does not answer will not answer then either.
        if consultant.answers.count > answered { continue }
        return nil
      }
      guard let worded = try? PairAnswer.read(text) else {
        consultant.reject("It is no question and answer: the document's sentence stands.")
        continue
      }
      let before = script
      take(worded, pair, brief, into: &script)
      if script == before {
        consultant.reject("It says something else than the document: the document's sentence stands.")
      } else if brief.check.seconds(of: script) > longest {
        script = before
        consultant.reject("It makes the video too long: the document's sentence stands.")
      } else {
        taken += 1
      }
    }
    guard taken > 0 else {
      consultant.note(card, "Nothing that it wrote could be used.")
      return nil
    }
    script.length = Timecode(seconds: Double(Int(brief.check.seconds(of: script) + 0.5)))
    var facts = facts(card, brief, consultant.answers)
    facts["worded"] = "\(taken) of \(pairs.count)"
    return Draft(script: script, sources: offline.sources, facts: facts)
  }

  private func take(_ worded: PairAnswer, _ pair: Pair, _ brief: Brief, into script: inout Script) {
    let material = brief.material
    let check = PairCheck(
      sentence: pair.sentence, title: material.title, tongue: material.tongue, boundary: brief.check.boundary)
    let said = Set(script.lines.map { $0.text.lowercased() })
    if let question = pair.question, check.accepts(question: worded.question), !said.contains(worded.question.lowercased()) {
      script.lines[question].text = worded.question
    }
    if check.accepts(answer: worded.answer), !said.contains(worded.answer.lowercased()) {
      script.lines[pair.answer].text = worded.answer
    }
  }

  private static func pairs(_ draft: Draft) -> [Pair] {
    let said = Set(draft.sources.map(\.line))
    return draft.sources.map { source in
      let before = source.line - 1
      return Pair(
        question: before >= 0 && !said.contains(before) ? before : nil, answer: source.line, sentence: source.sentence)
    }
  }

  private func inquiry(
    _ pair: Pair, _ card: ModelCard, _ brief: Brief, _ consultant: inout Consultant<some Consulting>
  ) throws -> Inquiry? {
    let talk = brief.pair(pair.sentence)
    let estimate = try estimate(
      card, &consultant, tokensIn: TokenGuess.count(talk.text) + TokenGuess.frame,
      tokensOut: TokenGuess.count(pair.sentence) + 30)
    return estimate.map { Inquiry(card: card, talk: talk, schema: .pair, estimate: $0, most: max(200, $0.tokensOut * 3)) }
  }
}
