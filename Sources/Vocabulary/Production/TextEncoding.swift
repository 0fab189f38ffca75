/// How the bytes of a person's text file spell its letters.
package enum TextEncoding: String, Sendable, Codable, CaseIterable {
  case utf8, utf16LittleEndian, utf16BigEndian, windows1252

  /// Guesses the encoding from a byte order mark, else from the bytes themselves; never fails, Windows-1252 reads anything.
  package static func detect(_ bytes: [UInt8]) -> (encoding: TextEncoding, markLength: Int) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    if let wide = markless16(bytes) { return (wide, 0) }
    return (looksLikeUTF8(bytes) ? .utf8 : .windows1252, 0)
  }

  /// The bytes of one code unit.
  package var unitSize: Int { self == .utf16LittleEndian || self == .utf16BigEndian ? 2 : 1 }

  /// Reads bytes without their mark; what is no letter becomes a replacement mark.
  package func decode(_ bytes: some Sequence<UInt8>) -> String {
    switch self {
    case .utf8:
      return String(decoding: Array(bytes), as: UTF8.self)
    case .utf16LittleEndian, .utf16BigEndian:
      var units: [UInt16] = []
      var first: UInt8?
      for byte in bytes {
        guard let held = first else {
          first = byte
          continue
        }
        let (low, high) = self == .utf16LittleEndian ? (held, byte) : (byte, held)
        units.append(UInt16(high) << 8 | UInt16(low))
        first = nil
      }
      if first != nil { units.append(0xFFFD) }
      return String(decoding: units, as: UTF16.self)
    case .windows1252:
      var text = String.UnicodeScalarView()
      for byte in bytes { text.append(Unicode.Scalar(Self.windowsLetters[Int(byte)]) ?? "\u{FFFD}") }
      return String(text)
    }
  }

  /// Spells a text in this encoding; a letter that it lacks becomes a question mark.
  package func encode(_ text: String) -> [UInt8] {
    switch self {
    case .utf8: Array(text.utf8)
    case .utf16LittleEndian: text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    case .utf16BigEndian: text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    case .windows1252:
      text.unicodeScalars.map { scalar in
        UInt8(truncatingIfNeeded: Self.windowsLetters.firstIndex { UInt32($0) == scalar.value } ?? 0x3F)
      }
    }
  }

  /// UTF-16 without a mark shows itself by zero bytes at every other place of Western text.
  private static func markless16(_ bytes: [UInt8]) -> TextEncoding? {
    let sample = bytes.prefix(4096)
    guard sample.count >= 4, bytes.count % 2 == 0 else { return nil }
    var zeros = [0, 0]
    for (index, byte) in sample.enumerated() where byte == 0 { zeros[index % 2] += 1 }
    let half = sample.count / 2
    if zeros[1] * 10 >= half * 6, zeros[0] * 20 <= half { return .utf16LittleEndian }
    if zeros[0] * 10 >= half * 6, zeros[1] * 20 <= half { return .utf16BigEndian }
    return nil
  }

  /// One broken byte in a long UTF-8 text must not turn every other letter of it into two.
  private static func looksLikeUTF8(_ bytes: [UInt8]) -> Bool {
    var good = 0
    var bad = 0
    var index = 0
    while index < bytes.count {
      let length = sequenceLength(bytes, at: index)
      if length == 0 { bad += 1 } else if length > 1 { good += 1 }
      index += max(1, length)
    }
    return bad == 0 || good >= bad * 4
  }

  /// The length of the well-formed UTF-8 sequence at an index, or zero where there is none.
  private static func sequenceLength(_ bytes: [UInt8], at index: Int) -> Int {
    let lead = bytes[index]
    let length: Int
    switch lead {
    case 0x00...0x7F: return 1
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF: length = 3
    case 0xF0...0xF4: length = 4
    default: return 0
    }
    guard index + length <= bytes.count else { return 0 }
    for place in 1..<length where bytes[index + place] & 0xC0 != 0x80 { return 0 }
    switch (lead, bytes[index + 1]) {
    case (0xE0, ..<0xA0), (0xED, 0xA0...), (0xF0, ..<0x90), (0xF4, 0x90...): return 0
    default: return length
    }
  }

  /// Latin-1, but for the row from 0x80 to 0x9F; its five empty places stand for themselves.
  private static let windowsLetters: [UInt16] = {
    let row: [UInt16] = [
      0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D,
      0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D,
      0x017E, 0x0178,
    ]
    return (0..<256).map { (0x80...0x9F).contains($0) ? row[$0 - 0x80] : UInt16($0) }
  }()
}
