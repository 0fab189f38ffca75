/// What a decoder must know before the first picture. Scenes with equal sets can be shown one after the other.
package struct ParameterSets: Hashable, Sendable {
  /// One sequence parameter set, as it stands in a stream.
  let sequenceBytes: [UInt8]
  let pictureBytes: [[UInt8]]

  init(sequence: [UInt8], pictures: [[UInt8]]) {
    sequenceBytes = sequence
    pictureBytes = pictures
  }

  var sequence: SequenceParameters {
    get throws(BitstreamMistake) { try SequenceParameters(NalUnit(sequenceBytes[...])) }
  }

  var pictures: [PictureParameters] {
    get throws(BitstreamMistake) {
      var pictures: [PictureParameters] = []
      for bytes in pictureBytes { pictures.append(try PictureParameters(NalUnit(bytes[...]))) }
      return pictures
    }
  }

  func adding(_ picture: NalUnit) -> ParameterSets {
    ParameterSets(sequence: sequenceBytes, pictures: pictureBytes + [picture.bytes])
  }

  /// As MP4 files keep them: the content of the box `avcC`.
  var record: [UInt8] {
    func measured(_ bytes: [UInt8]) -> [UInt8] {
      [UInt8(truncatingIfNeeded: bytes.count >> 8), UInt8(truncatingIfNeeded: bytes.count)] + bytes
    }
    let profile = Array(sequenceBytes.dropFirst().prefix(3))
    // Units have their length in four bytes; one sequence.
    var record: [UInt8] = [1] + profile + [0xFF, 0xE1] + measured(sequenceBytes)
    record.append(UInt8(truncatingIfNeeded: pictureBytes.count))
    for picture in pictureBytes { record += measured(picture) }
    // High profile: 4:2:0, 8 bits, no extensions.
    if profile.first == 100 { record += [0xFD, 0xF8, 0xF8, 0] }
    return record
  }
}
