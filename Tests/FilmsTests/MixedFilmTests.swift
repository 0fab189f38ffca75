import Films
import Glibc
import Media
import Speech
import Testing
import Voices

/// What is heard in a film, decoded from its file: a low voice that is a row of bursts, over music that is one high tone on the left.
@Suite final class MixedFilmTests {
  private static let rate = Recording.rate
  private static let seconds = 16
  private static let tone = 2950.0
  /// Bursts with pauses between them, a long gap, bursts, a gap that is not long, and bursts.
  private static let words =
    bursts(from: 0.4, to: 2.9) + bursts(from: 6.5, to: 8) + bursts(from: 8.9, to: 10)

  private static func bursts(from start: Double, to end: Double) -> [Range<Double>] {
    stride(from: start, to: end, by: 0.5).map { $0..<min(end, $0 + 0.35) }
  }

  private let path: String

  init() throws {
    var template = Array("/tmp/dropreel-mix-XXXXXX".utf8CString)
    path = String(cString: try #require(mkdtemp(&template)))
  }

  deinit {
    unlink("\(path)/film.mp4")
    rmdir(path)
  }

  /// At -14 LUFS, as a programme is.
  private static func voice() throws -> [Float] {
    var samples = [Float](repeating: 0, count: seconds * rate)
    for word in words {
      let (first, last) = (Int(word.lowerBound * Double(rate)), Int(word.upperBound * Double(rate)))
      for index in first..<last {
        let edge = min(1, Float(min(index - first, last - index)) / 480)
        let time = Double(index) / Double(rate)
        samples[index] = Float(sin(2 * .pi * 180 * time) + 0.5 * sin(2 * .pi * 540 * time)) * 0.2 * edge
      }
    }
    let loudness = try Loudness.of(samples, rate: rate).integrated
    return samples.map { $0 * Float(Decibels.factor(-14 - loudness)) }
  }

  /// On the left.
  private static func tone(seconds: Int) -> [Float] {
    var samples = [Float](repeating: 0, count: seconds * rate * 2)
    for index in 0..<seconds * rate { samples[index * 2] = Float(sin(2 * .pi * tone * Double(index) / Double(rate))) * 0.1 }
    return samples
  }

  /// What is heard of the film with the music; made once.
  private static let film = Result { try MixedFilmTests().heard(music()) }

  private static func music() throws -> Music {
    return try Music(tone(seconds: 8), rate: rate, lasting: Double(seconds))
  }

  private func heard(_ music: Music?, loudness: Double = -14) throws -> [Float] {
    let mix = try Mix(voice: Self.voice(), words: Self.words, music: music, loudness: loudness)
    _ = try Film.render(MovingBox([Self.seconds * 10]), sound: FilmSound(mix), to: "\(path)/film.mp4")
    var reader = try MovieReader(path: "\(path)/film.mp4")
    var samples: [Float] = []
    while let piece = try reader.next() {
      if case .sound(let sound) = consume piece { samples += sound.samples }
    }
    return samples
  }

  /// The tone in 25 ms around a moment, in dB of full scale.
  private func tone(_ samples: [Float], of frequency: Double = tone, channel: Int = 0, at time: Double) -> Double {
    let count = 1200
    let first = Int(time * Double(Self.rate)) - count / 2
    var (real, imaginary, weight) = (0.0, 0.0, 0.0)
    for index in 0..<count where (0..<samples.count / 2).contains(first + index) {
      let window = 0.5 - 0.5 * cos(2 * .pi * (Double(index) + 0.5) / Double(count))
      let angle = 2 * .pi * frequency * Double(index) / Double(Self.rate)
      let sample = Double(samples[(first + index) * 2 + channel]) * window
      real += sample * cos(angle)
      imaginary += sample * sin(angle)
      weight += window
    }
    return Decibels.of(2 * (real * real + imaginary * imaginary).squareRoot() / max(weight, 1))
  }

  /// The tone's level in dB of full scale if it were as loud as the speech is in the film.
  private func loudTone(_ samples: [Float]) throws -> Double {
    let speech = try Loudness.of(Array(samples[96_000 * 4 / 10..<96_000 * 29 / 10]), rate: Self.rate, channels: 2).integrated
    return speech - 20 - (try Loudness.of(Self.tone(seconds: 3), rate: Self.rate, channels: 2).integrated)
  }

  @Test func musicIsUnderSpeechAndHigherInLongGaps() throws {
    let samples = try Self.film.get()
    let reference = try loudTone(samples)
    let under = [0.45, 0.83, 2, 2.7, 6.55, 7.5, 8.4, 8.9, 9.7].map { tone(samples, at: $0) - reference }
    #expect(under.allSatisfy { (-22 ... -18).contains($0) }, "\(under)")
    let gaps = [3.7, 5, 6.3, 11, 12, 13.9].map { tone(samples, at: $0) - reference }
    #expect(gaps.allSatisfy { (-12 ... -8).contains($0) }, "\(gaps)")
    // From one word to the next it keeps its level.
    let levels = stride(from: 0.5, to: 2.7, by: 0.05).map { tone(samples, at: $0) }
    #expect((levels.max() ?? 0) - (levels.min() ?? 0) < 1.5, "\(levels)")
    // It comes from where it was: on the right there is none.
    #expect(tone(samples, channel: 1, at: 5) < tone(samples, at: 5) - 30)
  }

  @Test func rampsStandWhereTheyAreMeantTo() throws {
    let samples = try Self.film.get()
    let (low, high) = (tone(samples, at: 7.5), tone(samples, at: 5.5))
    func crossing(_ range: StrideTo<Double>, _ level: Double, rising: Bool) -> Double {
      range.first { rising ? tone(samples, at: $0) > level : tone(samples, at: $0) < level } ?? 0
    }
    let down = stride(from: 6.3, to: 6.7, by: 0.005)
    #expect(abs(crossing(down, high - 1, rising: false) - 6.395) < 0.03)
    #expect(abs(crossing(down, low + 1, rising: false) - 6.515) < 0.03)
    // The last word ends at 2.75.
    let up = stride(from: 2.75, to: 4, by: 0.01)
    let (starts, ends) = (crossing(up, low + 1, rising: true), crossing(up, high - 1, rising: true))
    #expect((0.4...0.7).contains(ends - starts), "\(starts) to \(ends)")
    #expect(starts > 2.8 && starts < 3.1)
  }

  @Test func itFadesOutBeforeTheLastFrame() throws {
    let samples = try Self.film.get()
    let full = tone(samples, at: 13.9)
    #expect(tone(samples, at: 15) < full - 3 && tone(samples, at: 15) > full - 12)
    #expect(tone(samples, at: 15.95) < full - 35)
  }

  @Test(arguments: [(-14.0, true), (-14, false), (-16, true)])
  func theProgrammeIsAsLoudAsThePlatformPlaysIt(loudness: Double, plays: Bool) throws {
    let samples = try plays && loudness == -14 ? Self.film.get() : heard(plays ? Self.music() : nil, loudness: loudness)
    let measured = try Loudness.of(samples, rate: Self.rate, channels: 2)
    #expect(abs(measured.integrated - loudness) <= 0.5, "\(measured)")
    #expect(measured.truePeak <= -1, "\(measured)")
    let offset = samples.reduce(0.0) { $0 + Double($1) } / Double(samples.count)
    #expect(Decibels.of(abs(offset)) < -60)
    // The voice is in the middle.
    for time in [0.575, 2.075, 6.675, 9.075] {
      let sides = [0, 1].map { tone(samples, of: 180, channel: $0, at: time) }
      #expect(sides.allSatisfy { $0 > -30 } && abs(sides[0] - sides[1]) < 0.5, "\(sides) at \(time)")
    }
  }

  /// Single loud sounds in a quiet programme: as loud as it may be, and no louder than its peaks allow.
  @Test func peaksAreHeldDown() throws {
    var voice = try Self.voice().map { $0 * 0.3 }
    for place in stride(from: Self.rate, to: voice.count, by: Self.rate) {
      for index in 0..<40 { voice[place + index] = index % 16 < 8 ? 0.9 : -0.9 }
    }
    let mix = try Mix(voice: voice, words: Self.words, music: Self.music(), loudness: -14)
    let samples = mix.samples(0..<mix.count)
    let measured = try Loudness.of(samples, rate: Self.rate, channels: 2)
    #expect(abs(measured.integrated + 14) <= 0.5, "\(measured)")
    #expect(samples.allSatisfy { abs($0) <= 0.78 })
    // Made in pieces it is the same.
    let pieces = stride(from: 0, to: mix.count, by: 33_333).flatMap { mix.samples($0..<min($0 + 33_333, mix.count)) }
    #expect(pieces == samples)
  }
}
