/// The one sentence that stays on the last card.
struct Takeaway {
  static let mostWords = 14

  let facts: [Fact]
  let sections: [Section]
  let scores: [Double]
  let tongue: Tongue

  struct Choice {
    let text: String
    /// The facts that it is made of.
    let told: Set<Int>
  }

  /// The document's own conclusion, or its most central short sentence; none where it has neither.
  func choose(banned: Set<Int>) -> Choice? {
    let short = facts.filter { fact in
      !banned.contains(fact.id) && !fact.pointsBack && !fact.isQuote && isSentence(fact)
        && Words.count(fact.spoken) <= Self.mostWords
    }
    let ranked = short.map { ($0, worth($0)) }.max { ($0.1, -$0.0.id) < ($1.1, -$1.0.id) }
    guard let best = ranked?.0 else { return nil }
    return joined(best)
  }

  private func isSentence(_ fact: Fact) -> Bool {
    switch fact.origin {
    case .prose, .item: Words.count(fact.spoken) >= 3 && !fact.spoken.contains(":") && !fact.spoken.contains("(")
    case .step, .keyed, .collection: false
    }
  }

  private func worth(_ fact: Fact) -> Double {
    var worth = scores[fact.id]
    if sections[fact.section].concludes { worth += 2 }
    let last = facts.last?.paragraph ?? 0
    if fact.paragraph == last, !fact.hasNumber { worth += 0.5 }
    let lower = fact.source.lowercased()
    let signs = [
      "in short", "in summary", "remember", "the key", "most important", "above all", "overall", "in conclusion", "kurz",
      "vor allem", "en resumen", "en résumé", "em resumo", "in breve", "kortom",
    ]
    if signs.contains(where: lower.contains) { worth += 1 }
    if fact.hasNumber { worth -= 0.4 }
    worth -= abs(Double(Words.count(fact.spoken)) - 8) * 0.04
    return worth
  }

  /// Two very short sentences that stand together stay together: "Start early. Time does the work."
  private func joined(_ fact: Fact) -> Choice {
    let alone = Choice(text: fact.spoken, told: [fact.id])
    let next = fact.id + 1
    guard next < facts.count, facts[next].paragraph == fact.paragraph, facts[next].place == fact.place + 1,
      !facts[next].pointsBack
    else { return alone }
    guard Words.count(fact.spoken) <= 5, Words.count(fact.spoken) + Words.count(facts[next].followOn) <= Self.mostWords - 2 else {
      return alone
    }
    return Choice(text: "\(fact.spoken) \(facts[next].followOn)", told: [fact.id, next])
  }
}
