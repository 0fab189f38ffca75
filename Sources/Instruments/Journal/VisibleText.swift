/// The text with all that acts instead of being seen written out (`\n`, `\u{1B}`): controls, separators of lines, marks
/// that turn the direction of writing, tags. Cut to so many bytes.
func visible(_ text: String, atMost limit: Int) -> String {
  var result = ""
  var room = limit
  for scalar in text.unicodeScalars {
    let piece = acts(scalar) ? writtenOut(scalar) : String(Character(scalar))
    room -= piece.utf8.count
    if room < 0 { return result + "…" }
    result += piece
  }
  return result
}

private func acts(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB,
    0xE0000...0xE007F:
    true
  default: false
  }
}

private func writtenOut(_ scalar: Unicode.Scalar) -> String {
  switch scalar {
  case "\n": "\\n"
  case "\r": "\\r"
  case "\t": "\\t"
  default: "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
  }
}
