import Speech

/// Brings a whole programme to the loudness that the platforms play it at.
struct Mastering {
  var loudness = -14.0
  /// In dB of true peak, with room for what an encoder adds.
  var peak = -1.2

  private static let tries = 8

  /// The programme at the wanted loudness, below the peak, over a room's tone.
  func master(_ programme: [Float], rate: Int) throws(SpeechError) -> [Float] {
    var limiter = Limiter(ceiling: Float(Decibels.factor(peak - 0.3)))
    var gain = loudness - (try Loudness.of(programme, rate: rate).integrated)
    guard gain.isFinite else { throw .nothingToSay }
    var mastered = programme
    // What the limiter takes away is given back, until nothing is missing.
    for _ in 0..<Self.tries {
      mastered = limiter.limit(programme, gain: Float(Decibels.factor(gain)))
      let measured = try Loudness.of(mastered, rate: rate)
      let missing = loudness - measured.integrated
      let excess = measured.truePeak - peak
      if abs(missing) < 0.1, excess <= 0 { break }
      gain += missing
      if excess > 0 { limiter.ceiling *= Float(Decibels.factor(-excess - 0.05)) }
    }
    var tone = RoomTone(rate: rate)
    return mastered.map { $0 + tone.next() }
  }
}
