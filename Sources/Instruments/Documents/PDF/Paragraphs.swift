/// Puts lines together to paragraphs, over columns and pages.
struct Paragraphs {
  private(set) var parts: [PDFPart] = []
  private let metrics: LineMetrics
  private let known: (String) -> Bool
  private var open: PDFParagraph?
  /// Notes wait until the paragraph is at its end that they interrupt.
  private var notes: [PDFParagraph] = []
  private var page = 0

  init(metrics: LineMetrics, known: @escaping (String) -> Bool) {
    self.metrics = metrics
    self.known = known
  }

  mutating func take(_ items: [PageItem], page: Int) {
    self.page = page
    var inNotes = false
    let notesFrom = noteStarts(items)
    for (index, item) in items.enumerated() {
      switch item {
      case .table(let rows, _):
        inNotes = false
        close()
        parts.append(.table(rows: rows))
      case .line(let line):
        if notesFrom.contains(index) { inNotes = true } else if line.size > 0.95 * metrics.bodySize { inNotes = false }
        if inNotes { takeNote(line) } else { take(line) }
      }
    }
  }

  mutating func finish() { close() }

  private mutating func take(_ line: PDFLine) {
    let marker = ListMarker(line.text)
    let goesOn = open.map { belongs(line, marker, to: $0) } ?? false
    if goesOn {
      // Held once only, it grows where it is.
      open?.append(line, known: known)
    } else {
      close()
      open = PDFParagraph(line, page: page, isMarked: marker != nil)
    }
  }

  private mutating func close() {
    if let open { parts.append(.paragraph(open)) }
    open = nil
    parts += notes.map { .paragraph($0) }
    notes = []
  }

  private mutating func takeNote(_ line: PDFLine) {
    let goesOn = notes.last.map { $0.page == page && $0.last.flow == line.flow && !Self.startsNote(line.text) } ?? false
    if goesOn {
      notes[notes.count - 1].append(line, known: known)
    } else {
      notes.append(PDFParagraph(line, page: page, isNote: true))
    }
  }

  /// Where the small lines begin that end a column, the first of them with the mark of a note.
  private func noteStarts(_ items: [PageItem]) -> Set<Int> {
    var starts: Set<Int> = []
    var index = items.count
    while index > 0 {
      guard case .line(let last) = items[index - 1] else {
        index -= 1
        continue
      }
      var start = index
      while start > 0, case .line(let line) = items[start - 1], line.flow == last.flow { start -= 1 }
      var small = index
      while small > start, case .line(let line) = items[small - 1], line.size < 0.93 * metrics.bodySize { small -= 1 }
      if small < index, small > 0, case .line(let first) = items[small], first.height > 0.5 {
        // Without a mark, it is a note where it stands within a sentence.
        var isAmid = false
        if small > start, case .line(let above) = items[small - 1] {
          isAmid = !endsSentence(above.text) && above.letterCount > 20
        }
        if isAmid || Self.startsNote(first.text) { starts.insert(small) }
      }
      index = start
    }
    return starts
  }

  private static func startsNote(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    if "*†‡§¶∗".unicodeScalars.contains(first) { return true }
    let number = text.unicodeScalars.prefix { $0.properties.numericType != nil }
    guard (1...3).contains(number.count), let next = text.unicodeScalars.dropFirst(number.count).first else { return false }
    return next == " " || next.properties.isAlphabetic
  }

  // MARK: - Whether a line goes on with a paragraph

  private func belongs(_ line: PDFLine, _ marker: ListMarker?, to paragraph: PDFParagraph) -> Bool {
    let last = paragraph.last
    guard line.size < 1.12 * paragraph.size, line.size > 0.88 * paragraph.size || line.letterCount < 4 else { return false }
    // Each line of a table of contents stands for itself.
    if last.text.isContentsEntry { return false }
    if let marker, !paragraph.text.hasSuffix("-") { return startsAmidSentence(line, marker, paragraph) }
    let wasBold = last.style.contains(.bold)
    if wasBold != line.style.contains(.bold), line.letterCount > 3, last.letterCount > 3 {
      // A bold beginning of a paragraph runs into its text only on one line.
      return !wasBold && line.letterCount < 20 && !endsSentence(paragraph.text) && line.flow == last.flow && startsLow(line.text)
    }
    guard line.flow == last.flow else { return goesOnElsewhere(line, paragraph) }
    let drop = line.baseline - last.baseline
    guard drop > 0, drop < 1.45 * max(metrics.pitch(line.size), 1.05 * line.size) || drop < 1.25 * (pitch(of: paragraph) ?? 0)
    else {
      return false
    }
    if let pitch = pitch(of: paragraph), drop > 1.35 * pitch { return false }
    // A title is set in lines of any length.
    if line.size > 1.18 * metrics.bodySize { return !endsSentence(paragraph.text) || startsLow(line.text) }
    return goesOnBelow(line, paragraph)
  }

