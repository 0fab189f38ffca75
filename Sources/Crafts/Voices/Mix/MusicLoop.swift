internal import Glibc

/// Where a piece of music goes round: near its end it is faded into an earlier place that sounds the same, if there is one.
///
/// Places are counted in samples of one channel.
package struct MusicLoop: Hashable, Sendable {
  /// Where the end begins to fade out.
  package let out: Int
  /// Where it goes on, fading in.
  package let back: Int
  package let fade: Int
  /// How much both places sound alike, from 0 to 1: the same bar is 1.
  package let likeness: Double

  private static let seconds = 1.5
  /// It is looked for no further into the piece than this.
  private static let furthest = 30
  /// Odd numbers of samples: no note of an even number of them hides behind them.
  private static let coarse = 89
  private static let fine = 13
  /// In coarse steps, some hundredths of a second: a place may be lost among its neighbours, which are a wave of its note away.
  private static let apart = 20

  /// Finds the best place of a piece of one channel to go on from its end.
  package init(_ piece: [Float], rate: Int) {
    let fade = min(Int(Self.seconds * Double(rate)), piece.count / 4)
    let out = piece.count - fade
    let best = Self.candidates(piece, out, fade, rate).map { Self.near($0, piece, out, fade, by: 8, step: 97) }
      .max { $0.likeness < $1.likeness }
    let back = Self.near(best?.place ?? 0, piece, out, fade, by: 1, step: Self.fine).place
    (self.fade, self.out, self.back) = (fade, out, back)
    likeness = min(max(Self.likeness(piece, out, back, count: fade, step: Self.fine), 0), 1)
  }

  /// The places that sound most like the end when one listens to bass and chords only.
  private static func candidates(_ piece: [Float], _ out: Int, _ fade: Int, _ rate: Int) -> [Int] {
    let few = thinned(piece)
    let (end, span) = (out / coarse, fade / coarse)
    let most = min(out / 2, furthest * rate) / coarse
    let ranked = (0...most).map { (place: $0, likeness: likeness(few, end, $0, count: min(span, few.count - end), step: 1)) }
      .sorted { $0.likeness > $1.likeness }
    var chosen: [Int] = []
    for place in ranked.map(\.place) where chosen.count < 12 && !chosen.contains(where: { abs($0 - place) < apart }) {
      chosen.append(place)
    }
    return chosen.map { $0 * coarse }
  }

  /// The best place around one, looked for in steps.
  private static func near(
    _ middle: Int, _ piece: [Float], _ out: Int, _ fade: Int, by stride: Int, step: Int
  ) -> (place: Int, likeness: Double) {
    let reach = stride == 1 ? 8 : apart * coarse
    var best = (place: min(middle, out - fade), likeness: -1.0)
    for place in Swift.stride(from: max(0, middle - reach), through: min(middle + reach, out - fade), by: stride) {
      let likeness = likeness(piece, out, place, count: fade, step: step)
      if likeness > best.likeness { best = (place, likeness) }
    }
    return best
  }

  /// Each stands for so many samples: enough to hear where the bass and the chords are.
  private static func thinned(_ piece: [Float]) -> [Float] {
    stride(from: 0, to: piece.count - coarse + 1, by: coarse).map { first in
      var sum: Float = 0
      for place in first..<first + coarse { sum += piece[place] }
      return sum
    }
  }

  /// The normalised correlation of two stretches of one piece.
  private static func likeness(_ piece: [Float], _ one: Int, _ other: Int, count: Int, step: Int) -> Double {
    var (product, square, otherSquare): (Float, Float, Float) = (0, 0, 0)
    var place = 0
    while place < count {
      let (a, b) = (piece[one + place], piece[other + place])
      product += a * b
      square += a * a
      otherSquare += b * b
      place += step
    }
    return square > 0 && otherSquare > 0 ? Double(product / (square * otherSquare).squareRoot()) : 0
  }

  /// What is heard at a moment of the endless piece: one place, or two while one fades into the other.
  struct Moment {
    var place: Int
    var gain: Float = 1
    var second: Int?
    var secondGain: Float = 0
  }

  func moment(_ index: Int) -> Moment {
    guard index >= out else { return Moment(place: index) }
    let step = (index - out) % max(1, out - back)
    guard step < fade else { return Moment(place: back + step) }
    let angle = Double(step) / Double(max(1, fade)) * Double.pi / 2
    // Two places that are alike add up to more than two that are not: the sum stays as loud as each.
    let evenly = 1 / (1 + likeness * sin(2 * angle)).squareRoot()
    return Moment(
      place: out + step, gain: Float(cos(angle) * evenly), second: back + step, secondGain: Float(sin(angle) * evenly))
  }
}
