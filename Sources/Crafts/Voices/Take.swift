internal import Glibc
import Scripts
import Speech

/// One utterance, said, cleaned and brought to the level of all others.
struct Take {
  let voice: String
  let samples: [Float]
  /// In dB of full scale.
  let truePeak: Double
  /// In seconds from the first sample.
  let words: [SpokenSound.Word]
  let mouths: MouthPlan

  private static let fade = 240

  /// Takes up what an engine said.
  init(_ sound: SpokenSound, saying form: SpokenForm, voice: String) throws(SpeechError) {
    let trimmed = sound.trimmed()
    var samples = try Resampler.resample(trimmed.samples, from: trimmed.rate, to: Recording.rate)
    Self.clean(&samples)
    self.voice = voice
    (self.samples, truePeak) = try Mastering().level(samples, rate: Recording.rate)
    words = form.written(trimmed.words)
    mouths = MouthPlan(trimmed)
    guard !words.isEmpty else { throw .nothingToSay }
  }

  var seconds: Double { Double(samples.count) / Double(Recording.rate) }

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
