/// How much of a document each of its sentences stands for.
struct Centrality {
  /// The most sentences that are compared with each other.
  private static let most = 400

  /// A sentence as its words' weights, in the order of the words' numbers.
  private typealias Vector = [(word: Int, weight: Double)]

  private let vectors: [Vector]

  init(_ facts: [Fact]) {
    var numbers: [String: Int] = [:]
    var counts: [Int] = []
    let words = facts.map { fact in
      fact.stems.map { stem in
        if let number = numbers[stem] { return number }
        numbers[stem] = counts.count
        counts.append(0)
        return counts.count - 1
      }
    }
    for sentence in words { for word in Set(sentence) { counts[word] += 1 } }
    let total = Double(facts.count)
    // A word of one sentence only connects nothing; a word of all of them tells nothing.
    let weights = counts.map { $0 < 2 ? 0.05 : Self.logarithm(1 + total / Double($0)) }
    vectors = words.map { Self.vector($0, weights) }
  }

  /// Ranks facts by the company that their words keep: a sentence counts that shares rare words with sentences that count.
  func rank() -> [Double] {
    let chosen = mostTypical()
    var scores = [Double](repeating: 0, count: vectors.count)
    let ranks = Self.walk(chosen.map { vectors[$0] })
    for (place, index) in chosen.enumerated() { scores[index] = ranks[place] }
    let highest = scores.max() ?? 0
    return highest > 0 ? scores.map { $0 / highest } : scores
  }

  /// How many of the words of the shorter of two facts are in the other, from 0 to 1.
  static func likeness(_ left: Fact, _ right: Fact) -> Double {
    let least = min(left.stemSet.count, right.stemSet.count)
    return least == 0 ? 0 : Double(left.stemSet.intersection(right.stemSet).count) / Double(least)
  }

  private static func vector(_ words: [Int], _ weights: [Double]) -> Vector {
    var vector: Vector = []
    for word in words.sorted() {
      if vector.last?.word == word {
        vector[vector.count - 1].weight += weights[word]
      } else {
        vector.append((word, weights[word]))
      }
    }
    let length = vector.reduce(0) { $0 + $1.weight * $1.weight }.squareRoot()
    return length > 0 ? vector.map { ($0.word, $0.weight / length) } : vector
  }

  private static func product(_ left: Vector, _ right: Vector) -> Double {
    var sum = 0.0
    var (i, j) = (0, 0)
    while i < left.count, j < right.count {
      if left[i].word == right[j].word {
        sum += left[i].weight * right[j].weight
        i += 1
        j += 1
      } else if left[i].word < right[j].word {
        i += 1
      } else {
        j += 1
      }
    }
    return sum
  }

  private func mostTypical() -> [Int] {
    guard vectors.count > Self.most else { return Array(vectors.indices) }
    var centre: [Double] = []
    for vector in vectors {
      for (word, weight) in vector {
        while centre.count <= word { centre.append(0) }
        centre[word] += weight
      }
    }
    let closeness = vectors.map { vector in vector.reduce(0.0) { $0 + $1.weight * centre[$1.word] } }
    let ranked = vectors.indices.sorted { (closeness[$0], -$0) > (closeness[$1], -$1) }
    return ranked.prefix(Self.most).sorted()
  }

  private static func walk(_ vectors: [Vector]) -> [Double] {
    let count = vectors.count
    guard count > 1 else { return [Double](repeating: 1, count: count) }
    var links = [[(Int, Double)]](repeating: [], count: count)
    var sums = [Double](repeating: 0, count: count)
    for left in 0..<count {
      for right in (left + 1)..<count {
        let likeness = product(vectors[left], vectors[right])
        guard likeness > 0.02 else { continue }
        links[left].append((right, likeness))
        links[right].append((left, likeness))
        sums[left] += likeness
        sums[right] += likeness
      }
    }
    var ranks = [Double](repeating: 1 / Double(count), count: count)
    for _ in 0..<20 {
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
