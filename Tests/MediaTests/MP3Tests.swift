import Glibc
import Media
import Testing

@Suite struct MP3Tests {
  let folder: WorkFolder

  init() throws { folder = try WorkFolder() }

  /// Two seconds of a tone.
  private static let tone: [Float] = (0..<96_000).map { 0.5 * sin(Float($0) * 2 * .pi * 440 / 48_000) }

  @Test func whatIsEncodedIsHeard() throws {
    let bytes = try MP3.encode(Self.tone, samplesPerSecond: 48_000)
    var reader = try MovieReader(path: folder.write(bytes, to: "tone.mp3"))
    var samples: [Float] = []
    while let piece = try reader.next() {
      if case .sound(let sound) = consume piece {
        #expect(sound.samplesPerSecond == 48_000 && sound.channels == 1)
        samples += sound.samples
      }
    }
    #expect(abs(samples.count - 96_000) < 5_000)
    let middle = samples[20_000..<60_000]
    #expect(abs((middle.max() ?? 0) - 0.5) < 0.05)
    // As many crossings as a tone of 440 has.
    let crossings = zip(middle, middle.dropFirst()).count { $0 <= 0 && $1 > 0 }
    #expect(abs(crossings - 440 * 40_000 / 48_000) <= 2)
  }

  @Test func theSameSoundGivesTheSameBytes() throws {
    let once = try MP3.encode(Self.tone, samplesPerSecond: 48_000)
    #expect(try MP3.encode(Self.tone, samplesPerSecond: 48_000) == once)
    // Sixteen kilobytes a second.
    #expect((30_000...36_000).contains(once.count), "\(once.count)")
  }

  @Test func silenceAndNothingAreNoMistake() throws {
    #expect(try MP3.encode([], samplesPerSecond: 48_000).count < 2_000)
    #expect(throws: MediaError.self) { _ = try MP3.encode([0], samplesPerSecond: 7) }
  }
}
