/// How long a stage still takes, by how fast its worker came on lately. Times are seconds since the stage began.
package struct WorkPace: Hashable, Sendable {
  private struct Mark: Hashable {
    let fraction: Double
    var at: Double
  }

  /// Each further than the one before; at most one for each hundredth.
  private var marks: [Mark] = []

  /// So much of the work tells the pace of what is left.
  private static let window = 0.3
  /// Before so much is done, a guess would only be wrong.
  private static let first = 0.1

  package init() {}

  /// Hears how far the worker is. What was there already when it began, from another time, is not its pace.
  package mutating func heard(_ fraction: Double, at elapsed: Double) {
    guard let last = marks.last else { return marks.append(Mark(fraction: fraction, at: elapsed)) }
    if fraction >= last.fraction + 0.01 {
      marks.append(Mark(fraction: fraction, at: elapsed))
    } else if marks.count == 1, fraction <= last.fraction {
      // It is still getting ready.
      marks[0] = Mark(fraction: fraction, at: elapsed)
    }
  }

  /// Nil where nobody can know yet.
  package var left: Double? {
    guard let last = marks.last, last.fraction >= Self.first else { return nil }
    guard let start = marks.last(where: { $0.fraction <= last.fraction - Self.window }) ?? marks.first,
      last.fraction > start.fraction, last.at > start.at
    else { return nil }
    return (1 - last.fraction) * (last.at - start.at) / (last.fraction - start.fraction)
  }

  /// When the worker was last heard.
  package var elapsed: Double { marks.last?.at ?? 0 }

  /// How much is known of the pace, from 0 to 1: as much as was done at it.
  package var certainty: Double {
    guard let first = marks.first, let last = marks.last else { return 0 }
    return min(1, (last.fraction - first.fraction) / Self.window)
  }
}
