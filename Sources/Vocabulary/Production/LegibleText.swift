/// Which marks of a text people cannot see: they are never spoken, and some of them deceive.
extension Unicode.Scalar {
  package var isBlank: Bool { properties.isWhitespace }

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

  /// The text on one line: every run of blanks made one, and nothing in it that could not be seen or said.
  package var onOneLine: String {
    var result = String.UnicodeScalarView()
    var pendingBlank = false
    for scalar in unicodeScalars {
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
