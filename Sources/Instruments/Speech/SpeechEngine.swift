/// Something that says text: the voices built in, or the neural ones of the speech host.
package protocol SpeechEngine {
  /// Says a text with one of the engine's voices.
  ///
  /// The words of the answer are the text's own, split at white space, in order; one that makes no sound starts and ends
  /// at the same time. The same text gives the same samples.
  func speak(_ text: String, voice: String) throws(SpeechError) -> SpokenSound
}

/// What was said: one channel of samples, and when each word sounds.
package struct SpokenSound: Sendable, Hashable {
  package let rate: Int
  package let samples: [Float]
  package let words: [Word]

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

  package init(rate: Int, samples: [Float], words: [Word]) {
    self.rate = rate
    self.samples = samples
    self.words = words
  }

  package var seconds: Double { Double(samples.count) / Double(rate) }
}

extension SpokenSound {
  /// The sound without the silence at its ends, its words moved along.
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
    let moved = words.map { word in
      Word(text: word.text, start: min(max(0, word.start - cut), length), end: min(max(0, word.end - cut), length))
    }
    return SpokenSound(rate: rate, samples: Array(samples[start..<end]), words: moved)
  }
}
