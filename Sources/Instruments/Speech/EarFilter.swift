internal import Glibc

/// Weighs sound as the ear does, by BS.1770's filter: what is high counts more, and what is very low hardly counts.
///
/// libebur128 has the same one; it goes through one channel after the other, and keeps what only a measurement of the whole needs.
struct EarFilter {
  private var shelf: Section
  private var cut: Section

  init(rate: Int) {
    shelf = .shelf(at: 1681.974450955533, gain: 3.999843853973347, width: 0.7071752369554196, rate: Double(rate))
    cut = .cut(below: 38.13547087602444, width: 0.5003270373238773, rate: Double(rate))
  }

  /// The sum of the squares of all of them, filtered; one channel, or two that are interleaved.
  mutating func energy(of samples: [Float], channels: Int) -> Double {
    var (shelf, cut) = (shelf, cut)
    var sum = SIMD2<Double>.zero
    for first in stride(from: 0, to: samples.count - channels + 1, by: channels) {
      let heard = SIMD2(Double(samples[first]), channels == 2 ? Double(samples[first + 1]) : 0)
      let weighed = cut.pass(shelf.pass(heard))
      sum += weighed * weighed
    }
    shelf.settle()
    cut.settle()
    (self.shelf, self.cut) = (shelf, cut)
    return sum[0] + sum[1]
  }

  /// A filter of second order, for two channels at once.
  private struct Section {
    let (now, before, earlier): (Double, Double, Double)
    let (back, further): (Double, Double)
    private var one = SIMD2<Double>.zero
    private var two = SIMD2<Double>.zero

    private init(_ weights: (Double, Double, Double), _ feedback: (Double, Double, Double)) {
      (now, before, earlier) = (weights.0 / feedback.0, weights.1 / feedback.0, weights.2 / feedback.0)
      (back, further) = (feedback.1 / feedback.0, feedback.2 / feedback.0)
    }

    static func shelf(at frequency: Double, gain: Double, width: Double, rate: Double) -> Section {
      let turn = tan(Double.pi * frequency / rate)
      let high = pow(10, gain / 20)
      let band = pow(high, 0.4996667741545416)
      return Section(
        (high + band * turn / width + turn * turn, 2 * (turn * turn - high), high - band * turn / width + turn * turn),
        feedback(turn, width))
    }

    /// As the standard has it, which does not make up for the little that this takes from everything.
    static func cut(below frequency: Double, width: Double, rate: Double) -> Section {
      let feedback = feedback(tan(Double.pi * frequency / rate), width)
      return Section((feedback.0, -2 * feedback.0, feedback.0), feedback)
    }

    private static func feedback(_ turn: Double, _ width: Double) -> (Double, Double, Double) {
      (1 + turn / width + turn * turn, 2 * (turn * turn - 1), 1 - turn / width + turn * turn)
    }

    @inline(__always) mutating func pass(_ heard: SIMD2<Double>) -> SIMD2<Double> {
      let result = heard * now + one
      one = (heard * before + two) - result * back
      two = heard * earlier - result * further
      return result
    }

    /// What rings on in silence ends at last: numbers that are next to nothing take a processor a hundred times as long.
    mutating func settle() {
      for channel in 0..<2 where abs(one[channel]) < 1e-30 && abs(two[channel]) < 1e-30 {
        one[channel] = 0
        two[channel] = 0
      }
    }
  }
}
