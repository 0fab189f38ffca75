package import Speech

/// The shapes of a mouth over one take, in seconds from its first sample; each lasts until the next. It begins and ends at rest.
package struct MouthPlan: Hashable, Sendable {
  package struct Shape: Hashable, Sendable {
    package let mouth: Mouth
    package let start: Double
  }

  package private(set) var shapes: [Shape] = []

  /// A pause shorter than this does not bring the mouth to rest.
  private static let shortestRest = 0.09

  init(shapes: [Shape]) { self.shapes = shapes }

  /// From the single sounds, where the engine tells them, else from how the sound is.
  package init(_ sound: SpokenSound) {
    if sound.phones.isEmpty { listen(to: sound) } else { read(sound.phones) }
  }

  private mutating func add(_ mouth: Mouth, _ start: Double) {
    if shapes.last?.mouth == mouth { return }
    if let last = shapes.last, last.start >= start { shapes.removeLast() }
    if shapes.last?.mouth != mouth { shapes.append(Shape(mouth: mouth, start: start)) }
  }

  // MARK: - From phones

  private mutating func read(_ phones: [SpokenSound.Phone]) {
    add(.rest, 0)
    var heard = 0.0
    for (index, phone) in phones.enumerated() {
      if phone.start - heard > Self.shortestRest { add(.rest, heard) }
      // A sound that is made behind the lips is seen as what comes after it.
      let (now, then) = Self.mouths(of: phone.symbol)
      if let now { add(now, phone.start) } else if index > 0, phone.start - heard > Self.shortestRest { add(.open, phone.start) }
      if let then { add(then, (phone.start + phone.end) / 2) }
      heard = phone.end
    }
    add(.rest, heard)
  }

  /// What a phone looks like, and what it ends as: "ow" begins open and ends round.
  private static func mouths(of symbol: String) -> (Mouth?, Mouth?) {
    switch symbol {
    case "m", "b", "p": (.closed, nil)
    case "f", "v": (.teeth, nil)
    case "l", "n", "d", "t", "θ", "ð", "ɾ", "T", "th", "dh", "nx", "dx": (.tongue, nil)
    case "s", "z", "i", "ɪ", "ᵻ", "e", "ɛ", "A", "j", "y", "iy", "ih", "ey", "eh": (.wide, nil)
    case "u", "ʊ", "o", "ɔ", "O", "w", "ɹ", "r", "ʃ", "ʒ", "ʧ", "ʤ", "uw", "uh", "ow", "ao", "er", "sh", "zh", "ch", "jh":
      (.round, nil)
    case "a", "ɑ", "æ", "ʌ", "ə", "ɐ", "ɜ", "ɚ", "ɒ", "ᵊ", "aa", "ae", "ah", "ax": (.open, nil)
    case "I", "ay": (.open, .wide)
    case "W", "aw", "Q": (.open, .round)
    case "Y", "oy": (.round, .wide)
    default: (nil, nil)
    }
  }

  // MARK: - From the sound

  /// Quiet is shut, bright is wide, dark is round, and what is loud between them is open.
  private mutating func listen(to sound: SpokenSound) {
    add(.rest, 0)
    let frame = max(2, sound.rate * 8 / 100)
    let frames = stride(from: 0, to: sound.samples.count, by: frame).map { first in
      Self.measure(sound.samples[first..<min(first + frame, sound.samples.count)])
    }
    let loudest = frames.map(\.level).max() ?? 0
    let middle = frames.filter { $0.level > loudest * 0.1 }.map(\.brightness).sorted()
    for (index, measured) in frames.enumerated() where loudest > 0 {
      let isDark = middle.isEmpty ? false : measured.brightness < middle[middle.count / 3]
      let mouth: Mouth =
        measured.level < loudest * 0.04
        ? .rest
        : measured.level < loudest * 0.12
          ? .closed
          : !middle.isEmpty && measured.brightness > middle[middle.count * 3 / 4] ? .wide : isDark ? .round : .open
      add(mouth, Double(index * frame) / Double(sound.rate))
    }
    add(.rest, sound.seconds)
  }

  /// How loud a piece is, and how much of it is high: what is left when each sample is taken from the next.
  private static func measure(_ samples: ArraySlice<Float>) -> (level: Float, brightness: Float) {
    var (energy, change, before): (Float, Float, Float) = (0, 0, samples.first ?? 0)
    for sample in samples {
      energy += sample * sample
      change += (sample - before) * (sample - before)
      before = sample
    }
    return ((energy / Float(max(1, samples.count))).squareRoot(), energy > 0 ? change / energy : 0)
  }
}
