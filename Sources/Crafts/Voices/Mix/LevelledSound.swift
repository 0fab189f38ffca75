package import Speech

/// Sound that is heard before or after a programme, as loud as it.
package enum LevelledSound {
  /// Quiet sound may be meant to be quiet: it is made louder by so much at most, in dB.
  private static let mostGain = 12.0
  /// As an amplitude, with room for what an encoder adds.
  private static let ceiling = Float(Decibels.factor(-2.2))
  /// As an amplitude: a decoder may give more than 1.
  private static let loudest: Float = 8
  /// Seconds at both ends, so that no cut clicks.
  private static let fade = 0.01

  /// Two interleaved channels at the recording's rate, cut or filled with silence to so many samples of each. The loudness is in LUFS.
  package static func stereo(_ given: [Float], rate: Int, count: Int, loudness: Double) throws(SpeechError) -> [Float] {
    // What is beyond all measure is somebody's broken file, and is not heard.
    let heard = given.map { $0.isFinite ? max(-loudest, min(loudest, $0)) : 0 }
    var samples = heard.isEmpty ? [] : try Music.resampled(heard, rate)
    if samples.count > count * 2 { samples.removeLast(samples.count - count * 2) }
    samples += [Float](repeating: 0, count: count * 2 - samples.count)
    var meter = try LoudnessMeter(rate: Recording.rate, channels: 2, measuringPeaks: false)
    try meter.add(samples)
    let measured = try meter.loudness().integrated
    guard measured.isFinite else { return samples }
    let gain = Float(Decibels.factor(min(mostGain, loudness - measured)))
    let factors = Limiter(ceiling: ceiling).factors(Limiter.peaks(samples, channels: 2), gain: gain)
    let edge = max(1, Int(fade * Double(Recording.rate)))
    for frame in 0..<count {
      let held = Limiter.factor(at: frame, of: factors)
      let near = min(1, Float(min(frame, count - 1 - frame)) / Float(edge))
      samples[frame * 2] *= gain * held * near
      samples[frame * 2 + 1] *= gain * held * near
    }
    return samples
  }
}
