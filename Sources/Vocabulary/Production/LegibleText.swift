/// Which marks of a text people cannot see: they are never spoken, and some of them deceive.
extension Unicode.Scalar {
  package var isBlank: Bool { value == 0x20 || (value < 0x21 || value > 0x7E) && properties.isWhitespace }

  /// Marks that editors and word processors leave behind: no one sees them, none is meant.
  package var isInvisible: Bool { value == 0xFEFF || value == 0x200B || value == 0x2060 || value == 0x00AD }

  /// Marks that reorder or hide text, or steer a terminal: a text that holds one is not what it seems.
  package var isDeceptive: Bool {
    switch value {
    case 0x202A...0x202E, 0x2066...0x2069, 0xE0000...0xE007F: true
    default: properties.generalCategory == .control && !isBlank
    }
  }
}

extension String {
  /// The text without blanks at its ends, marks that nobody sees included.
  package var trimmedOfBlanks: String {
    var scalars = Substring(self).unicodeScalars
    while let first = scalars.first, first.isBlank || first.isInvisible { scalars.removeFirst() }
    while let last = scalars.last, last.isBlank || last.isInvisible { scalars.removeLast() }
    return String(scalars)
  }

  /// Letters and marks of ASCII with one blank between words, which is what most lines are.
  private var isPlainLine: Bool {
    var last: UInt8 = 0x20
    for byte in utf8 {
      guard (0x20...0x7E).contains(byte), byte != 0x20 || last != 0x20 else { return false }
      last = byte
    }
    return last != 0x20
  }

  /// The text on one line: every run of blanks made one, and nothing in it that could not be seen or said.
  package var onOneLine: String {
    if isPlainLine { return self }
    var result = String.UnicodeScalarView()
    var pendingBlank = false
    for scalar in unicodeScalars {
      // Most of all text: what Unicode says of a letter takes long to look up.
      if (0x21...0x7E).contains(scalar.value) {
        if pendingBlank { result.append(" ") }
        pendingBlank = false
        result.append(scalar)
        continue
      }
      if scalar.isBlank {
        pendingBlank = !result.isEmpty
        continue
      }
      if scalar.isInvisible || scalar.isDeceptive { continue }
      if pendingBlank { result.append(" ") }
      pendingBlank = false
      result.append(scalar)
    }
    return String(result)
  }
}
