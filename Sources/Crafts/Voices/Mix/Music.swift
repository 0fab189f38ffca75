package import Speech

/// A piece of music that goes on for as long as it is wanted, as loud as speech from its beginning to its end.
package struct Music: Sendable {
  /// Two channels, interleaved, at the recording's rate.
  private let samples: [Float]
  /// Nil where the piece is long enough as it is.
  package let loop: MusicLoop?

  /// In LUFS, in every few seconds of it.
  package static let loudness = -14.0
  /// What is quieter or louder than the whole is brought nearer by so much at most, in dB.
  private static let mostRiding = 8.0
  /// The end of a piece that is so much quieter than the whole dies away, and is not played. In LU.
  private static let dying = 10.0
  /// Shorter, and it would be a jingle that is heard again and again.
  package static let shortest = 5.0

  /// Takes up two interleaved channels, for a programme of so many seconds.
  package init(_ given: [Float], rate: Int, lasting seconds: Double) throws(SpeechError) {
    guard given.allSatisfy(\.isFinite) else { throw .nonsense("music beyond all measure") }
    var samples = try Self.resampled(given, rate)
    let wanted = Int(seconds * Double(Recording.rate)) + 1
    let curve = try LoudnessCurve(of: samples, rate: Recording.rate, channels: 2)
    let whole = curve.integrated
    guard whole.isFinite, Double(samples.count / 2) >= Self.shortest * Double(Recording.rate) else {
      throw .library("a piece of music that is silent, or shorter than \(Int(Self.shortest)) seconds")
    }
    let shortTerm = Self.shortTerm(curve.powers)
    let hundredth = Recording.rate / LoudnessCurve.perSecond
    if samples.count / 2 < wanted {
      let last = shortTerm.lastIndex { $0 > whole - Self.dying } ?? shortTerm.count
      samples.removeLast(max(0, samples.count - (last + 1) * hundredth * 2))
    } else {
      samples.removeLast(samples.count - wanted * 2)
    }
    Self.ride(&samples, shortTerm.map { Self.loudness - whole + max(-Self.mostRiding, min(Self.mostRiding, whole - $0)) })
    loop = samples.count / 2 < wanted ? MusicLoop(Self.middle(samples), rate: Recording.rate) : nil
    self.samples = samples
  }

  /// Both channels, from a moment on, times a gain for each moment.
  func add(to mix: inout [Float], from first: Int, gains: [Float]) {
    guard let loop else {
      for index in 0..<max(0, min(gains.count, samples.count / 2 - first)) {
        let place = (first + index) * 2
        mix[index * 2] += samples[place] * gains[index]
        mix[index * 2 + 1] += samples[place + 1] * gains[index]
      }
      return
    }
    for (index, gain) in gains.enumerated() {
      let moment = loop.moment(first + index)
      guard moment.place * 2 + 1 < samples.count else { continue }
      mix[index * 2] += samples[moment.place * 2] * moment.gain * gain
      mix[index * 2 + 1] += samples[moment.place * 2 + 1] * moment.gain * gain
      guard let second = moment.second else { continue }
      mix[index * 2] += samples[second * 2] * moment.secondGain * gain
      mix[index * 2 + 1] += samples[second * 2 + 1] * moment.secondGain * gain
    }
  }

  /// At the recording's rate, and around zero.
  static func resampled(_ given: [Float], _ rate: Int) throws(SpeechError) -> [Float] {
    var samples = given
    if given.count % 2 == 1 { samples.removeLast() }
    if rate != Recording.rate {
      let left = try Resampler.resample(channel(0, of: samples), from: rate, to: Recording.rate)
      let right = try Resampler.resample(channel(1, of: samples), from: rate, to: Recording.rate)
      samples = []
      samples.reserveCapacity(left.count * 2)
      for (one, other) in zip(left, right) {
        samples.append(one)
        samples.append(other)
      }
    }
    let count = Float(max(1, samples.count / 2))
    var (low, high): (Float, Float) = (0, 0)
    for place in stride(from: 0, to: samples.count, by: 2) {
      low += samples[place]
      high += samples[place + 1]
    }
    (low, high) = (low / count, high / count)
    for place in stride(from: 0, to: samples.count, by: 2) {
      samples[place] -= low
      samples[place + 1] -= high
    }
    return samples
  }

  private static func channel(_ channel: Int, of samples: [Float]) -> [Float] {
    stride(from: channel, to: samples.count, by: 2).map { samples[$0] }
  }

  private static func middle(_ samples: [Float]) -> [Float] {
    stride(from: 0, to: samples.count - 1, by: 2).map { (samples[$0] + samples[$0 + 1]) / 2 }
  }

  /// The loudness of the three seconds around each hundredth of a second.
  private static func shortTerm(_ powers: [Float]) -> [Double] {
    let half = LoudnessCurve.perSecond * 3 / 2
    var sums: [Double] = [0]
    for power in powers { sums.append((sums.last ?? 0) + Double(power)) }
    return powers.indices.map { index in
      let (first, end) = (max(0, index - half), min(powers.count, index + half))
      return LoudnessCurve.loudness((sums[end] - sums[first]) / Double(max(1, end - first)))
    }
  }

  /// Turns each hundredth of a second up or down by so many dB, sliding from one to the next.
  private static func ride(_ samples: inout [Float], _ levels: [Double]) {
    let hundredth = Recording.rate / LoudnessCurve.perSecond
    let gains = levels.map { Float(Decibels.factor($0)) }
    for index in 0..<samples.count / 2 {
      let place = min(index / hundredth, gains.count - 1)
      let next = min(place + 1, gains.count - 1)
      let gain = gains[place] + (gains[next] - gains[place]) * Float(index % hundredth) / Float(hundredth)
      samples[index * 2] *= gain
      samples[index * 2 + 1] *= gain
    }
  }
}
