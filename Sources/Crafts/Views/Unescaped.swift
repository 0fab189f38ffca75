/// Bytes of a log as what they stand for: percent signs, nginx's `\x22`, JSON's `\u0022`.
enum Unescaped {
  /// CloudFront escapes what browsers send, even where these have escaped it already: so once more, `times` over.
  static func text(_ bytes: [UInt8], times: Int = 1, plusIsBlank: Bool = false) -> String {
    var bytes = bytes.contains(UInt8(ascii: "\\")) ? withoutBackslashes(bytes) : bytes
    if plusIsBlank { bytes = bytes.map { $0 == UInt8(ascii: "+") ? 0x20 : $0 } }
    for _ in 0..<times where bytes.contains(UInt8(ascii: "%")) { bytes = withoutPercents(bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func withoutPercents(_ bytes: [UInt8]) -> [UInt8] {
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var place = 0
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "%"), let byte = hex(bytes, place + 1, count: 2) {
        plain.append(UInt8(byte))
        place += 3
      } else {
        plain.append(bytes[place])
        place += 1
      }
    }
    return plain
  }

  private static func withoutBackslashes(_ bytes: [UInt8]) -> [UInt8] {
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var place = 0
    while place < bytes.count {
      let next = place + 1 < bytes.count ? bytes[place + 1] : 0
      if bytes[place] != UInt8(ascii: "\\") {
        plain.append(bytes[place])
        place += 1
      } else if next == UInt8(ascii: "x"), let byte = hex(bytes, place + 2, count: 2) {
        plain.append(UInt8(byte))
        place += 4
      } else if next == UInt8(ascii: "u"), let number = hex(bytes, place + 2, count: 4) {
        plain += String(UnicodeScalar(number) ?? "\u{FFFD}").utf8
        place += 6
      } else {
        // `\"`, `\\` and `\/` are what stands behind the backslash; what is left over is nothing that anybody looks for.
        if place + 1 < bytes.count { plain.append(next) }
        place += 2
      }
    }
    return plain
  }

  private static func hex(_ bytes: [UInt8], _ place: Int, count: Int) -> UInt16? {
    guard place + count <= bytes.count else { return nil }
    var number: UInt16 = 0
    for byte in bytes[place..<(place + count)] {
      guard let digit = digit(byte) else { return nil }
      number = number << 4 | UInt16(digit)
    }
    return number
  }

  static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 97...102: byte - 87
    case 65...70: byte - 55
    default: nil
    }
  }
}
