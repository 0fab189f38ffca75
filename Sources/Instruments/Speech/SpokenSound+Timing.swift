extension SpokenSound {
  /// A sound whose engine tells no times: its words are found in it, or, where that cannot be done, they share the time in which
  /// something sounds by their letters.
  package init(timing text: String, rate: Int, samples: [Float], by aligner: ForcedAligner?) {
    let words = (try? aligner?.align(text, samples, rate: rate)) ?? Self.shared(text, samples, rate)
    self.init(rate: rate, samples: samples, words: words)
  }

  private static func shared(_ text: String, _ samples: [Float], _ rate: Int) -> [Word] {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    let weights = words.map { $0.unicodeScalars.count { $0.properties.isAlphabetic || $0.properties.numericType != nil } }
    let frame = max(1, rate / 100)
    let energies = stride(from: 0, to: samples.count, by: frame).map { first in
      samples[first..<min(first + frame, samples.count)].reduce(into: Float(0)) { $0 += $1 * $1 }
    }
    let threshold = (energies.max() ?? 0) * 0.000_4
    let sounding = energies.indices.filter { energies[$0] > threshold }
    let whole = weights.reduce(0, +)
    guard whole > 0, !sounding.isEmpty else { return words.map { Word(text: $0, start: 0, end: 0) } }
    let length = Double(samples.count) / Double(rate)
    var done = 0
    var last = 0.0
    return zip(words, weights).map { word, weight in
      guard weight > 0 else { return Word(text: word, start: last, end: last) }
      let first = sounding[done * sounding.count / whole]
      done += weight
      let end = sounding[max(0, done * sounding.count / whole - 1)] + 1
      let start = min(length, max(last, Double(first * frame) / Double(rate)))
      last = min(length, max(start, Double(end * frame) / Double(rate)))
      return Word(text: word, start: start, end: last)
    }
  }
}
