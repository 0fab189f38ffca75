import Glibc
import Speech
import Testing
import Voices

/// What becomes of a piece of music, heard as a mix without any speech.
@Suite struct MusicTests {
  private static let rate = Recording.rate

  /// Four notes that go round every four seconds, each from its own beginning, as stereo.
  private static func piece(_ seconds: Double, rate: Int = rate, loudness: (Double) -> Double = { _ in 0.1 }) -> [Float] {
    var samples: [Float] = []
    for index in 0..<Int(seconds * Double(rate)) {
      let time = Double(index) / Double(rate)
      let note = [220.0, 277, 330, 440][Int(time) % 4]
      let value = Float(sin(2 * .pi * note * time) * loudness(time))
      samples.append(value)
      samples.append(value * 0.5)
    }
    return samples
  }

  /// Music alone: of so many seconds.
  private static func alone(_ music: Music, _ seconds: Int) throws -> [Float] {
    let mix = try Mix(voice: [Float](repeating: 0, count: seconds * rate), words: [], music: music, loudness: -14)
    return mix.samples(0..<mix.count)
  }

  @Test func goesRoundWhereItSoundsTheSame() throws {
    let music = try Music(Self.piece(9.5), rate: Self.rate, lasting: 25)
    let loop = try #require(music.loop)
    #expect(loop.likeness > 0.99)
    let period = Double(loop.out - loop.back) / Double(Self.rate)
    #expect(abs(period - (period / 4).rounded() * 4) < 0.001, "\(period)")
    let heard = try Self.alone(music, 25)
    for second in 1..<22 {
      let loudness = try Loudness.of(Array(heard[second * 96_000..<(second + 1) * 96_000]), rate: Self.rate, channels: 2)
      #expect(abs(loudness.integrated + 14) < 1, "at \(second): \(loudness.integrated)")
    }
    // No step that would click: the highest note itself changes by no more than this from one sample to the next.
    var steps: Float = 0
    for place in 2..<heard.count { steps = max(steps, abs(heard[place] - heard[place - 2])) }
    #expect(steps < (heard.map(abs).max() ?? 0) * Float(2 * Double.pi * 440 / 48_000) * 1.1)
  }

  /// Nothing in noise sounds like anything else in it: it is faded evenly all the same.
  @Test func fadesEvenlyWhereNothingSoundsTheSame() throws {
    var noise = SystemRandomNumberGenerator()
    let piece = (0..<Self.rate * 16).map { _ in Float.random(in: -0.3...0.3, using: &noise) }
    let music = try Music(piece, rate: Self.rate, lasting: 14)
    #expect(try #require(music.loop).likeness < 0.2)
    let heard = try Self.alone(music, 14)
    let whole = Decibels.of(Double(heard[96_000..<480_000].reduce(0) { $0 + $1 * $1 } / 384_000).squareRoot())
    for tenth in stride(from: 10, to: 116, by: 4) {
      let part = heard[tenth * 9600..<(tenth + 4) * 9600]
      let level = Decibels.of(Double(part.reduce(0) { $0 + $1 * $1 } / Float(part.count)).squareRoot())
      #expect(abs(level - whole) < 1.2, "at \(tenth)")
    }
  }

  @Test func aLongPieceIsNotLooped() throws {
    #expect(try Music(Self.piece(7), rate: Self.rate, lasting: 6).loop == nil)
  }

  /// A quiet beginning and a loud end are brought to one level, slowly; an end that dies away is not played.
  @Test func isAsLoudEverywhere() throws {
    let music = try Music(
      Self.piece(24) { $0 < 8 ? 0.1 : $0 < 16 ? 0.25 : 0.25 * max(0, 19 - $0) / 3 }, rate: Self.rate, lasting: 30)
    #expect(try #require(music.loop).out < 20 * Self.rate)
    let heard = try Self.alone(music, 30)
    for second in [2, 4, 10, 13, 20, 25] {
      let loudness = try Loudness.of(Array(heard[second * 96_000..<(second + 2) * 96_000]), rate: Self.rate, channels: 2)
      #expect(abs(loudness.integrated + 14) < 2, "at \(second): \(loudness.integrated)")
    }
  }

  @Test func anyRateAndAnyOffsetWillDo() throws {
    let piece = Self.piece(7, rate: 22_050).map { $0 + 0.2 }
    let heard = try Self.alone(try Music(piece, rate: 22_050, lasting: 12), 12)
    let offset = heard.reduce(0.0) { $0 + Double($1) } / Double(heard.count)
    #expect(Decibels.of(abs(offset)) < -60)
  }

  /// It is made piece by piece: no piece may begin or end otherwise than within the whole.
  @Test(arguments: [true, false]) func piecesOfAnyLengthAreThoseOfTheWhole(hasMusic: Bool) throws {
    // Loud and short sounds, so that peaks are held down.
    let voice: [Float] = (0..<6 * Self.rate).map { index in
      let level: Float = index / 4800 % 8 == 0 ? 1 : 0.02
      return level * sin(Float(index) * 0.05)
    }
    let music = hasMusic ? try Music(Self.piece(8), rate: Self.rate, lasting: 6) : nil
    let mix = try Mix(voice: voice, words: [1..<2.5, 4..<5], music: music, loudness: -14)
    let whole = mix.samples(0..<mix.count)
    var joined: [Float] = []
    for first in stride(from: 0, to: mix.count, by: 4_999) { joined += mix.samples(first..<min(first + 4_999, mix.count)) }
    #expect(joined == whole)
    #expect(whole.allSatisfy { abs($0) < 1.2 })
  }

  @Test func whatIsNoMusicIsRefused() {
    #expect(throws: SpeechError.self) { try Music([], rate: 48_000, lasting: 30) }
    #expect(throws: SpeechError.self) { try Music([Float](repeating: 0, count: 576_000), rate: 48_000, lasting: 30) }
    #expect(throws: SpeechError.self) { try Music([Float](repeating: .nan, count: 576_000), rate: 48_000, lasting: 30) }
    #expect(throws: SpeechError.self) { try Music(Self.piece(1), rate: 48_000, lasting: 30) }
  }
}
