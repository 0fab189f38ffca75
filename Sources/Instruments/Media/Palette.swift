/// At most 255 colours that come near to all of many pictures, found by cutting the room of colours at its medians.
struct Palette {
  /// Red, green and blue in a number, as 0xRRGGBB.
  let colours: [UInt32]

  static let most = 255

  /// Counts colours, those together that are alike in five bits of each channel.
  struct Census {
    /// Of each: red, green and blue added up, and how many pixels there are.
    fileprivate var sums = [SIMD4<Int>](repeating: .zero, count: 1 << 15)

    /// `pixels` are BGRA bytes.
    mutating func take(_ pixels: [UInt8]) {
      for place in stride(from: 0, to: pixels.count - 3, by: 4) {
        let (blue, green, red) = (Int(pixels[place]), Int(pixels[place + 1]), Int(pixels[place + 2]))
        sums[(red >> 3) << 10 | (green >> 3) << 5 | blue >> 3] &+= SIMD4(red, green, blue, 1)
      }
    }
  }

  init(of census: Census) {
    var crowds = [Crowd(census.sums.filter { $0[3] > 0 }.map(Tint.init))]
    while crowds.count < Self.most, let widest = crowds.indices.max(by: { crowds[$0].spread < crowds[$1].spread }),
      let halves = crowds[widest].halves
    {
      crowds[widest] = halves.0
      crowds.append(halves.1)
    }
    colours = crowds.filter { !$0.tints.isEmpty }.map(\.mean)
  }

  private struct Tint {
    let channels: SIMD3<Double>
    /// A large flat ground needs one colour, however large it is: beyond that the small things count.
    let weight: Double

    init(_ sum: SIMD4<Int>) {
      let count = Double(sum[3])
      channels = SIMD3(Double(sum[0]), Double(sum[1]), Double(sum[2])) / count
      weight = count.squareRoot()
    }
  }

  private struct Crowd {
    let tints: [Tint]
    private let axis: Int
    /// How much is lost when one colour stands for all of them.
    let spread: Double
    let mean: UInt32

    init(_ tints: [Tint]) {
      self.tints = tints
      let weight = tints.reduce(0) { $0 + $1.weight }
      // Eyes tell greens apart best, and blues worst.
      let mean = tints.reduce(.zero) { $0 + $1.channels * $1.weight } / max(weight, 1e-9)
      let losses =
        tints.reduce(SIMD3<Double>.zero) { $0 + ($1.channels - mean) * ($1.channels - mean) * $1.weight } * SIMD3(1, 1.4, 0.7)
      axis = (0..<3).max { losses[$0] < losses[$1] } ?? 0
      spread = tints.count > 1 ? losses.sum() : 0
      self.mean = (0..<3).reduce(0) { $0 << 8 | UInt32(min(255, max(0, mean[$1].rounded()))) }
    }

    /// Cut where half of the weight is on each side; nil where there is nothing to cut.
    var halves: (Crowd, Crowd)? {
      guard spread > 0 else { return nil }
      let sorted = tints.sorted { $0.channels[axis] < $1.channels[axis] }
      let half = sorted.reduce(0) { $0 + $1.weight } / 2
      var (sum, cut) = (0.0, 0)
      while cut < sorted.count - 1, sum < half {
        sum += sorted[cut].weight
        cut += 1
      }
      return (Crowd(Array(sorted[..<cut])), Crowd(Array(sorted[cut...])))
    }
  }

  /// The nearest of the colours for pixels, each colour looked up once.
  struct Matcher {
    private let palette: Palette
    private var known = [Match?](repeating: nil, count: 1 << 18)

    private struct Match {
      let number: UInt8
      let isNear: Bool
    }

    init(_ palette: Palette) { self.palette = palette }

    /// For each pixel the number of its colour. Colours between two are scattered by a pattern that stands still, so that what does not move
    /// does not flicker either.
    mutating func match(_ pixels: [UInt8], width: Int) -> [UInt8] {
      (0..<pixels.count / 4).map { index in
        func channel(_ offset: Int, _ nudge: Int) -> Int { min(63, max(0, (Int(pixels[index * 4 + offset]) + nudge) >> 2)) }
        let plain = number(red: channel(2, 0), green: channel(1, 0), blue: channel(0, 0))
        if plain.isNear { return plain.number }
        let nudge = Palette.pattern[(index / width & 7) * 8 + index % width & 7]
        return number(red: channel(2, nudge), green: channel(1, nudge), blue: channel(0, nudge)).number
      }
    }

    private mutating func number(red: Int, green: Int, blue: Int) -> Match {
      let key = red << 12 | green << 6 | blue
      if let match = known[key] { return match }
      var best = (loss: Int.max, number: 0)
      for (number, colour) in palette.colours.enumerated() {
        let (r, g, b) = (
          red * 4 + 2 - Int(colour >> 16 & 255), green * 4 + 2 - Int(colour >> 8 & 255), blue * 4 + 2 - Int(colour & 255)
        )
        let loss = 10 * r * r + 14 * g * g + 7 * b * b
        if loss < best.loss { best = (loss, number) }
      }
      // What is as good as there is left alone: flat things stay flat.
      let match = Match(number: UInt8(truncatingIfNeeded: best.number), isNear: best.loss < 10 * 3 * 3 * 3)
      known[key] = match
      return match
    }
  }

  /// From -5 to 5, in Bayer's order.
  private static let pattern: [Int] = (0..<64).map { place in
    let (x, y) = (place & 7, place >> 3)
    let mixed = x ^ y
    let rank = (0..<3).reduce(0) { $0 << 2 | (mixed >> $1 & 1) << 1 | (y >> $1 & 1) }
    return rank * 11 / 64 - 5
  }
}
