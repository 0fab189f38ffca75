internal import Glibc

/// How loud the music is under a programme at every moment. As every word's time is known, it is turned down before somebody speaks, and stays
/// down until they have done: it does not pump between words.
package struct MixPlan: Hashable, Sendable {
  /// Levels are in LU, of the music against the speech; times in seconds.
  package struct Rules: Hashable, Sendable {
    package var underSpeech = -20.0
    package var inGaps = -10.0
    /// Only a gap that is longer lets the music up.
    package var longGap = 1.2
    /// The music begins to go down so long before a word, and is down after `down`.
    package var lead = 0.12
    package var down = 0.15
    /// A word's end rings for so long before the music comes up again, within `up`.
    package var hold = 0.1
    package var up = 0.65
    package var fadeIn = 0.25
    package var fadeOut = 2.0

    package init() {}
  }

  /// A level at a moment; between two of them it slides.
  package struct Point: Hashable, Sendable {
    package let time: Double
    package let level: Double
  }

  package let points: [Point]
  package let length: Double
  package let fadeIn: Double
  package let fadeOut: Double

  /// Plans for words, in any order, of a programme of that length.
  package init(words: [Range<Double>], length: Double, rules: Rules = Rules()) {
    self.length = max(0, length)
    fadeIn = min(rules.fadeIn, self.length / 4)
    fadeOut = min(rules.fadeOut, self.length / 3)
    let fading = self.length - fadeOut
    let speech = Self.stretches(words.filter { $0.lowerBound < length }, apart: rules.longGap)
    var points: [Point] = []
    func add(_ time: Double, _ level: Double) { points.append(Point(time: time, level: level)) }
    /// What lies between two stretches of speech, or before the first, or between the last and the fade at the end.
    func rest(_ start: Double?, _ end: Double?) {
      guard (end ?? fading) - (start ?? 0) > rules.longGap else {
        if start == nil { add(0, rules.underSpeech) }
        return
      }
      if let start {
        add(start + rules.hold, rules.underSpeech)
        add(start + rules.hold + rules.up, rules.inGaps)
      } else {
        add(0, rules.inGaps)
      }
      guard let end else { return }
      add(end - rules.lead, rules.inGaps)
      add(end - rules.lead + rules.down, rules.underSpeech)
    }
    rest(nil, speech.first?.lowerBound)
    for (stretch, next) in zip(speech, speech.dropFirst()) { rest(stretch.upperBound, next.lowerBound) }
    if let last = speech.last { rest(last.upperBound, nil) }
    self.points = points
  }

  /// Words, joined where the gap between them is no longer than that.
  private static func stretches(_ words: [Range<Double>], apart gap: Double) -> [Range<Double>] {
    var stretches: [Range<Double>] = []
    for word in words.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = stretches.last, word.lowerBound - last.upperBound <= gap {
        stretches[stretches.count - 1] = last.lowerBound..<max(last.upperBound, word.upperBound)
      } else {
        stretches.append(word)
      }
    }
    return stretches
  }

  /// In LU against the speech, the fades at both ends not counted.
  package func level(at time: Double) -> Double {
    var (low, high) = (0, points.count)
    while low < high {
      let middle = (low + high) / 2
      if points[middle].time <= time { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return points.first?.level ?? 0 }
    guard low < points.count else { return points[low - 1].level }
    let (before, after) = (points[low - 1], points[low])
    return before.level + (after.level - before.level) * (time - before.time) / (after.time - before.time)
  }

  /// By what music as loud as the speech is multiplied.
  package func gain(at time: Double) -> Double {
    guard time < length else { return 0 }
    let ends = Self.rise(time / max(fadeIn, 0.001)) * Self.rise((length - time) / max(fadeOut, 0.001))
    return ends * pow(10, level(at: time) / 20)
  }

  /// From 0 to 1, softly at both ends.
  private static func rise(_ part: Double) -> Double { (1 - cos(Double.pi * min(max(part, 0), 1))) / 2 }
}
