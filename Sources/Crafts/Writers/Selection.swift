/// Chooses which facts are told, so that the talk is as long as it is to be.
struct Selection {
  let facts: [Fact]
  let scores: [Double]
  /// What must be told.
  let required: [Int]
  /// What must not.
  let banned: Set<Int>
  /// What else must be said where one of these facts is: the answer to what its heading asks, and the other entries of a short list.
  let company: [Int: [Int]]
  /// How long a talk of facts would be, in seconds.
  let length: ([Int]) -> Double
  let target: Double
  let longest: Double

  private var low: Double { target * 0.95 }
  private var high: Double { min(target * 1.05, longest) }

  /// The chosen facts; as many as there are where the document has too little to say.
  func choose(opener: Int?) -> [Int] {
    var picked = Set<Int>()
    if let opener, let start = whole(opener), length(start) <= longest { picked.formUnion(start) }
    for id in required {
      // Somebody asked for it: it is told even where what it points back to is not there.
      let more = picked.union(whole(id) ?? [id])
      if length(Array(more)) <= longest { picked = more }
    }
    var refused: [Int] = []
    while length(Array(picked)) < low, let next = best(besides: picked, refused: refused) {
      let more = picked.union(whole(next) ?? [])
      if length(Array(more)) <= high { picked = more } else { refused.append(next) }
      if refused.count > 40 { break }
    }
    if length(Array(picked)) < low { picked = improved(picked, with: refused, opener: opener) }
    if picked.isEmpty, let short = shortest() { picked = [short] }
    if picked.isEmpty, let first = facts.first(where: { !banned.contains($0.id) }) ?? facts.first { picked = [first.id] }
    return trimmed(picked, opener: opener).sorted()
  }

  /// The best of those facts that are not longer than the whole may be, or the shortest where none is.
  private func shortest() -> Int? {
    let open = facts.filter { !banned.contains($0.id) && !$0.pointsBack && !$0.isAside }
    let ranked = open.map { (id: $0.id, seconds: length([$0.id])) }
    let fitting = ranked.filter { $0.seconds <= longest }.max { (scores[$0.id], -$0.id) < (scores[$1.id], -$1.id) }
    return (fitting ?? ranked.min { ($0.seconds, $0.id) < ($1.seconds, $1.id) })?.id
  }

  /// A fact and all that belongs to it, or none where that cannot be said.
  func whole(_ id: Int) -> [Int]? {
    guard let chain = chain(id) else { return nil }
    let others = chain.flatMap { company[$0] ?? [] }.filter { !banned.contains($0) }.compactMap(chain(_:)).joined()
    return others.isEmpty ? chain : Set(chain).union(others).sorted()
  }

  /// A fact and all that it points back to.
  private func chain(_ id: Int) -> [Int]? {
    var chain = [id]
    while let first = chain.first, facts[first].pointsBack {
      let before = first - 1
      guard before >= 0, facts[before].place + 1 == facts[first].place, facts[before].section == facts[first].section,
        chain.count < 3,
        !banned.contains(before)
      else { return nil }
      chain.insert(before, at: 0)
    }
    return chain
  }

  private func best(besides picked: Set<Int>, refused: [Int]) -> Int? {
    var crowd: [Int: Int] = [:]
    for id in picked { crowd[facts[id].section, default: 0] += 1 }
    var best: (id: Int, worth: Double)?
    for fact in facts where !picked.contains(fact.id) && !banned.contains(fact.id) && !refused.contains(fact.id) {
      guard scores[fact.id] + 0.5 > (best?.worth ?? -1), whole(fact.id) != nil else { continue }
      let alike = picked.map { Centrality.likeness(fact, facts[$0]) }.max() ?? 0
      guard alike < 0.9 else { continue }
      let goesOn = picked.contains(fact.id - 1) && facts[fact.id - 1].paragraph == fact.paragraph
      let explains = goesOn && fact.pointsBack
      let worth = scores[fact.id] - 0.5 * alike - 0.12 * Double(crowd[fact.section] ?? 0) + (explains ? 0.5 : goesOn ? 0.2 : 0)
      if worth > best?.worth ?? -1 { best = (fact.id, worth) }
    }
    return best?.id
  }

  /// Exchanges one fact for another, or adds a short one, until the length is right.
  private func improved(_ picked: Set<Int>, with refused: [Int], opener: Int?) -> Set<Int> {
    var result = picked
    var closest = abs(length(Array(picked)) - target)
    let kept = Set(required + [opener].compactMap { $0 })
    for candidate in refused.prefix(16) {
      guard let more = whole(candidate) else { continue }
      for old in picked.subtracting(kept).sorted() {
        let trial = picked.subtracting([old]).union(more)
        guard trial.allSatisfy({ whole($0).map(trial.isSuperset) ?? false }) else { continue }
        let seconds = length(Array(trial))
        if seconds <= high, abs(seconds - target) < closest { (result, closest) = (trial, abs(seconds - target)) }
      }
      if closest < target * 0.05 { return result }
    }
    for candidate in refused {
      guard let more = whole(candidate) else { continue }
      let trial = picked.union(more)
      let seconds = length(Array(trial))
      if seconds <= longest, abs(seconds - target) < closest { (result, closest) = (trial, abs(seconds - target)) }
    }
    return result
  }

  /// Takes the least of the facts away while the talk is longer than allowed.
  private func trimmed(_ picked: Set<Int>, opener: Int?) -> Set<Int> {
    var picked = picked
    while picked.count > 1, length(Array(picked)) > longest {
      let loose = picked.filter { id in id != opener && !picked.contains { $0 > id && whole($0)?.contains(id) == true } }
      guard let least = loose.min(by: { (scores[$0], $0) < (scores[$1], $1) }) else { break }
      picked.remove(least)
    }
    return picked
  }
}
