package import Production

/// How long stages took lately, so that people are told of those too that come after the one at work.
package struct UsualTimes: Hashable, Sendable {
  /// In seconds for each unit of work.
  private var seconds: [Pace: Double] = [:]

  /// What is made of a recording goes at a pace of its own.
  private struct Pace: Hashable {
    let stage: Stage
    let isDemo: Bool

    init(_ stage: Stage, _ settings: JobSettings) {
      self.stage = stage
      // Only a demo has the shape of its recording.
      isDemo = settings.formats.isEmpty
    }
  }

  /// A long video makes all its stages longer, but nobody knows by how much exactly.
  private static let scales = 0.25...4.0

  package init() {}

  /// The newest time counts as much as all before it.
  package mutating func ended(_ stage: Stage, _ settings: JobSettings, after seconds: Double) {
    let now = seconds / Self.units(of: stage, settings)
    let pace = Pace(stage, settings)
    self.seconds[pace] = self.seconds[pace].map { ($0 + now) / 2 } ?? now
  }

  /// What is left until a person or the outbox comes next, while the stage goes at that pace; nil where nobody can know.
  package func left(_ pace: WorkPace, of stage: Stage, _ settings: JobSettings, isBatch: Bool = false) -> Double? {
    guard let measured = pace.left else { return nil }
    let usual = seconds[Pace(stage, settings)].map { $0 * Self.units(of: stage, settings) }
    // The less was done so far, the more is to be learnt from the last time.
    let own = usual.map { max(0, $0 - pace.elapsed) * (1 - pace.certainty) + measured * pace.certainty } ?? measured
    let whole = pace.elapsed + own
    let scale = usual.map { min(max(whole / max($0, 0.001), Self.scales.lowerBound), Self.scales.upperBound) } ?? 1
    var left = own
    var next = Route.step(after: stage, settings: settings, isBatch: isBatch).stage
    while let stage = next {
      switch seconds[Pace(stage, settings)] {
      case .some(let seconds): left += seconds * Self.units(of: stage, settings) * scale
      // It is short beside what comes before it.
      case .none where stage == .finish: break
      case .none: return nil
      }
      next = Route.step(after: stage, settings: settings, isBatch: isBatch).stage
    }
    return left
  }

  /// Pictures take as long as they are large; formats that look alike are made once.
  private static func units(of stage: Stage, _ settings: JobSettings) -> Double {
    guard stage == .picture else { return 1 }
    var different: [VideoFormat] = []
    for format in settings.formats where !different.contains(where: format.looksLike) { different.append(format) }
    let pixels = different.reduce(0) { $0 + $1.width * $1.height * $1.framesPerSecond }
    return max(1, Double(pixels) / 1_000_000)
  }
}
