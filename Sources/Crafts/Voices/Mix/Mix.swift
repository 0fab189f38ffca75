package import Speech

/// A programme over its music, at the loudness that a platform plays it at; made once for all formats, and handed out piece by piece.
package struct Mix: Sendable {
  /// Of each channel.
  package let count: Int
  private let voice: [Float]
  private let music: Music?
  private let plan: MixPlan
  /// By what music as loud as usual is multiplied to be as loud as this speech.
  private let likeSpeech: Double
  private var gain: Float = 1
  private var factors: [Float] = []

  /// One where there is only the voice, which sounds from the middle.
  package var channels: Int { music == nil ? 1 : 2 }

  /// As an amplitude. What the encoder adds and what lies between the samples stay below -1 dB of true peak. One channel is turned down by
  /// 3 dB on its way to two sides.
  private var ceiling: Float { Float(Decibels.factor(channels == 1 ? 0.8 : -2.2)) }
  private static let close = 0.1
  private static let tries = 4

  /// `words` are the times at which somebody speaks, in seconds; the loudness is in LUFS.
  package init(voice: [Float], words: [Range<Double>], music: Music?, loudness: Double) throws(SpeechError) {
    self.voice = voice
    self.music = music
    count = voice.count
    plan = MixPlan(words: words, length: Double(voice.count) / Double(Recording.rate))
    let speech = try LoudnessCurve(of: voice, rate: Recording.rate).integrated
    likeSpeech = Decibels.factor((speech.isFinite ? speech : loudness) - Music.loudness)
    try master(to: loudness)
  }

  /// A piece of it, from its beginning to its end; two channels are interleaved.
  package func samples(_ range: Range<Int>) -> [Float] {
    var result = raw(range)
    if gain != 1 { for index in result.indices { result[index] *= gain } }
    if !factors.isEmpty { Limiter.hold(&result, channels: channels, from: range.lowerBound, by: factors) }
    return result
  }

  /// Voice and music as they are added up. One channel on two sides is twice the power: 3 dB less in each.
  private func raw(_ range: Range<Int>) -> [Float] {
    guard let music else { return Array(voice[range]) }
    var mix = [Float](repeating: 0, count: range.count * 2)
    for index in 0..<range.count {
      let sample = voice[range.lowerBound + index] * 0.707_106_78
      mix[index * 2] = sample
      mix[index * 2 + 1] = sample
    }
    music.add(to: &mix, from: range.lowerBound, gains: gains(range))
    return mix
  }

  /// Finds the gain with which it is as loud as it is wanted, and by how much its peaks are held down then. The samples are gone through once:
  /// what gain and limiter make of them follows from the power of each hundredth of a second.
  private mutating func master(to loudness: Double) throws(SpeechError) {
    var peaks: [Float] = []
    let mix = self
    let curve = try LoudnessCurve(of: count, rate: Recording.rate, channels: channels) { range in
      let heard = mix.raw(range)
      peaks += Limiter.peaks(heard, channels: mix.channels)
      return heard
    }
    for step in 0..<Self.tries {
      let measured = curve.map { place, power in power * gain * gain * held(inHundredth: place) }.integrated
      // Silence stays silent.
      guard measured.isFinite else { return }
      if abs(loudness - measured) > Self.close { gain *= Float(Decibels.factor(loudness - measured)) } else if step > 0 { return }
      let isTooHigh = (peaks.max() ?? 0) * gain > ceiling
      factors = isTooHigh ? Limiter(ceiling: ceiling).factors(peaks, gain: gain) : []
      // Without a limiter, so much more gain is so much more loudness.
      if !isTooHigh { return }
    }
  }

  /// By what the limiter multiplies the power of a hundredth of a second, which is fifteen of its blocks.
  private func held(inHundredth place: Int) -> Float {
    let blocks = Recording.rate / LoudnessCurve.perSecond / Limiter.block
    let some = factors[min(place * blocks, factors.count)..<min((place + 1) * blocks, factors.count)]
    return some.isEmpty ? 1 : some.reduce(0) { $0 + $1 * $1 } / Float(some.count)
  }

  /// What the music is multiplied by: the plan, worked out for each millisecond, and sliding from one to the next.
  private func gains(_ range: Range<Int>) -> [Float] {
    let step = Recording.rate / 1000
    let first = range.lowerBound / step
    let known = (first...range.upperBound / step + 1).map { index in
      Float(plan.gain(at: Double(index * step) / Double(Recording.rate)) * likeSpeech)
    }
    var gains = [Float](repeating: 0, count: range.count)
    var index = 0
    while index < gains.count {
      let (place, part) = ((range.lowerBound + index) / step - first, (range.lowerBound + index) % step)
      let (low, rise) = (known[place], known[place + 1] - known[place])
      let end = min(gains.count, index + step - part)
      for later in index..<end { gains[later] = low + rise * Float(part + later - index) / Float(step) }
      index = end
    }
    return gains
  }
}
