/// The mark at the end of what the service writes for people, by which it knows its own writing again.
///
/// It covers the file's name and every byte before it. A note that a person edited or renamed is the person's from then on:
/// it is never taken away, and its name counts as the person's word. Whoever forges a seal only gives a file of theirs away.
package enum Seal {
  /// How a text closes after its seal.
  package enum Ending: String, Sendable, CaseIterable {
    case text = ")\n"
    case mail = ")\r\n"
    case json = "\"\n}\n"
    case html = " -->\n"
  }

  /// The note that is renamed as work goes on; of its name only this word is covered.
  package static let movingName = "WORKING"

  /// Returns the bytes of a file: the text, which ends with what opens the seal's line, then the seal and the ending.
  package static func sealed(_ text: String, name: [UInt8], ending: Ending) -> [UInt8] {
    let body = Array((text + word).utf8)
    return body + hex(sum(name: name, body: body[...])) + Array(ending.rawValue.utf8)
  }

  /// Whether the service wrote these bytes, under this name, and nobody changed them since.
  package static func isOurs(name: [UInt8], bytes: [UInt8]) -> Bool {
    Ending.allCases.contains { ending in
      let closing = Array(ending.rawValue.utf8)
      guard bytes.count > closing.count + digitCount + word.utf8.count, bytes.suffix(closing.count).elementsEqual(closing) else {
        return false
      }
      let digits = bytes.dropLast(closing.count).suffix(digitCount)
      let body = bytes[..<digits.startIndex]
      return body.suffix(word.utf8.count).elementsEqual(word.utf8) && digits.elementsEqual(hex(sum(name: name, body: body)))
    }
  }

  private static let word = "Dropreel "
  private static let digitCount = 16

  /// FNV-1a, 64 bits: it need not resist anybody, only tell an edited text from an untouched one.
  private static func sum(name: [UInt8], body: ArraySlice<UInt8>) -> UInt64 {
    var sum: UInt64 = 0xcbf2_9ce4_8422_2325
    let moving = Array(movingName.utf8)
    let covered = name.starts(with: moving + [UInt8(ascii: " ")]) ? moving : name
    for byte in covered + [0] { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01b3 }
    for byte in body { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return sum
  }

  private static func hex(_ sum: UInt64) -> [UInt8] {
    let digits = String(sum, radix: 16)
    return Array((String(repeating: "0", count: digitCount - digits.utf8.count) + digits).utf8)
  }
}
