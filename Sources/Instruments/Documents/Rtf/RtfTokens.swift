/// Takes an RTF text apart: groups, control words and bytes, in one pass.
struct RtfTokens {
  enum Token {
    case open, close
    /// A control word, and the number behind it.
    case word(String, Int?)
    /// A control symbol, as `\~`.
    case symbol(UInt8)
    /// A byte of text that was spelled as `\'hh`.
    case byte(UInt8)
    /// Bytes of text as they stand.
    case text(Range<Int>)
  }

  private let bytes: [UInt8]
  private(set) var place = 0

  init(_ bytes: [UInt8], from start: Int) {
    self.bytes = bytes
    place = start
  }

  /// How much of it was read.
  var fraction: Double { Double(place) / Double(max(1, bytes.count)) }

  mutating func next() -> Token? {
    while place < bytes.count {
      let here = bytes[place]
      switch here {
      case UInt8(ascii: "{"):
        place += 1
        return .open
      case UInt8(ascii: "}"):
        place += 1
        return .close
      case UInt8(ascii: "\\"):
        place += 1
        return control()
      // Line ends of the file are none of the text.
      case 0x0A, 0x0D, 0: place += 1
      default:
        let start = place
        while place < bytes.count, !Self.isSpecial(bytes[place]) { place += 1 }
        return .text(start..<place)
      }
    }
    return nil
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "\\") || byte == 0x0A || byte == 0x0D
      || byte == 0
  }

  /// Passes bytes by that are no text at all.
  mutating func skip(_ count: Int) { place = min(bytes.count, place + max(0, min(count, bytes.count))) }

  private mutating func control() -> Token? {
    guard place < bytes.count else { return nil }
    let first = bytes[place]
    guard Self.isLetter(first) else {
      place += 1
      if first == UInt8(ascii: "'"), place + 2 <= bytes.count, let high = Self.digit(bytes[place]),
        let low = Self.digit(bytes[place + 1])
      {
        place += 2
        return .byte(high << 4 | low)
      }
      return .symbol(first)
    }
    let start = place
    while place < bytes.count, place - start < 40, Self.isLetter(bytes[place]) { place += 1 }
    let word = String(decoding: bytes[start..<place], as: UTF8.self)
    let number = self.number()
    // The blank behind it belongs to it.
    if place < bytes.count, bytes[place] == 0x20 { place += 1 }
    return .word(word, number)
  }

  private mutating func number() -> Int? {
    var at = place
    let isNegative = at < bytes.count && bytes[at] == UInt8(ascii: "-")
    if isNegative { at += 1 }
    let digits = at
    var value = 0
    while at < bytes.count, (0x30...0x39).contains(bytes[at]) {
      value = min(value * 10 + Int(bytes[at] - 0x30), 1 << 40)
      at += 1
    }
    guard at > digits else { return nil }
    place = at
    return isNegative ? -value : value
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z") }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
