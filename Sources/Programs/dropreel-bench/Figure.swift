/// What a bench ends with: one line a figure, the name of which never changes, so that others can compare runs.
enum Figure {
  static func say(_ name: String, _ value: Double, _ unit: String, places: Int = 1) {
    TextFile.say("figure \(name) \(rounded(value, places)) \(unit)")
  }

  static func say(_ name: String, _ value: Int, _ unit: String) { TextFile.say("figure \(name) \(value) \(unit)") }

  static func note(_ words: String) { TextFile.say(words) }

  static func median(_ values: [Double]) -> Double {
    guard !values.isEmpty else { return .nan }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }

  static func rounded(_ value: Double, _ places: Int) -> String {
    guard value.isFinite else { return "\(value)" }
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    return "\((value * scale).rounded() / scale)"
  }
}
