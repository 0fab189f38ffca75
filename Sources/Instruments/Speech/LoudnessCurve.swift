internal import Glibc

/// How loud a sound is from one hundredth of a second to the next: what is joined of such sounds need not be measured again.
package struct LoudnessCurve: Sendable, Hashable {
  /// The mean power of each hundredth of a second, as the ear weighs it (BS.1770's filter).
  package private(set) var powers: [Float]

  package static let perSecond = 100
  /// In hundredths: BS.1770's blocks and the step from one to the next.
  private static let block = 40
  private static let step = 10

  package init(powers: [Float]) { self.powers = powers }

  package init(of samples: [Float], rate: Int, channels: Int = 1) throws(SpeechError) {
    try self.init(of: samples.count / channels, rate: rate, channels: channels) { range in
      Array(samples[range.lowerBound * channels..<range.upperBound * channels])
    }
  }

  /// Measures so many samples of each channel, a hundredth of a second at a time; `piece` hands them out, interleaved.
  package init(of count: Int, rate: Int, channels: Int, _ piece: (Range<Int>) -> [Float]) throws(SpeechError) {
    guard rate >= Self.perSecond, (1...2).contains(channels) else {
      throw .library("loudness cannot be measured of \(channels) channels at \(rate) samples a second")
    }
    var filter = EarFilter(rate: rate)
    let length = rate / Self.perSecond
    powers = stride(from: 0, to: count, by: length).map { first in
      Float(filter.energy(of: piece(first..<min(first + length, count)), channels: channels) / Double(length))
    }
  }

  /// Each hundredth's power, changed by what its place tells.
  package func map(_ change: (_ place: Int, _ power: Float) -> Float) -> LoudnessCurve {
    LoudnessCurve(powers: powers.enumerated().map { change($0.offset, $0.element) })
  }

  /// Adds another sound that begins `place` hundredths after this one; what lies beyond the end is left out.
  package mutating func add(_ other: LoudnessCurve, at place: Double) {
    let first = Int(place)
    // What straddles two hundredths is shared by them.
    let late = Float(place - Double(first))
    for (index, power) in other.powers.enumerated() {
      if first + index < powers.count { powers[first + index] += power * (1 - late) }
      if first + index + 1 < powers.count { powers[first + index + 1] += power * late }
    }
  }

  /// In LUFS, of the whole, with both gates of BS.1770; minus infinity when there is nothing but silence. What is shorter than a second
  /// is measured as if it were repeated.
  package var integrated: Double {
    var all = powers
    while all.count < Self.perSecond, !powers.isEmpty { all += powers }
    let blocks = stride(from: 0, through: all.count - Self.block, by: Self.step).map { first in
      Double(all[first..<first + Self.block].reduce(0, +)) / Double(Self.block)
    }
    let loud = blocks.filter { Self.loudness($0) >= -70 }
    let gate = Self.loudness(Self.mean(loud)) - 10
    return Self.loudness(Self.mean(loud.filter { Self.loudness($0) >= gate }))
  }

  private static func mean(_ powers: [Double]) -> Double { powers.isEmpty ? 0 : powers.reduce(0, +) / Double(powers.count) }

  /// In LUFS, of a mean power.
  package static func loudness(_ power: Double) -> Double { power > 0 ? -0.691 + 10 * log10(power) : -.infinity }
}
