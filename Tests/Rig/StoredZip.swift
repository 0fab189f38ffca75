/// A zip of files as they are, for what a word processor would save.
package enum StoredZip {
  package static func made(_ parts: [(name: String, content: [UInt8])]) -> [UInt8] {
    var file: [UInt8] = []
    var list: [UInt8] = []
    for part in parts {
      let name = Array(part.name.utf8)
      let size = bytes(UInt64(part.content.count), 4)
      let common = bytes(0, 8) + bytes(UInt64(crc(part.content)), 4) + size + size + bytes(UInt64(name.count), 2) + bytes(0, 2)
      list += bytes(0x0201_4B50, 4) + bytes(0x0314, 2) + bytes(20, 2) + common + bytes(0, 6) + bytes(0o100644 << 16, 4)
      list += bytes(UInt64(file.count), 4) + name
      file += bytes(0x0403_4B50, 4) + bytes(20, 2) + common + name + part.content
    }
    let count = bytes(UInt64(parts.count), 2)
    return file + list + bytes(0x0605_4B50, 4) + bytes(0, 4) + count + count + bytes(UInt64(list.count), 4)
      + bytes(UInt64(file.count), 4) + bytes(0, 2)
  }

  private static func bytes(_ number: UInt64, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(number >> ($0 * 8) & 0xFF) } }

  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum >> 1 ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
    return ~sum
  }
}
