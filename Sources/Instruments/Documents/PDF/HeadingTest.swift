/// Tells headings from other short paragraphs.
struct HeadingTest {
  let metrics: LineMetrics
  /// By their plain words, the levels of the titles that the document itself lists.
  let outline: [String: Int]

  func isHeading(_ paragraph: PDFParagraph) -> Bool {
    let text = paragraph.text
    guard paragraph.lines.count <= 4, text.utf8.count <= 250 || text.count <= 250, !paragraph.isNote,
      text.contains(where: \.isLetter)
    else { return false }
    if !outline.isEmpty, outline[Self.plain(text)] != nil { return true }
    if isCaption(text) || text.isContentsEntry { return false }
    let ratio = paragraph.size / metrics.bodySize
    let words = text.split(separator: " ").count
    if ratio >= 1.18 { return words <= 30 && !(words > 12 && endsSentence(text)) }
    guard paragraph.lines.count <= 2, words <= 14, !endsSentence(text), !text.hasSuffix(",") else { return false }
    if paragraph.isBold, ratio >= 0.97 { return ListMarker(text).map { $0.isOrdered } ?? true }
    return paragraph.lines.count == 1 && ratio >= 0.97 && isNumbered(text)
  }

  /// Letters and digits only, in small.
  static func plain(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.lowercased().unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }))
  }

  private func isCaption(_ text: String) -> Bool {
    let words = text.split(separator: " ", maxSplits: 2)
    guard words.count > 1, let first = words.first?.lowercased(), words[1].first?.isNumber == true else { return false }
    return ["figure", "fig.", "table", "tab.", "abbildung", "tabelle", "box", "chart", "figura", "tableau"].contains(first)
  }

  /// `2.1 What it costs`
  private func isNumbered(_ text: String) -> Bool {
    guard let space = text.firstIndex(of: " "), ListMarker.isSectionNumber(text[..<space]) else { return false }
    let rest = text[space...].drop { $0 == " " }
    return rest.first?.isUppercase == true && rest.split(separator: " ").count <= 10 && text[..<space].last != "."
  }

  private func endsSentence(_ text: String) -> Bool { text.last.map { ".;:!…".contains($0) } ?? false }
}

extension String {
  /// A line of a table of contents: words, points that lead the eye, a number.
  var isContentsEntry: Bool {
    guard let last = utf8.last, (0x30...0x39).contains(last) else { return false }
    return contains(" … ")
  }
}