  private func pitch(of paragraph: PDFParagraph) -> Float? {
    guard paragraph.lines.count > 1 else { return nil }
    let drop = paragraph.last.baseline - paragraph.lines[paragraph.lines.count - 2].baseline
    return drop > 0 ? drop : nil
  }

  private func goesOnBelow(_ line: PDFLine, _ paragraph: PDFParagraph) -> Bool {
    let last = paragraph.last
    let em = line.size
    let (indent, before) =
      line.isRightToLeft
      ? (line.right - line.box.right, last.right - last.box.right)
      : (line.box.left - line.left, last.box.left - last.left)
    let room = line.isRightToLeft ? last.box.left - last.left : last.right - last.box.right
    if indent > before + 0.7 * em, indent - before < 8 * em {
      // The first line of a new paragraph, or the second of one whose first line hangs out.
      if paragraph.isMarked && paragraph.lines.count == 1 { return true }
      return room < 3 * em && (paragraph.lines.count == 1 && !endsSentence(paragraph.text) || startsLow(line.text))
    }
    if indent < before - 0.7 * em, paragraph.lines.count > 1 {
      return !endsSentence(paragraph.text) && (startsLow(line.text) || room < 2 * em) && !paragraph.isMarked
    }
    // Had the first word still found its place above, the line was ended on purpose.
    if room > 1.5 * em, line.right - line.left > 12 * em, room > firstWordWidth(line) + 1.5 * em {
      return !endsSentence(paragraph.text) && startsLow(line.text)
    }
    return true
  }

  /// About, with the blank before it.
  private func firstWordWidth(_ line: PDFLine) -> Float { Float(line.text.prefix { $0 != " " }.count + 1) * 0.5 * line.size }

  /// In the next column, or on the next page.
  private func goesOnElsewhere(_ line: PDFLine, _ paragraph: PDFParagraph) -> Bool {
    let last = paragraph.last
    guard abs(line.size - last.size) < 0.6, line.style.contains(.bold) == last.style.contains(.bold) else { return false }
    if isHyphenated(paragraph.text) { return startsLow(line.text) }
    guard !endsSentence(paragraph.text), last.letterCount > 12 else { return false }
    return startsLow(line.text) || Letter.isUnspaced(line.text.unicodeScalars.first?.value ?? 0)
      || paragraph.lines.count > 2 && last.right - last.box.right < 2 * last.size && line.box.left - line.left < 0.7 * line.size
  }

  /// A number at the start of a line may be part of a sentence.
  private func startsAmidSentence(_ line: PDFLine, _ marker: ListMarker, _ paragraph: PDFParagraph) -> Bool {
    guard marker.isOrdered, line.flow == paragraph.last.flow else { return false }
    let room = paragraph.last.right - paragraph.last.box.right
    return !endsSentence(paragraph.text) && room < 2 * line.size && paragraph.lines.count > 1
      && abs(line.box.left - paragraph.last.box.left) < 0.3 * line.size && !paragraph.isMarked
      && line.baseline - paragraph.last.baseline < 1.2 * metrics.pitch(line.size)
  }

  private func isHyphenated(_ text: String) -> Bool { text.hasSuffix("-") || text.hasSuffix("\u{AD}") || text.hasSuffix("‐") }

  private func startsLow(_ text: String) -> Bool {
    if let first = text.utf8.first, (0x41...0x5A).contains(first & 0xDF) { return first >= 0x61 }
    return text.unicodeScalars.first { $0.properties.isAlphabetic || $0.properties.numericType != nil }?.properties.isLowercase
      == true
  }

  private func endsSentence(_ text: String) -> Bool {
    // Most lines end in a plain letter.
    if let last = text.utf8.last, (0x41...0x5A).contains(last & 0xDF) { return false }
    guard let last = text.last(where: { !"\"”’)»“]".contains($0) }) else { return false }
    return ".!?…:;。！？؟".contains(last)
  }
}
