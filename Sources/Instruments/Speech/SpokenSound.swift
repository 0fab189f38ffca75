/// What was said: one channel of samples, and when each word sounds.
package struct SpokenSound: Sendable, Hashable {
  package let rate: Int
  package let samples: [Float]
  package let words: [Word]
  /// The single sounds in order, pauses left out; empty where the engine does not tell them.
  package let phones: [Phone]

  /// A word as it was written, in seconds from the first sample.
  package struct Word: Sendable, Hashable {
    package let text: String
    package let start: Double
    package let end: Double

    package init(text: String, start: Double, end: Double) {
      self.text = text
      self.start = start
      self.end = end
    }
  }

  /// A single sound of speech, in seconds from the first sample.
  package struct Phone: Sendable, Hashable {
    /// As the engine writes it: a letter of the phonetic alphabet ("ʃ"), or one of ARPAbet in small letters ("sh").
    package let symbol: String
    package let start: Double
    package let end: Double

    package init(symbol: String, start: Double, end: Double) {
      self.symbol = symbol
      self.start = start
      self.end = end
    }
  }

  package init(rate: Int, samples: [Float], words: [Word], phones: [Phone] = []) {
    self.rate = rate
    self.samples = samples
    self.words = words
    self.phones = phones
  }

  package var seconds: Double { Double(samples.count) / Double(rate) }
}

extension SpokenSound {
  /// The sound without the silence at its ends, its words and phones moved along.
  ///
  /// A few hundredths of a second stay on both sides: the breath before a word and the end of its last consonant lie
  /// below what can be told from silence.
  package func trimmed() -> SpokenSound {
    let frame = max(1, rate / 200)
    let energies = stride(from: 0, to: samples.count - samples.count % frame, by: frame).map { first in
      samples[first..<first + frame].reduce(into: Float(0)) { $0 += $1 * $1 }
    }
    // -44 dB below the loudest frame.
    let threshold = (energies.max() ?? 0) * 0.000_04
    guard let first = energies.firstIndex(where: { $0 > threshold }), let last = energies.lastIndex(where: { $0 > threshold })
    else { return self }
    let start = max(0, first - 4) * frame
    let end = min(samples.count, (last + 9) * frame)
    let length = Double(end - start) / Double(rate)
    let cut = Double(start) / Double(rate)
    func moved(_ time: Double) -> Double { min(max(0, time - cut), length) }
    return SpokenSound(
      rate: rate, samples: Array(samples[start..<end]),
      words: words.map { Word(text: $0.text, start: moved($0.start), end: moved($0.end)) },
      phones: phones.map { Phone(symbol: $0.symbol, start: moved($0.start), end: moved($0.end)) })
  }
}
