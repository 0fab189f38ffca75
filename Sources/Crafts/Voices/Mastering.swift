import Speech

/// Brings sound to the loudness that the platforms play it at.
struct Mastering {
  /// In LUFS.
  var loudness = -14.0
  /// Pauses and quiet ends of lines count into the loudness of the whole; the lines alone are a little louder.
  var linesAbove = 0.4
  /// In dB of true peak, with room for what an encoder adds: up to half a decibel, see SoundFileTests.
  var peak = -1.6

  private static let tries = 8

  /// One line at the loudness of all lines, its peaks held down; and the highest of them, in dB.
  func level(_ line: [Float], rate: Int) throws(SpeechError) -> (samples: [Float], truePeak: Double) {
    let wanted = loudness + linesAbove
    let unchanged = try measure(line, rate: rate, peaks: false).integrated
    guard unchanged.isFinite else { throw .nothingToSay }
    var limiter = Limiter(ceiling: Float(Decibels.factor(peak - 0.2)))
    var gain = wanted - unchanged
    var last: (gain: Double, loudness: Double) = (0, unchanged)
    var result = line
    for _ in 0..<Self.tries {
      result = limiter.limit(line, gain: Float(Decibels.factor(gain)))
      let measured = try measure(result, rate: rate, peaks: false)
      if abs(wanted - measured.integrated) < 0.1 {
        let truePeak = try measure(result, rate: rate, peaks: true).truePeak
        if truePeak <= peak { return (result, truePeak) }
        limiter.ceiling *= Float(Decibels.factor(peak - truePeak - 0.05))
      }
      // The harder it is driven, the more the limiter takes away again: the last step says how much.
      let yield = abs(gain - last.gain) < 0.01 ? 1 : (measured.integrated - last.loudness) / (gain - last.gain)
      last = (gain, measured.integrated)
      gain += (wanted - measured.integrated) / min(1, max(0.15, yield))
    }
    return (result, try measure(result, rate: rate, peaks: true).truePeak)
  }

  /// By what a programme of levelled lines is multiplied, so loud and with peaks no higher than that, to be as loud as it is wanted.
  func gain(integrated: Double, truePeak: Double) throws(SpeechError) -> Float {
    guard integrated.isFinite else { throw .nothingToSay }
    return Float(Decibels.factor(min(loudness - integrated, peak + 0.1 - truePeak)))
  }

  /// A short word is too short to be measured, so it is repeated.
  private func measure(_ samples: [Float], rate: Int, peaks: Bool) throws(SpeechError) -> Loudness {
    var meter = try LoudnessMeter(rate: rate, measuringPeaks: peaks)
    var count = 0
    while count < rate, !samples.isEmpty {
      try meter.add(samples)
      count += samples.count
    }
    return try meter.loudness()
  }
}
