/// Finds what a person meant to write.
enum NearestName {
  /// The known name that a mistyped one is closest to, or none where nothing is close.
  static func of(_ text: String, among known: [String]) -> String? {
    let typed = Array(text.uppercased().prefix(64))
    let ranked = known.map { ($0, distance(typed, Array($0.uppercased()))) }
    guard let best = ranked.min(by: { $0.1 < $1.1 }), best.1 <= max(1, min(typed.count, best.0.count) / 3) else { return nil }
    return best.0
  }

  /// How many letters must be changed, added, dropped or swapped with their neighbour.
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var older: [Int] = []
    var previous = Array(0...right.count)
    for (row, letter) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        var cost = min(previous[column + 1], current[column]) + 1
        cost = min(cost, previous[column] + (letter == other ? 0 : 1))
        if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other { cost = min(cost, older[column - 1] + 1) }
        current.append(cost)
      }
      older = previous
      previous = current
    }
    return previous[right.count]
  }
}
