/// How much each fact deserves to be told.
struct Worth {
  let facts: [Fact]
  let sections: [Section]
  let own: [[Question]]
  let titleStems: Set<String>
  let wishes: Wishes
  /// Zero for the first version; others choose a little differently.
  let variation: Int
  let tongue: Tongue
  let verbs: EnglishVerbs

  func scores() -> [Double] {
    let central = Centrality(facts).rank()
    return facts.map { fact in
      central[fact.id] + shape(fact) + place(fact) + asked(fact) + wished(fact) + chance(fact)
    }
  }

  /// Some sentences can be said and understood at once, others not.
  private func shape(_ fact: Fact) -> Double {
    let words = Words.count(fact.spoken)
    var score = 0.0
    score -= Double(max(0, words - 18)) * 0.03
    if fact.isFragment { score -= 0.7 }
    if fact.isAside { score -= 3 }
    if Self.noise.contains(where: fact.spoken.contains) { score -= 0.6 }
    if words > 32 { score -= 0.3 }
    if words < 4, !fact.isStep { score -= 0.4 }
    if wishes.simpler { score -= Double(max(0, words - 10)) * 0.04 }
    if fact.hasNumber { score += wishes.fewerNumbers ? -0.8 : 0.15 }
    if fact.pointsBack { score -= 0.3 }
    if !fact.opensSection, Self.conditions.contains(Words.all(in: fact.spoken).first ?? "") { score -= 0.15 }
    if fact.isQuote { score -= 0.25 }
    if fact.spoken.hasSuffix("!") { score -= 0.5 }
    if fact.spoken.contains("(") { score -= 0.1 }
    if fact.spoken.contains("\"") || fact.spoken.contains("“") { score -= 0.1 }
    score += min(0.2, Double(fact.emphasised) * 0.1)
    switch fact.origin {
    case .step: score += 0.05
    case .collection: score += 0.15
    case .keyed: score += 0.05
    case .prose, .item: break
    }
    return score
  }

  /// What begins with a condition often continues what was said before.
  private static let conditions: Set<String> = ["if", "when", "as", "wenn", "falls", "si", "se", "als"]

  /// What is written for eyes: "#395", "and/or".
  private static let noise = ["#", "*", "→", "AND/OR", " / "]

  /// Sections that only say what words mean: they are looked up, not listened to.
  private static let terms: Set<String> = [
    "definitions", "glossary", "terms", "begriffe", "glossar", "définitions", "definiciones",
  ]

  func isGlossary(_ fact: Fact) -> Bool { sections[fact.section].heading.map { Self.terms.contains($0.lowercased()) } ?? false }

  private func place(_ fact: Fact) -> Double {
    var score = 0.0
    let isFirstOfSection = fact.id == 0 || facts[fact.id - 1].section != fact.section
    if isFirstOfSection { score += 0.2 }
    if isGlossary(fact) { score -= 0.5 }
    // What a heading asks is answered first; the rest only adds to it.
    if sections[fact.section].asks { score += fact.opensSection ? 0.5 : -0.3 }
    if case .prose(0) = fact.origin { score += 0.1 }
    if sections[fact.section].concludes { score -= 0.2 }
    let shared = titleStems.intersection(fact.stems).count
    return score + min(0.3, Double(shared) * 0.12)
  }

  /// A fact that answers a real question makes a better talk.
  private func asked(_ fact: Fact) -> Double {
    let fit = own[fact.id].map(\.fit).max() ?? 0
    if fact.isElliptic { return 0.2 }
    return fit >= 9 ? 0.35 : fit >= 7 ? 0.2 : 0
  }

  private func wished(_ fact: Fact) -> Double {
    var score = 0.0
    for topic in wishes.more where covers(fact, topic) { score += 1.2 }
    for topic in wishes.less where covers(fact, topic) { score -= 5 }
    return score
  }

  /// Whether a fact, or the heading above it, is about a topic.
  func covers(_ fact: Fact, _ topic: [String]) -> Bool {
    guard !topic.isEmpty else { return false }
    let heading = sections[fact.section].heading.map { Words.stems(in: $0, tongue) } ?? []
    let all = Set(fact.stems + heading + Words.stems(in: fact.source, tongue))
    return topic.count { all.contains($0) } * 2 > topic.count
  }

  private func chance(_ fact: Fact) -> Double {
    guard variation > 0 else { return 0 }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(truncatingIfNeeded: variation)
    for byte in fact.source.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    hash ^= hash >> 29
    return (Double(hash % 1000) / 1000 - 0.5) * 0.9
  }
}
