/// The one sentence that stays on the last card.
struct Takeaway {
  static let mostWords = 14

  let facts: [Fact]
  let sections: [Section]
  let titleStems: Set<String>
  let tongue: Tongue
  let verbs: EnglishVerbs
  let scores: [Double]
  /// The title, where it says something: news are best summed up by their headline.
  let headline: String?

  struct Choice {
    let text: String
    /// The facts that it is made of.
    let told: Set<Int>
  }

  /// The document's own conclusion, or its most central short sentence; none where it has neither.
  func choose(banned: Set<Int>) -> Choice? {
    choose(from: facts.filter { !sections[$0.section].asks }, banned: banned)
      ?? choose(from: facts.filter(\.opensSection), banned: banned, least: 0)
  }

  /// Something that was told already.
  func repeated(banned: Set<Int>) -> Choice? {
    facts.count > 1 ? choose(from: facts.filter { !sections[$0.section].asks }, banned: banned) : nil
  }

  private func choose(from facts: [Fact], banned: Set<Int>, least: Double = -.infinity) -> Choice? {
    let short = facts.filter { fact in
      !banned.contains(fact.id) && !fact.pointsBack && !fact.isQuote && !fact.isFragment && !fact.isElliptic && !fact.isAside
        && isSentence(fact)
        && Words.count(fact.spoken) <= Self.mostWords
    }
    let ranked = short.map { ($0, worth($0)) }.max { ($0.1, -$0.0.id) < ($1.1, -$1.0.id) }
    guard let (best, value) = ranked, value > least else { return nil }
    if let headline, value < 0.4 { return Choice(text: headline, told: []) }
    return joined(best)
  }

  private func isSentence(_ fact: Fact) -> Bool {
    switch fact.origin {
    case .prose, .item:
      Words.count(fact.spoken) >= 3 && !fact.spoken.contains { ":(\"“”„«/#*".contains($0) }
        && (tongue != .english || isWhole(fact.spoken))
    case .step, .keyed, .collection: false
    }
  }

  /// A card is read without what was said before: only a sentence whose subject and verb are known stands on it.
  private func isWhole(_ sentence: String) -> Bool {
    EnglishClause(sentence, verbs: verbs) != nil && !["yes", "no"].contains(Words.all(in: sentence).first ?? "")
  }

  private func worth(_ fact: Fact) -> Double {
    let words = Words.all(in: fact.spoken)
    var worth = scores[fact.id] * 0.5 + min(0.6, Double(titleStems.intersection(fact.stems).count) * 0.3)
    let first = words.first ?? ""
    if !tongue.pointers.isDisjoint(with: [first])
      || ["if", "when", "as", "after", "before", "since", "in", "on", "at", "for"].contains(first)
    {
      worth -= 0.6
    }
    let concludes = sections[fact.section].concludes
    if concludes { worth += 2 }
    // What has nothing of the title in it sums up something else.
    if !concludes, titleStems.isDisjoint(with: fact.stems) { worth -= 0.4 }
    let last = facts.last?.paragraph ?? 0
    if fact.paragraph == last, !fact.hasNumber { worth += fact.id == facts.count - 1 ? 0.4 : 0.3 }
    if fact.isAdvice { worth += 0.3 }
    if words.contains(
      where: ["one", "it", "them", "this", "see", "contact", "visit", "email", "call", "click", "ask", "we"].contains)
    {
      worth -= 0.7
    }
    if fact.spoken.hasSuffix("!") { worth -= 0.5 }
    if first == "a" || first == "an" { worth -= 0.2 }
    if words.contains("not") || words.contains("nicht") { worth -= 0.3 }
    if fact.spoken != fact.followOn { worth -= 0.5 }
    let lower = fact.source.lowercased()
    let signs = [
      "in short", "in summary", "remember", "the key", "most important", "above all", "overall", "in conclusion", "kurz",
      "vor allem", "en resumen", "en résumé", "em resumo", "in breve", "kortom",
    ]
    if signs.contains(where: lower.contains) { worth += 1 }
    if fact.hasNumber || tongue == .english && Words.all(in: fact.spoken).contains(where: EnglishWords.isNumber) { worth -= 0.4 }
    worth -= abs(Double(Words.count(fact.spoken)) - 8) * 0.04
    return worth
  }

  /// Very short sentences that stand together stay together: "Start early. Time does the work."
  private func joined(_ fact: Fact) -> Choice {
    let all = facts.filter { $0.paragraph == fact.paragraph && $0.section == fact.section }
    let whole = all.map(\.followOn).joined(separator: " ")
    if (2...3).contains(all.count), Words.count(whole) <= Self.mostWords,
      all.allSatisfy({ !$0.isFragment && !$0.isElliptic && isSentence($0) || Words.count($0.spoken) < 4 })
    {
      return Choice(text: whole, told: Set(all.map(\.id)))
    }
    return Choice(text: fact.spoken, told: [fact.id])
  }
}
