/// Finds the known word that a mistyped one was probably meant to be.
package enum NearestWord {
  /// The nearest of `known`, if it is near enough to be worth a question.
  package static func to(_ word: String, in known: some Sequence<String>) -> String? {
    let letters = Array(word.lowercased().utf8)
    // What is so long is no slip of the finger, and the comparison costs its square.
    guard !letters.isEmpty, letters.count <= 64 else { return nil }
    var nearest: (word: String, distance: Int)?
    for candidate in known {
      let distance = distance(letters, Array(candidate.lowercased().utf8))
      let mayDiffer = max(1, min(letters.count, candidate.utf8.count) / 3)
      if distance <= mayDiffer, distance < nearest?.distance ?? .max { nearest = (candidate, distance) }
    }
    return nearest?.word
  }

  /// How many letters were added, left out, mistaken or swapped with their neighbour.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for i in left.indices {
      var row = [i + 1]
      for j in right.indices {
        let isSame = left[i] == right[j]
        var best = min(last[j] + (isSame ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] { best = min(best, beforeLast[j - 1] + 1) }
        row.append(best)
      }
      beforeLast = last
      last = row
    }
    return last[right.count]
  }
}
