/// Text for a terminal, which obeys whatever control it is sent.
package enum TerminalText {
  /// Returns the text without controls, escape sequences and marks that reorder text. A tab becomes a blank.
  ///
  /// What an escape sequence held besides its controls stays visible: better odd than hidden.
  package static func safe(_ text: String) -> String {
    var safe = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\t" || scalar.breaksLine {
        safe.append(" ")
      } else if !scalar.isControl && !scalar.reordersText {
        safe.append(scalar)
      }
    }
    return String(safe)
  }
}
