/// One unit of an H.264 stream: a byte that says what it is, and what it holds, without the bytes that keep start codes out.
struct NalUnit: Hashable {
  let kind: Kind
  /// How much others depend on it, from 0, which is not at all, to 3.
  let importance: Int
  var content: [UInt8]

  enum Kind: Int {
    case slice = 1
    case keySlice = 5
    case note = 6
    case sequenceParameters = 7
    case pictureParameters = 8
  }

  init(_ kind: Kind, importance: Int, content: [UInt8]) {
    self.kind = kind
    self.importance = importance
    self.content = content
  }

  init(_ bytes: ArraySlice<UInt8>) throws(BitstreamMistake) {
    guard let head = bytes.first else { throw .endsEarly }
    guard head & 0x80 == 0, let kind = Kind(rawValue: Int(head & 31)) else { throw .unknown("a unit that begins with \(head)") }
    self.kind = kind
    importance = Int(head >> 5)
    content = Self.unescaped(bytes.dropFirst())
  }

  /// As it stands in a stream.
  var bytes: [UInt8] {
    var bytes: [UInt8] = [UInt8(importance << 5 | kind.rawValue)]
    bytes.reserveCapacity(content.count + 16)
    var zeros = 0
    for byte in content {
      if zeros == 2, byte <= 3 {
        bytes.append(3)
        zeros = 0
      }
      bytes.append(byte)
      zeros = byte == 0 ? zeros + 1 : 0
    }
    // A zero at the very end, which only slice data can have, would be taken for part of what follows.
    if content.last == 0 { bytes.append(3) }
    return bytes
  }

  /// With its length before it, as MP4 files keep it.
  var measured: [UInt8] {
    let bytes = bytes
    return (0..<4).map { UInt8(truncatingIfNeeded: bytes.count >> (24 - 8 * $0)) } + bytes
  }

  private static func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var content: [UInt8] = []
    content.reserveCapacity(bytes.count)
    var zeros = 0
    for byte in bytes {
      if zeros >= 2, byte == 3 {
        zeros = 0
        continue
      }
      content.append(byte)
      zeros = byte == 0 ? zeros + 1 : 0
    }
    return content
  }

  /// Takes a sample of an MP4 file apart: units, each with its length before it in four bytes.
  static func units(of sample: ArraySlice<UInt8>) throws(BitstreamMistake) -> [NalUnit] {
    var units: [NalUnit] = []
    var rest = sample
    while !rest.isEmpty {
      guard rest.count >= 4 else { throw .endsEarly }
      let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
      rest = rest.dropFirst(4)
      guard length <= rest.count else { throw .endsEarly }
      units.append(try NalUnit(rest.prefix(length)))
      rest = rest.dropFirst(length)
    }
    return units
  }
}
