/// Writes bits, the highest of each byte first.
struct BitWriter {
  private(set) var bytes: [UInt8] = []
  /// Bits that the last byte has room for.
  private var room = 0

  mutating func write(_ bit: Bool) {
    if room == 0 {
      bytes.append(0)
      room = 8
    }
    room -= 1
    if bit { bytes[bytes.count - 1] |= 1 << UInt8(room) }
  }

  /// A field of a fixed width: u(v). What does not fit into it is cut off.
  mutating func write(_ value: Int, width: Int) {
    for shift in stride(from: width - 1, through: 0, by: -1) { write(value >> shift & 1 == 1) }
  }

  /// Exp-Golomb: ue(v).
  mutating func write(count: Int) {
    let code = max(0, count) + 1
    let width = Int.bitWidth - code.leadingZeroBitCount
    write(0, width: width - 1)
    write(code, width: width)
  }

  /// Exp-Golomb with a sign: se(v).
  mutating func write(number: Int) { write(count: number > 0 ? 2 * number - 1 : -2 * number) }

  /// The bits of another stream from one place to another.
  mutating func copy(_ bits: Range<Int>, of bytes: [UInt8]) throws(BitstreamMistake) {
    var reader = BitReader(bytes, from: bits.lowerBound)
    for _ in bits { write(try reader.bit()) }
  }

  /// Fills the last byte.
  mutating func align(with bit: Bool) { while room > 0 { write(bit) } }

  /// What stands at the end of all that is no slice data coded arithmetically: a one, then zeros.
  mutating func writeEnd() {
    write(true)
    align(with: false)
  }

  mutating func append(_ whole: ArraySlice<UInt8>) {
    align(with: false)
    bytes += whole
  }
}
