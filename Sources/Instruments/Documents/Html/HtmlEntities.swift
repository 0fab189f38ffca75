internal import CLibxml

/// What `&name;` and `&#number;` stand for.
enum HtmlEntities {
  /// A text with its entities resolved; what is none stays as it is.
  static func resolved(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    guard bytes.contains(UInt8(ascii: "&")) else { return Array(bytes) }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var place = bytes.startIndex
    while place < bytes.endIndex {
      if bytes[place] == UInt8(ascii: "&"), let (scalar, end) = entity(in: bytes, at: place + 1) {
        result.append(contentsOf: String(Character(scalar)).utf8)
        place = end
      } else {
        result.append(bytes[place])
        place += 1
      }
    }
    return result
  }

  private static func entity(in bytes: ArraySlice<UInt8>, at start: Int) -> (Unicode.Scalar, end: Int)? {
    var end = start
    let limit = min(bytes.endIndex, start + 32)
    if start < limit, bytes[start] == UInt8(ascii: "#") {
      end += 1
      let isHex = end < limit && bytes[end] | 0x20 == UInt8(ascii: "x")
      if isHex { end += 1 }
      let digits = end
      while end < limit, isDigit(bytes[end], hex: isHex) { end += 1 }
      guard let number = UInt32(String(decoding: bytes[digits..<end], as: UTF8.self), radix: isHex ? 16 : 10) else { return nil }
      return (scalar(number), past(end, bytes))
    }
    while end < limit, isDigit(bytes[end], hex: true) || isLetter(bytes[end]) { end += 1 }
    guard end > start else { return nil }
    let isEnded = end < bytes.endIndex && bytes[end] == UInt8(ascii: ";")
    let name = String(decoding: bytes[start..<end], as: UTF8.self)
    if isEnded { return named(name).map { ($0, end + 1) } }
    // Only the oldest ones are known without their end, and only where no word goes on.
    return oldest.contains(name) ? named(name).map { ($0, end) } : nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z") }

  private static func isDigit(_ byte: UInt8, hex: Bool) -> Bool {
    (0x30...0x39).contains(byte) || hex && (0x61...0x66).contains(byte | 0x20)
  }

  private static func past(_ end: Int, _ bytes: ArraySlice<UInt8>) -> Int {
    end < bytes.endIndex && bytes[end] == UInt8(ascii: ";") ? end + 1 : end
  }

  /// Numbers between 128 and 159 are meant as Windows means them.
  private static func scalar(_ number: UInt32) -> Unicode.Scalar {
    if (0x80...0x9F).contains(number), let letter = windows[number] { return letter }
    return number == 0 ? "\u{FFFD}" : Unicode.Scalar(number) ?? "\u{FFFD}"
  }

  private static let windows: [UInt32: Unicode.Scalar] = [
    0x80: "€", 0x82: "‚", 0x83: "ƒ", 0x84: "„", 0x85: "…", 0x86: "†", 0x87: "‡", 0x88: "ˆ", 0x89: "‰", 0x8A: "Š", 0x8B: "‹",
    0x8C: "Œ",
    0x8E: "Ž", 0x91: "‘", 0x92: "’", 0x93: "“", 0x94: "”", 0x95: "•", 0x96: "–", 0x97: "—", 0x98: "˜", 0x99: "™", 0x9A: "š",
    0x9B: "›",
    0x9C: "œ", 0x9E: "ž", 0x9F: "Ÿ",
  ]

  private static let oldest: Set<String> = ["amp", "lt", "gt", "quot", "nbsp", "copy", "reg"]

  /// The corresponding C function is `htmlEntityLookup`.
  private static func named(_ name: String) -> Unicode.Scalar? {
    switch name {
    case "amp": return "&"
    case "nbsp": return "\u{A0}"
    case "lt": return "<"
    case "gt": return ">"
    case "apos": return "'"
    case "NewLine": return "\n"
    case "Tab": return "\t"
    case "AMP", "LT", "GT", "QUOT", "COPY", "REG": return self.named(name.lowercased())
    case "comma": return ","
    case "period": return "."
    case "colon": return ":"
    case "lpar": return "("
    case "rpar": return ")"
    case "num": return "#"
    case "percnt": return "%"
    case "dollar": return "$"
    case "check": return "✓"
    default: break
    }
    guard let entity = unsafe htmlEntityLookup(name) else { return nil }
    return unsafe Unicode.Scalar(entity.pointee.value)
  }
}
