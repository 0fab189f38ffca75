internal import Glibc
import Speech

/// One utterance, said, cleaned and brought to the level of all others.
struct Take {
  let voice: String
  let samples: [Float]
  /// In seconds from the first sample.
  let words: [SpokenSound.Word]

  static let level = -20.0
  private static let fade = 240

  /// Takes up what an engine said.
  init(_ sound: SpokenSound, saying text: SpokenText, voice: String) throws(SpeechError) {
    let trimmed = sound.trimmed()
    var samples = try Resampler.resample(trimmed.samples, from: trimmed.rate, to: Recording.rate)
    Self.clean(&samples)
    let gain = Float(Decibels.factor(Self.level - (try Self.loudness(of: samples))))
    for index in samples.indices { samples[index] *= gain }
    self.voice = voice
    self.samples = samples
    words = text.written(trimmed.words)
    guard !words.isEmpty else { throw .nothingToSay }
  }

  var seconds: Double { Double(samples.count) / Double(Recording.rate) }

  /// A single short word is too short to be measured, so it is repeated.
  private static func loudness(of samples: [Float]) throws(SpeechError) -> Double {
    var meter = try LoudnessMeter(rate: Recording.rate)
    var count = 0
    while count < Recording.rate, !samples.isEmpty {
      try meter.add(samples)
      count += samples.count
    }
    let loudness = try meter.loudness().integrated
    guard loudness.isFinite else { throw .nothingToSay }
    return loudness
  }

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
