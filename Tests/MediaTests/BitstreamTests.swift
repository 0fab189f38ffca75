import Testing

@testable import Media

@Suite struct BitstreamTests {
  @Test func countsAndNumbersComeBack() throws {
    let values = [0, 1, 2, 3, 7, 8, 254, 255, 256, 8159, 8160, 65_535, 1 << 20, (1 << 31) - 2]
    var writer = BitWriter()
    for value in values {
      writer.write(count: value)
      writer.write(number: value / 2)
      writer.write(number: -value / 2)
      writer.write(value & 31, width: 5)
    }
    writer.writeEnd()
    var reader = BitReader(writer.bytes)
    for value in values {
      #expect(try reader.count() == value)
      #expect(try reader.number() == value / 2)
      #expect(try reader.number() == -value / 2)
      #expect(try reader.bits(5) == value & 31)
    }
  }

  /// The examples of the standard's table 9-2.
  @Test(arguments: [(0, "1"), (1, "010"), (2, "011"), (3, "00100"), (5, "00110"), (8, "0001001")])
  func writesCountsAsTheStandardSays(_ value: Int, _ bits: String) throws {
    var writer = BitWriter()
    writer.write(count: value)
    let written = writer.bytes.map { byte in (0..<8).map { byte >> (7 - UInt8($0)) & 1 == 1 ? "1" : "0" }.joined() }.joined()
    #expect(written.hasPrefix(bits))
    #expect(!written.dropFirst(bits.count).contains("1"))
  }

  @Test func neverReadsBeyondTheEnd() {
    for bytes: [UInt8] in [[], [0], [0, 0, 0, 0], [0, 0, 0, 0, 0, 0xFF], [0x80]] {
      var reader = BitReader(bytes)
      #expect(throws: BitstreamMistake.self) { for _ in 0..<100 { _ = try reader.count() } }
      #expect(throws: BitstreamMistake.self) { _ = try reader.bits(33) }
      var far = BitReader(bytes, from: 1 << 40)
      #expect(throws: BitstreamMistake.self) { _ = try far.bit() }
    }
  }

  @Test func keepsStartCodesOutAndBack() throws {
    let contents: [[UInt8]] = [
      [0, 0, 0, 9], [0, 0, 1], [0, 0, 2], [0, 0, 3], [0, 0, 3, 0, 0, 3], [0, 0, 0, 0, 0, 0, 1], [1, 0, 0], [0, 0, 4], [0, 3],
      [0, 0, 0, 1],
    ]
    for content in contents {
      let unit = NalUnit(.slice, importance: 2, content: content)
      let bytes = unit.bytes
      for place in bytes.indices.dropLast(2) {
        #expect(!(bytes[place] == 0 && bytes[place + 1] == 0 && bytes[place + 2] < 3), "\(content): \(bytes)")
      }
      #expect(bytes.last != 0)
      #expect(try NalUnit(bytes[...]) == unit, "\(content)")
      #expect(try NalUnit.units(of: (unit.measured + unit.measured)[...]) == [unit, unit])
    }
    #expect(throws: BitstreamMistake.self) { _ = try NalUnit.units(of: [0, 0, 0, 9, 0x65][...]) }
    #expect(throws: BitstreamMistake.self) { _ = try NalUnit.units(of: [0, 0][...]) }
    #expect(throws: BitstreamMistake.self) { _ = try NalUnit([0xFF][...]) }
  }

  @Test(arguments: [(16, 16), (64, 36), (1080, 1920), (3840, 2160)]) func readsWhatX264Says(_ width: Int, _ height: Int) throws {
    let sets = try SceneEncoder.open(VideoTrack(width: width, height: height, framesPerSecond: 30), file: "test").parameters
    let sequence = try sets.sequence
    #expect(sequence.orderKind == 2)
    #expect(sequence.references == 1)
    #expect(sequence.macroblocks == (width + 15) / 16 * ((height + 15) / 16))
    let pictures = try sets.pictures
    #expect(pictures.map(\.isArithmetic) == [true, false])
    #expect(pictures.map(\.id) == [0, 1])
    #expect(pictures.allSatisfy { $0.hasDeblockingControl && $0.sequence == 0 })
  }

  /// Whatever is cut off or turned over, nothing traps.
  @Test func refusesBrokenParameters() throws {
    let sets = try SceneEncoder.open(VideoTrack(width: 64, height: 36, framesPerSecond: 30), file: "test").parameters
    for bytes in [sets.sequenceBytes] + sets.pictureBytes {
      for place in bytes.indices {
        for broken in [Array(bytes[..<place]), bytes.enumerated().map { $0.offset == place ? ~$0.element : $0.element }] {
          _ = try? SequenceParameters(NalUnit(broken[...]))
          _ = try? PictureParameters(NalUnit(broken[...]))
          _ = try? StillFiller(ParameterSets(sequence: broken, pictures: sets.pictureBytes))
        }
      }
    }
    #expect(throws: BitstreamMistake.self) { _ = try SequenceParameters(NalUnit([0x67][...])) }
    #expect(throws: BitstreamMistake.self) { _ = try SequenceParameters(NalUnit(sets.pictureBytes[0][...])) }
    #expect(throws: BitstreamMistake.self) { _ = try PictureParameters(NalUnit(sets.sequenceBytes[...])) }
  }

  @Test func keyFramesStandWhereTheyAreDue() {
    var clock = KeyFrameClock(framesPerSecond: 10)
    func runs(_ count: Int) -> [[Int]] { clock.runs(count).map { [$0.count, $0.isKey ? 1 : 0] } }
    #expect(runs(20) == [[20, 1]])
    #expect(runs(30) == [[30, 0]])
    #expect(runs(1) == [[1, 1]])
    #expect(runs(49) == [[49, 0]])
    #expect(runs(46) == [[46, 1]])
    #expect(runs(120) == [[50, 1], [50, 1], [20, 1]])
    #expect(runs(31) == [[31, 1]])
  }

  @Test func aSceneComesBackFromItsBytes() throws {
    let scene = try TestFilm(VideoTrack(width: 64, height: 36, framesPerSecond: 10)).scene([
      (Canvas(.white), 70), (Canvas(.black), 2),
    ])
    #expect(scene.frameCount == 72)
    let bytes = scene.encoded()
    #expect(EncodedScene(encoded: bytes) == scene)
    for place in 0..<min(bytes.count, 400) {
      #expect(EncodedScene(encoded: Array(bytes[..<place])) == nil)
      _ = EncodedScene(encoded: bytes.enumerated().map { $0.offset == place ? ~$0.element : $0.element })
    }
    #expect(EncodedScene(encoded: bytes + [0]) == nil)
  }
}
