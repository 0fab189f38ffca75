import Production

/// The text of a file, if it is one.
enum DocumentText {
  /// Decodes a file's bytes; line ends become `\n`, and what nobody can see is left out.
  static func decode(_ bytes: [UInt8]) throws(DocumentTrouble) -> String {
    guard bytes.count <= DocumentBounds.bytes else { throw .tooLarge(bytes: bytes.count) }
    let guess = CharsetGuess(bytes)
    let decoded = String(decoding: Transcoder.utf8(bytes[guess.markLength...], from: guess.charset), as: UTF8.self)
    guard isText(decoded) else { throw .notText }
    return legible(decoded)
  }

  /// A few stray marks are an accident; a text has no zero bytes, and hardly any controls or broken letters.
  static func isText(_ text: String) -> Bool {
    var total = 0
    var strange = 0
    for scalar in text.unicodeScalars {
      total += 1
      if scalar.value == 0 { return false }
      let isControl = scalar.properties.generalCategory == .control && !scalar.isBlank
      if isControl || scalar.value == 0xFFFD || scalar.properties.generalCategory == .unassigned { strange += 1 }
    }
    return strange * 50 <= total + 100
  }

  private static func legible(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      defer { previous = scalar }
      switch scalar.value {
      case 0x0A where previous.value == 0x0D: continue
      case 0x0A, 0x0D, 0x85, 0x2028: result.append("\n")
      // A page or a paragraph ends.
      case 0x0B, 0x0C, 0x2029: result.append(contentsOf: "\n\n".unicodeScalars)
      case 0xFFFD: continue
      default: if !scalar.isInvisible && !scalar.isDeceptive { result.append(scalar) }
      }
    }
    return String(result)
  }
}
