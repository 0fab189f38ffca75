/// How much of a document each of its sentences stands for.
enum Centrality {
  /// The most sentences that are compared with each other.
  static let most = 500

  /// Ranks facts by the company that their words keep: a sentence counts that shares rare words with sentences that count.
  static func rank(_ facts: [Fact]) -> [Double] {
    let weights = rarity(facts)
    let vectors = facts.map { fact in vector(fact, weights) }
    let chosen = mostTypical(vectors, of: facts)
    var scores = [Double](repeating: 0, count: facts.count)
    let ranks = walk(chosen.map { vectors[$0] })
    for (place, index) in chosen.enumerated() { scores[index] = ranks[place] }
    let highest = scores.max() ?? 0
    return highest > 0 ? scores.map { $0 / highest } : scores
  }

  /// How alike two facts are, from 0 to 1.
  static func likeness(_ left: Fact, _ right: Fact) -> Double {
    let (a, b) = (Set(left.stems), Set(right.stems))
    guard !a.isEmpty, !b.isEmpty else { return 0 }
    return Double(a.intersection(b).count) / Double(min(a.count, b.count))
  }

  private static func rarity(_ facts: [Fact]) -> [String: Double] {
    var counts: [String: Int] = [:]
    for fact in facts { for stem in Set(fact.stems) { counts[stem, default: 0] += 1 } }
    let total = Double(facts.count)
    // A word of one sentence only connects nothing; a word of all of them tells nothing.
    return counts.mapValues { count in count < 2 ? 0.05 : logarithm(1 + total / Double(count)) }
  }

  private static func vector(_ fact: Fact, _ weights: [String: Double]) -> [String: Double] {
    var vector: [String: Double] = [:]
    for stem in fact.stems { vector[stem, default: 0] += weights[stem] ?? 0 }
    let length = vector.values.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return length > 0 ? vector.mapValues { $0 / length } : vector
  }

  private static func mostTypical(_ vectors: [[String: Double]], of facts: [Fact]) -> [Int] {
    guard vectors.count > most else { return Array(vectors.indices) }
    var centre: [String: Double] = [:]
    for vector in vectors { for (stem, weight) in vector.sorted(by: { $0.key < $1.key }) { centre[stem, default: 0] += weight } }
    let closeness = vectors.map { vector in
      vector.sorted { $0.key < $1.key }.reduce(0.0) { $0 + $1.value * (centre[$1.key] ?? 0) }
    }
    let ranked = vectors.indices.sorted { (closeness[$0], -$0) > (closeness[$1], -$1) }
    return ranked.prefix(most).sorted()
  }

  private static func walk(_ vectors: [[String: Double]]) -> [Double] {
    let count = vectors.count
    guard count > 1 else { return [Double](repeating: 1, count: count) }
    var links = [[(Int, Double)]](repeating: [], count: count)
    var sums = [Double](repeating: 0, count: count)
    for left in 0..<count {
      for right in (left + 1)..<count {
        let (small, large) =
          vectors[left].count < vectors[right].count ? (vectors[left], vectors[right]) : (vectors[right], vectors[left])
        let likeness = small.sorted { $0.key < $1.key }.reduce(0.0) { $0 + $1.value * (large[$1.key] ?? 0) }
        guard likeness > 0.02 else { continue }
        links[left].append((right, likeness))
        links[right].append((left, likeness))
        sums[left] += likeness
        sums[right] += likeness
      }
    }
    var ranks = [Double](repeating: 1 / Double(count), count: count)
    for _ in 0..<30 {
      ranks = (0..<count).map { node in
        0.15 / Double(count) + 0.85 * links[node].reduce(0) { $0 + ranks[$1.0] * $1.1 / sums[$1.0] }
      }
    }
    return ranks
  }

  /// The natural logarithm, near enough for weights, and the same on every machine.
  private static func logarithm(_ value: Double) -> Double {
    let exponent = Double(value.exponent)
    let fraction = (value.significand - 1) / (value.significand + 1)
    let square = fraction * fraction
    return exponent * 0.693_147_180_56 + 2 * fraction * (1 + square / 3 + square * square / 5 + square * square * square / 7)
  }
}
