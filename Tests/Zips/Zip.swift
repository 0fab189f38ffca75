/// Zip files for tests, stored or made by hand byte by byte, so that each lie in one can be told.
package struct Zip {
  package struct Part {
    package var name: [UInt8]
    package var content: [UInt8]
    package var method: UInt16 = 0
    /// What the list says, where it is not the truth.
    package var claimedSize: Int?
    package var claimedPackedSize: Int?
    package var unpackedSize: Int?
    package var localName: [UInt8]?
    package var flags: UInt16 = 0
    package var mode: UInt32 = 0o100644
    package var claimedOffset: Int?
    package var checksum: UInt32?

    package init(_ name: String, _ content: [UInt8]) {
      self.name = Array(name.utf8)
      self.content = content
    }
  }

  package static func stored(_ parts: [(String, [UInt8])]) -> [UInt8] { made(parts.map { Part($0.0, $0.1) }) }

  package static func made(_ parts: [Part], before: [UInt8] = []) -> [UInt8] {
    var file = before
    var list: [UInt8] = []
    for part in parts {
      let offset = part.claimedOffset ?? file.count - before.count
      let size = UInt32(part.claimedSize ?? part.unpackedSize ?? part.content.count)
      let packed = UInt32(part.claimedPackedSize ?? part.content.count)
      let sum = part.checksum ?? crc(part.content)
      let common = le16(part.flags) + le16(part.method) + le32(0) + le32(sum) + le32(packed) + le32(size)
      let localName = part.localName ?? part.name
      file += le32(0x0403_4B50) + le16(20) + common + le16(UInt16(localName.count)) + le16(0) + localName + part.content
      list += le32(0x0201_4B50) + le16(0x0314) + le16(20) + common + le16(UInt16(part.name.count)) + le16(0) + le16(0)
      list += le16(0) + le16(0) + le32(part.mode << 16) + le32(UInt32(offset)) + part.name
    }
    let listOffset = file.count - before.count
    file += list
    let count = le16(UInt16(parts.count))
    return file + le32(0x0605_4B50) + le32(0) + count + count + le32(UInt32(list.count)) + le32(UInt32(listOffset)) + le16(0)
  }

  package static func le16(_ number: UInt16) -> [UInt8] { [UInt8(number & 0xFF), UInt8(number >> 8)] }

  package static func le32(_ number: UInt32) -> [UInt8] { (0..<4).map { UInt8(number >> ($0 * 8) & 0xFF) } }

  package static func crc(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum >> 1 ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
    return ~sum
  }
}
