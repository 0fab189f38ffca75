import Production

/// What is done to a text while it is still bytes of UTF-8: nearly all of it needs no look at its letters.
enum PlainBytes {
  /// The text on one line, as `String.onOneLine` makes it.
  static func onOneLine(_ bytes: ArraySlice<UInt8>) -> String {
    var line: [UInt8] = []
    line.reserveCapacity(bytes.count)
    var pendingBlank = false
    for byte in bytes {
      switch byte {
      case 0x21...0x7E:
        if pendingBlank { line.append(0x20) }
        pendingBlank = false
        line.append(byte)
      case 0x20, 0x09...0x0D: pendingBlank = !line.isEmpty
      // Blanks and marks that nobody sees begin with one of these, or are controls.
      case 0xC2, 0xE1, 0xE2, 0xE3, 0xEF, 0xF3, 0x00...0x08, 0x0E...0x1F, 0x7F:
        return String(decoding: bytes, as: UTF8.self).onOneLine
      default:
        if pendingBlank { line.append(0x20) }
        pendingBlank = false
        line.append(byte)
      }
    }
    return String(decoding: line, as: UTF8.self)
  }
}
