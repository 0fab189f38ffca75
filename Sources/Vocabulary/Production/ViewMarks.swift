/// What happened in a view, each thing once.
package struct ViewMarks: OptionSet, Hashable, Sendable {
  package let rawValue: UInt64

  package init(rawValue: UInt64) { self.rawValue = rawValue }

  package static let started = ViewMarks(rawValue: 1)
  package static let cta = ViewMarks(rawValue: 1 << 32)
  package static let liked = ViewMarks(rawValue: 1 << 33)
  package static let shared = ViewMarks(rawValue: 1 << 34)
  package static let paused = ViewMarks(rawValue: 1 << 35)
  /// Whoever tells of the view does not know how much was played.
  package static let unmeasured = ViewMarks(rawValue: 1 << 36)

  /// Steps of five percent.
  package static let steps = 100 / Beacon.step

  /// The step that ends at 5, 10, … 100 percent was played; 0 is the start, and anything else nothing.
  package static func reached(percent: Int) -> ViewMarks {
    guard (0...100).contains(percent), percent.isMultiple(of: Beacon.step) else { return [] }
    return ViewMarks(rawValue: 1 << UInt64(percent / Beacon.step))
  }

  /// The first steps, up to a percentage.
  package static func reached(upTo percent: Int) -> ViewMarks {
    let count = min(max(percent, 0), 100) / Beacon.step
    return ViewMarks(rawValue: (1 << UInt64(count + 1)) - 1)
  }

  static let allSteps = ViewMarks(rawValue: ((1 << UInt64(steps)) - 1) << 1)

  package func hasReached(step: Int) -> Bool { rawValue >> UInt64(step) & 1 == 1 }

  /// How much of the video was played.
  package var percent: Int { intersection(.allSteps).rawValue.nonzeroBitCount * Beacon.step }
}
