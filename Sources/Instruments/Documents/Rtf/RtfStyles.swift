import Production

/// The styles of an RTF text: which of them are headings.
struct RtfStyles {
  private var names: [Int: [UInt8]] = [:]
  private var outlines: [Int: Int] = [:]

  mutating func name(_ text: [UInt8], of style: Int?) {
    guard let style, names.count < 5000 else { return }
    names[style, default: []] += text.prefix(100)
  }

  mutating func set(outline: Int, of style: Int) { if (0..<9).contains(outline) { outlines[style] = outline } }

  func headingLevel(of style: Int) -> Int? {
    if let outline = outlines[style] { return outline + 1 }
    guard let name = names[style] else { return nil }
    let plain = PlainBytes.onOneLine(name.prefix { $0 != UInt8(ascii: ";") }).lowercased()
    if plain == "title" || plain == "titel" || plain == "titre" || plain == "título" { return 1 }
    for word in ["heading", "überschrift", "titre", "título", "titolo", "kop", "nadpis", "rubrik"] where plain.hasPrefix(word) {
      let digits = plain.dropFirst(word.count).drop { $0 == " " }.prefix { $0.isNumber }
      if let level = Int(digits), (1...9).contains(level) { return level }
    }
    return nil
  }
}
