internal import Glibc
package import Speech

/// One line as a voice said it, cleaned and brought to the level of all lines: what is kept from one video to the next.
package struct Take: Sendable, Hashable {
  /// At the recording's rate.
  let samples: [Float]
  /// In dB of full scale.
  let truePeak: Double
  let loudness: LoudnessCurve
  /// As they were said, in seconds from the first sample.
  let words: [SpokenSound.Word]
  let mouths: MouthPlan

  private static let fade = 240

  init(samples: [Float], truePeak: Double, loudness: LoudnessCurve, words: [SpokenSound.Word], mouths: MouthPlan) {
    self.samples = samples
    self.truePeak = truePeak
    self.loudness = loudness
    self.words = words
    self.mouths = mouths
  }

  /// Takes up what an engine said.
  package init(_ sound: SpokenSound) throws(SpeechError) {
    let trimmed = sound.trimmed()
    guard trimmed.words.contains(where: { $0.end > $0.start }) else { throw .nothingToSay }
    var samples = try Resampler.resample(trimmed.samples, from: trimmed.rate, to: Recording.rate)
    Self.clean(&samples)
    let (levelled, truePeak) = try Mastering().level(samples, rate: Recording.rate)
    self.init(
      samples: levelled, truePeak: truePeak, loudness: try LoudnessCurve(of: levelled, rate: Recording.rate),
      words: trimmed.words, mouths: MouthPlan(trimmed))
  }

  var seconds: Double { Double(samples.count) / Double(Recording.rate) }

  /// Whether its words are those of the text.
  func says(_ text: String) -> Bool { words.map(\.text) == text.split(separator: " ").map(String.init) }

  /// Takes away what is below 40 Hz, and fades both ends so that no edit clicks.
  private static func clean(_ samples: inout [Float]) {
    let keep = Float(exp(-2 * Double.pi * 40 / Double(Recording.rate)))
    var before: Float = 0
    var now: Float = 0
    for index in samples.indices {
      now = samples[index] - before + keep * now
      before = samples[index]
      samples[index] = now
    }
    let length = min(fade, samples.count / 2)
    for index in 0..<length {
      let factor = Float(index) / Float(length)
      samples[index] *= factor
      samples[samples.count - 1 - index] *= factor
    }
  }
}
