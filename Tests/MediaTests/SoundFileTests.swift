import Glibc
import Media
import Testing

@Suite struct SoundFileTests {
  let folder: WorkFolder

  init() throws { folder = try WorkFolder() }

  /// Two seconds of a tone.
  private static let tone: [Float] = (0..<96_000).map { 0.5 * sin(Float($0) * 2 * .pi * 440 / 48_000) }

  private func write(_ samples: [Float], as kind: SoundFile.Kind, named name: String = "sound") throws -> String {
    let path = folder.file("\(name).\(kind.rawValue)")
    try SoundFile.write(samples, samplesPerSecond: 48_000, as: kind, to: path)
    return path
  }

  @Test(arguments: SoundFile.Kind.allCases) func whatIsEncodedIsHeardWhereItWas(kind: SoundFile.Kind) throws {
    var reader = try MovieReader(path: write(Self.tone, as: kind))
    var samples: [Float] = []
    while let piece = try reader.next() {
      if case .sound(let sound) = consume piece {
        #expect(sound.samplesPerSecond == 48_000 && sound.channels == 1)
        samples += sound.samples
      }
    }
    // Within a frame of a film, at both ends.
    #expect(abs(samples.count - 96_000) < 1600, "\(samples.count)")
    let middle = 20_000..<60_000
    let error = middle.reduce(0) { max($0, abs(samples[$1] - Self.tone[$1])) }
    #expect(error < 0.05, "\(error)")
  }

  @Test(arguments: SoundFile.Kind.allCases) func theSameSoundGivesTheSameBytes(kind: SoundFile.Kind) throws {
    let once = try WorkFolder.read(write(Self.tone, as: kind))
    #expect(try WorkFolder.read(write(Self.tone, as: kind, named: "again")) == once)
    #expect((4_000...40_000).contains(once.count), "\(once.count)")
  }

  @Test(arguments: SoundFile.Kind.allCases) func whatCannotBeWrittenLeavesNoFile(kind: SoundFile.Kind) throws {
    let path = folder.file("wrong.\(kind.rawValue)")
    #expect(throws: MediaError.self) { try SoundFile.write([0], samplesPerSecond: 7, as: kind, to: path) }
    #expect(throws: MediaError.self) { try SoundFile.write([], samplesPerSecond: 48_000, as: kind, to: path) }
    #expect(access(path, F_OK) != 0)
  }
}
