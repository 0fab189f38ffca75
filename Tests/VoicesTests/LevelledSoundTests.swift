import Glibc
import Speech
import Testing
import Voices

@Suite struct LevelledSoundTests {
  private func tone(_ level: Double, seconds: Double = 3, rate: Int = 44_100) -> [Float] {
    (0..<Int(seconds * Double(rate))).flatMap { index -> [Float] in
      let value = Float(sin(2 * .pi * 440 * Double(index) / Double(rate)) * level)
      return [value, value]
    }
  }

  @Test(arguments: [0.9, 0.1]) func itIsAsLoudAsAFilm(_ level: Double) throws {
    let sound = try LevelledSound.stereo(tone(level), rate: 44_100, count: 3 * Recording.rate, loudness: -14)
    #expect(sound.count == 6 * Recording.rate)
    let loudness = try Loudness.of(sound, rate: Recording.rate, channels: 2)
    #expect(abs(loudness.integrated + 14) < 0.5 && loudness.truePeak < -1, "\(loudness)")
    #expect(abs(sound[0]) < 0.001 && abs(sound[sound.count - 1]) < 0.001)
  }

  @Test func whatIsQuietStaysQuietAndSilenceSilent() throws {
    let quiet = try LevelledSound.stereo(tone(0.005), rate: 44_100, count: 3 * Recording.rate, loudness: -14)
    #expect(try Loudness.of(quiet, rate: Recording.rate, channels: 2).integrated < -30)
    #expect(try LevelledSound.stereo([], rate: 48_000, count: 100, loudness: -14) == [Float](repeating: 0, count: 200))
    #expect(try LevelledSound.stereo([.nan, 0], rate: 48_000, count: 1, loudness: -14) == [0, 0])
    let broken = try LevelledSound.stereo([1e38, -.infinity] + tone(0.5), rate: 44_100, count: Recording.rate, loudness: -14)
    #expect(broken.allSatisfy { $0.isFinite && abs($0) < 1 })
  }

  @Test func peaksAreHeldDown() throws {
    var clicks = tone(0.05)
    for place in stride(from: 0, to: clicks.count, by: 20_000) { clicks[place] = 1 }
    let sound = try LevelledSound.stereo(clicks, rate: 44_100, count: 3 * Recording.rate, loudness: -14)
    #expect(sound.allSatisfy { abs($0) < 0.8 })
  }
}
