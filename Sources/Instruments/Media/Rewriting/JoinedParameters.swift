import CLibav

/// The parameters of an H.264 track, to which those of pictures that are coded anew are added under a number of their own: both kinds lie
/// in the track's one record, and each picture names its own.
struct JoinedParameters {
  /// The number under which pictures that are coded anew have their parameters.
  let number: Int
  private let sequences: [[UInt8]]
  private let pictures: [[UInt8]]
  private let head: [UInt8]
  private let extensionBytes: [UInt8]

  /// Of the record of a track (ISO 14496-15, avcC); nil where pictures of another encoder cannot be put among its own safely.
  init?(record: [UInt8]) {
    guard record.count > 6, record[0] == 1, record[4] & 3 == 3 else { return nil }
    var place = 5
    guard let sequences = Self.sets(record, &place, mask: 31), let pictures = Self.sets(record, &place, mask: 255),
      sequences.count == 1, (1...30).contains(pictures.count)
    else { return nil }
    do throws(BitstreamMistake) {
      let sequence = try SequenceParameters(NalUnit(sequences[0][...]))
      var taken: Set<Int> = [sequence.id]
      for picture in pictures { taken.insert(try Self.number(ofPicture: picture)) }
      guard let free = (1...31).first(where: { !taken.contains($0) }) else { return nil }
      number = free
    } catch {
      return nil
    }
    self.sequences = sequences
    self.pictures = pictures
    head = Array(record[..<5])
    extensionBytes = Array(record[place...])
  }

  private static func number(ofPicture unit: [UInt8]) throws(BitstreamMistake) -> Int {
    let unit = try NalUnit(unit[...])
    guard unit.kind == .pictureParameters else { throw .unknown("no picture parameters where they belong") }
    var reader = BitReader(unit.content)
    return try reader.count()
  }

  private static func sets(_ record: [UInt8], _ place: inout Int, mask: UInt8) -> [[UInt8]]? {
    guard place < record.count else { return nil }
    let count = Int(record[place] & mask)
    place += 1
    var sets: [[UInt8]] = []
    for _ in 0..<count {
      guard place + 2 <= record.count else { return nil }
      let length = Int(record[place]) << 8 | Int(record[place + 1])
      place += 2
      guard length > 1, length <= record.count - place else { return nil }
      sets.append(Array(record[place..<place + length]))
      place += length
    }
    return sets
  }

  /// The record with the units of another encoder in it, each of which has its length before it; nil where these are none.
  func record(adding units: [UInt8]) -> [UInt8]? {
    var (sequences, pictures) = (sequences, pictures)
    var place = 0
    while place + 4 < units.count {
      let length = units[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
      place += 4
      guard length > 1, length <= units.count - place else { return nil }
      let unit = Array(units[place..<place + length])
      switch unit[0] & 31 {
      case 7: sequences.append(unit)
      case 8: pictures.append(unit)
      default: break
      }
      place += length
    }
    guard sequences.count == 2, pictures.count > self.pictures.count else { return nil }
    var record = head + [0xE0 | UInt8(sequences.count)]
    for set in sequences { record += [UInt8(set.count >> 8), UInt8(set.count & 255)] + set }
    record.append(UInt8(pictures.count))
    for set in pictures { record += [UInt8(set.count >> 8), UInt8(set.count & 255)] + set }
    return record + extensionBytes
  }
}
