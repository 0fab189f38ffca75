import Production

/// What a PDF is called.
enum PDFTitle {
  /// What the file says of itself is often the name of another file; then what stands largest on the first page holds.
  static func choose(given: String, shown: String?) -> String? {
    let given = given.onOneLine
    guard says(given) else { return shown?.onOneLine }
    guard let shown else { return given }
    // Where both have words in common, the given one is whole.
    let words = Set(given.lowercased().split { !$0.isLetter }.filter { $0.count > 3 })
    let isShown = shown.lowercased().split { !$0.isLetter }.contains { words.contains($0) }
    return isShown ? given : shown.onOneLine
  }

  private static func says(_ title: String) -> Bool {
    guard title.count > 2, title.count <= 250, title.count(where: \.isLetter) > 2 else { return false }
    let small = title.lowercased()
    let starts = [
      "microsoft word", "microsoft powerpoint", "untitled", "powerpoint presentation", "slide 1", "document", "layout 1", "print",
      "unbenannt",
    ]
    let endings = [
      ".doc", ".docx", ".dvi", ".tex", ".indd", ".qxd", ".qxp", ".pdf", ".ps", ".ppt", ".pptx", ".rtf", ".odt", ".xls", ".xlsx",
      ".pub",
      ".txt", ".fm", ".html", ".htm", ".wpd", ".p65", ".cdr", ".ai",
    ]
    return !starts.contains { small.hasPrefix($0) } && !endings.contains { small.hasSuffix($0) } && !small.contains("\\")
      && !small.hasPrefix("http")
  }

  /// As BCP 47 has it; nil where nothing sensible is said.
  static func language(_ given: String) -> String? {
    let tag = given.onOneLine.replacing("_", with: "-")
    let isTag =
      (2...35).contains(tag.utf8.count)
      && tag.utf8.allSatisfy { $0 == 0x2D || (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF) }
    return isTag && tag.prefix(2).allSatisfy(\.isLetter) ? tag : nil
  }
}
