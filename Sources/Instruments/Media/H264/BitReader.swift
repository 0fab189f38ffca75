/// Reads bits, the highest of each byte first, and never beyond the end.
struct BitReader {
  private let bytes: [UInt8]
  /// Bits that were read so far.
  private(set) var position: Int

  init(_ bytes: [UInt8], from position: Int = 0) {
    self.bytes = bytes
    self.position = max(0, position)
  }

  mutating func bit() throws(BitstreamMistake) -> Bool {
    guard position >> 3 < bytes.count else { throw .endsEarly }
    let bit = bytes[position >> 3] >> (7 - UInt8(position & 7)) & 1
    position += 1
    return bit == 1
  }

  /// A field of a fixed width: u(v).
  mutating func bits(_ width: Int) throws(BitstreamMistake) -> Int {
    guard (0...32).contains(width) else { throw .unknown("a field of \(width) bits") }
    var value = 0
    for _ in 0..<width { value = value << 1 | (try bit() ? 1 : 0) }
    return value
  }

  /// Exp-Golomb: ue(v).
  mutating func count() throws(BitstreamMistake) -> Int {
    var zeros = 0
    while try !bit() {
      zeros += 1
      guard zeros <= 31 else { throw .unknown("a number of more than 32 bits") }
    }
    return (1 << zeros) - 1 + (try bits(zeros))
  }

  /// Exp-Golomb with a sign: se(v).
  mutating func number() throws(BitstreamMistake) -> Int {
    let code = try count()
    return code & 1 == 1 ? (code + 1) / 2 : -(code / 2)
  }
}

/// Why a bit stream cannot be read: it is broken, or it uses what is not known here.
enum BitstreamMistake: Error, Hashable, CustomStringConvertible {
  case endsEarly
  case unknown(String)

  var description: String {
    switch self {
    case .endsEarly: "the H.264 ends in the middle of a field"
    case .unknown(let what): "H.264 with \(what)"
    }
  }
}
