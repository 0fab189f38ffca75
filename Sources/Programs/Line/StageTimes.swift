/// How long stages took: how many of them at most so long, and all together.
package struct StageTimes: Hashable, Sendable {
  /// In seconds. What took longer than the last is only counted.
  package static let bounds: [Double] = [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800]

  /// How many took at most as long as the bound of the same place, and longer than the bound before it.
  package private(set) var counts = [Int](repeating: 0, count: bounds.count)
  package private(set) var total = 0
  package private(set) var seconds = 0.0

  package init() {}

  package mutating func add(_ duration: Double) {
    total += 1
    seconds += duration
    if let place = Self.bounds.firstIndex(where: { duration <= $0 }) { counts[place] += 1 }
  }
}
