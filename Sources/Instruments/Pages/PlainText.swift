/// Text for a line of a .txt file or of a log: one line stays one line, and reads as it was written.
package enum PlainText {
  /// Returns the text as a single line: breaks and runs of blanks become one blank, controls and marks that reorder text go away.
  package static func line(_ text: String) -> String {
    var line = ""
    var pendingBlank = false
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace || scalar.breaksLine {
        pendingBlank = !line.isEmpty
      } else if !scalar.isControl && !scalar.reordersText {
        if pendingBlank { line.append(" ") }
        pendingBlank = false
        line.unicodeScalars.append(scalar)
      }
    }
    return line
  }

  /// Returns the text with its lines kept, each of them made safe on its own.
  package static func lines(_ text: String) -> [String] {
    text.split(omittingEmptySubsequences: false) { $0.unicodeScalars.allSatisfy(\.breaksLine) }.map { line(String($0)) }
  }
}
