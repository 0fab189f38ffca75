import Glibc
import Media
import Production
import Speech
import Testing
import Voices

/// What people get to hear, decoded from the files that they get.
@Suite struct DeliveredSoundTests {
  @Test(arguments: SoundFile.Kind.allCases) func aCompressedFileIsAsLoudAndAsLongAsTheProgramme(kind: SoundFile.Kind) throws {
    let recording = try Speaker(host: nil).speak(dialogue)
    let path = "/tmp/dropreel-\(getpid())-\(UInt32.random(in: 0...UInt32.max)).\(kind.rawValue)"
    defer { unlink(path) }
    try SoundFile.write(recording.samples, samplesPerSecond: Recording.rate, as: kind, to: path)

    var reader = try MovieReader(path: path)
    var samples: [Float] = []
    while let piece = try reader.next() {
      if case .sound(let sound) = consume piece { samples += sound.samples }
    }
    let loudness = try Loudness.of(samples, rate: Recording.rate)
    #expect(abs(loudness.integrated + 14) <= 0.5, "\(loudness)")
    #expect(loudness.truePeak <= -1, "\(loudness)")
    #expect(abs(Double(samples.count) / 48_000 - recording.voiceover.length.seconds) < 1.0 / 30, "\(samples.count)")
    // A word is where its time says: most of what is heard is what was given, at the same place.
    let together = zip(samples, recording.samples).reduce(into: (product: 0.0, square: 0.0)) { sums, pair in
      sums.product += Double(pair.0 * pair.1)
      sums.square += Double(pair.1 * pair.1)
    }
    #expect(together.product / together.square > 0.9, "\(together.product / together.square)")
  }
}
