import Production

/// How the text of an RTF file looks: many people make headings by bold and large letters, and no style says so.
struct RtfLooks {
  private var sizes: [Int: Int] = [:]
  private var languages: [Int: Int] = [:]
  private var notes: [Int: RtfParagraph] = [:]
  var standardLanguage: Int?

  mutating func count(_ letters: Int, size: Int, language: Int?) {
    sizes[size, default: 0] += letters
    if let language { languages[language, default: 0] += letters }
  }

  mutating func note(_ paragraph: RtfParagraph, at block: Int) { notes[block] = paragraph }

  /// The blocks, with short lines that stand out made headings.
  func withHeadings(_ blocks: [StructuredDocument.Block]) -> [StructuredDocument.Block] {
    let usual = sizes.max { $0.value < $1.value }?.key ?? 24
    let hasHeadings = blocks.contains { if case .heading = $0.content { true } else { false } }
    return blocks.enumerated().map { index, block in
      guard case .paragraph(let text) = block.content, let look = notes[index] else { return block }
      guard index + 1 < blocks.count, isShort(text), look.letters > 0 else { return block }
      let isLarge = look.largest * 10 >= usual * 12
      let isBold = look.boldLetters * 10 >= look.letters * 9
      let standsOut = isLarge || (isBold && !hasHeadings && notes[index + 1].map { $0.boldLetters * 2 < $0.letters } ?? true)
      guard standsOut, !hasHeadings || isLarge && isBold || index == 0 else { return block }
      let level = index == 0 || look.largest * 10 >= usual * 15 ? 1 : 2
      var heading = block
      heading.content = .heading(level: level, text: text)
      return heading
    }
  }

  private func isShort(_ text: String) -> Bool { PlainLine(text[...]).looksLikeHeading }

  static func title(of blocks: [StructuredDocument.Block]) -> String? {
    for block in blocks.prefix(5) { if case .heading(1, let text) = block.content { return text } }
    return nil
  }

  /// Programs fill the title in by themselves.
  static func isTelling(_ title: String) -> Bool {
    let plain = title.lowercased()
    guard plain.contains(where: \.isLetter) else { return false }
    return !["microsoft word", "untitled", "document", "unbenannt", "dokument", "sans titre"].contains { plain.hasPrefix($0) }
  }

  var language: String? {
    let main = languages.filter { $0.key != 1024 && $0.key != 0 }.max { $0.value < $1.value }?.key ?? standardLanguage
    return main.flatMap { Self.languages[$0 & 0x3FF] }
  }

  private static let languages: [Int: String] = [
    1: "ar", 2: "bg", 3: "ca", 4: "zh", 5: "cs", 6: "da", 7: "de", 8: "el", 9: "en", 10: "es", 11: "fi", 12: "fr", 13: "he",
    14: "hu",
    15: "is", 16: "it", 17: "ja", 18: "ko", 19: "nl", 20: "nb", 21: "pl", 22: "pt", 24: "ro", 25: "ru", 26: "hr", 27: "sk",
    28: "sq",
    29: "sv", 30: "th", 31: "tr", 32: "ur", 33: "id", 34: "uk", 35: "be", 36: "sl", 37: "et", 38: "lv", 39: "lt", 41: "fa",
    42: "vi",
    54: "af", 57: "hi",
  ]
}
