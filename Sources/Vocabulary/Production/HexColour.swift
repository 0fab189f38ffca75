/// A colour as people write it: "#e94560".
package struct HexColour: Hashable, Sendable, Codable, CustomStringConvertible {
  /// Red, green and blue, eight bits each.
  package let value: UInt32

  package init(_ value: UInt32) { self.value = value & 0xFF_FFFF }

  package init?(_ text: String) {
    guard text.utf8.count == 7, text.first == "#", text.utf8.dropFirst().allSatisfy({ $0 < 128 }),
      text.dropFirst().allSatisfy(\.isHexDigit), let value = UInt32(text.dropFirst(), radix: 16)
    else { return nil }
    self.init(value)
  }

  package var description: String {
    let digits = String(value, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }
}
