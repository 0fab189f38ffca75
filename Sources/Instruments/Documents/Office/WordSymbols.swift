/// Signs that a Word document takes from fonts of signs.
enum WordSymbols {
  /// Nil for a sign that stands for no text.
  static func text(_ font: String?, _ code: String?) -> String? {
    guard let code, var number = UInt32(code, radix: 16) else { return nil }
    let isPrivate = (0xF000...0xF0FF).contains(number)
    if isPrivate { number -= 0xF000 }
    switch font?.lowercased() {
    case "symbol": return symbol[number]
    case let font? where font.hasPrefix("wingdings") || font.hasPrefix("webdings"):
      return font == "wingdings" ? wingdings[number] : nil
    default:
      guard !isPrivate, let scalar = Unicode.Scalar(number) else { return nil }
      return String(Character(scalar))
    }
  }

  private static let symbol: [UInt32: String] = {
    var table: [UInt32: String] = [
      0x2D: "−", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xA3: "≤", 0xB3: "≥", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈",
      0xAC: "←", 0xAE: "→", 0xAB: "↔", 0xDE: "⇒", 0xA5: "∞", 0xB6: "∂", 0xE5: "∑", 0xD6: "√", 0xD2: "®", 0xD3: "©", 0xD4: "™",
      0xA2: "′", 0xCE: "∈",
    ]
    for (first, letters) in [(UInt32(0x41), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"), (0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ")] {
      for (index, letter) in letters.enumerated() { table[first + UInt32(index)] = String(letter) }
    }
    return table
  }()

  private static let wingdings: [UInt32: String] = [
    0xE0: "→", 0xDF: "←", 0xE8: "→", 0xE7: "←", 0xF0: "⇒", 0xFC: "✓", 0xFE: "☑", 0xFB: "✗", 0x4A: "☺", 0x4C: "☹",
  ]
}
