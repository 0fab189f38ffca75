/// Makes a structured document of a plain text, by the shapes of its lines.
struct PlainTextReader {
  private let lines: [PlainLine]
  /// Where the editor wrapped; none where each line is a paragraph.
  private let width: Int?
  /// What a mail is about.
  private let subject: String?
  private var index = 0
  private var blocks: [StructuredDocument.Block] = []

  static func read(_ text: String) -> StructuredDocument {
    var reader = PlainTextReader(text)
    reader.readAll()
    var title = reader.subject
    if title == nil, case .heading(1, let text)? = reader.blocks.first?.content { title = text }
    return StructuredDocument(title: title, blocks: reader.blocks)
  }

  private init(_ text: String) {
    let all = PrintedPages.joined(text.split(separator: "\n", omittingEmptySubsequences: false).map { PlainLine($0) })
    let mail = MailText.body(of: all)
    lines = mail.map { Array($0.lines) } ?? all
    subject = mail?.subject
    let lengths = lines.lazy.filter { !$0.isBlank }.map(\.text.count).sorted()
    let usual = lengths.isEmpty ? 0 : lengths[lengths.count * 9 / 10]
    width = usual <= 100 ? max(usual, 50) : nil
  }

  private mutating func readAll() {
    while index < lines.count {
      if readDrawing() { continue }
      if lines[index].isBlank || lines[index].isRule {
        index += 1
      } else if !(readHeading() || readList() || readKeysAndValues() || readQuote()) {
        readParagraph()
      }
    }
  }

  private func line(_ at: Int) -> PlainLine? { lines.indices.contains(at) ? lines[at] : nil }

  private func isBlank(_ at: Int) -> Bool { line(at)?.isBlank ?? true }

  /// Tables that somebody drew are tables; all else that is drawn is nothing to be read aloud.
  private mutating func readDrawing() -> Bool {
    guard isBlank(index - 1), !isBlank(index), !isBlank(index + 1), lines[index].item == nil else { return false }
    let end = lines[index...].firstIndex { $0.isBlank } ?? lines.count
    let part = lines[index..<end]
    if let rows = PlainTable.rows(of: part) {
      add(.table(rows: rows))
    } else if part.count >= 3, part.count(where: \.isDrawn) * 10 >= part.count * 8, !part.allSatisfy(\.isRule),
      !part.contains(where: \.isQuoted)
    {
      add(.code(text: part.map { String($0.raw) }.joined(separator: "\n")))
    } else {
      return false
    }
    index = end
    return true
  }

  private mutating func readHeading() -> Bool {
    let here = lines[index]
    if let level = line(index + 1)?.underlineLevel, here.text.count <= 120 {
      add(.heading(level: level, text: here.text))
      index += 2
      return true
    }
    let somethingFollows = lines[(index + 1)...].contains { !$0.isBlank && !$0.isRule }
    guard somethingFollows, isBlank(index - 1) || line(index - 1)?.isRule == true else { return false }
    guard isHeading(here) else { return false }
    let text = here.item.flatMap { $0.ordered ? $0.text : nil } ?? here.text
    add(.heading(level: blocks.isEmpty ? 1 : 2, text: text))
    index += 1
    return true
  }

  private func isHeading(_ here: PlainLine) -> Bool {
    if here.isShouted { return true }
    if let item = here.item {
      // One numbered line that stands alone is a heading; two in a row are a list.
      guard item.ordered, here.looksLikeHeading, isBlank(index + 1) else { return false }
      let next = lines[(index + 1)...].first { !$0.isBlank }
      return next.map { $0.item == nil } ?? false
    }
    guard here.looksLikeHeading, !here.isKeyAndValue else { return false }
    if isBlank(index + 1) { return true }
    guard let width, let next = line(index + 1), next.item == nil, !next.isKeyAndValue, next.startsLikeASentence else {
      return false
    }
    // Much shorter than the text that follows at once.
    return here.text.count * 2 < width && next.text.count * 10 > width * 7
  }

  private mutating func readList() -> Bool {
    guard let first = lines[index].item else { return false }
    var items: [String] = []
    while let here = line(index) {
      if let item = here.item, item.ordered == first.ordered || here.indent > 0 {
        items.append(item.text)
      } else if here.isBlank {
        guard let next = lines[index...].firstIndex(where: { !$0.isBlank }), let item = lines[next].item,
          item.ordered == first.ordered
        else { break }
      } else if !isBlank(index - 1), here.item == nil, here.indent > 0 || goesOn(from: lines[index - 1], to: here) {
        items[items.count - 1] += " " + here.text
      } else {
        break
      }
      index += 1
    }
    add(.list(items: items, ordered: first.ordered))
    return true
  }

  private mutating func readKeysAndValues() -> Bool {
    guard lines[index].isKeyAndValue, line(index + 1)?.isKeyAndValue == true else { return false }
    var items: [String] = []
    while let here = line(index), !here.isBlank {
      if here.isKeyAndValue {
        items.append(here.text)
      } else if here.indent > 0 || goesOn(from: lines[index - 1], to: here) {
        items[items.count - 1] += " " + here.text
      } else {
        break
      }
      index += 1
    }
    add(.list(items: items, ordered: false))
    return true
  }

  private mutating func readQuote() -> Bool {
    guard lines[index].text.hasPrefix(">") else { return false }
    var parts: [String] = []
    while let here = line(index), here.text.hasPrefix(">") {
      parts.append(String(here.text.drop { $0 == ">" || $0 == " " }))
      index += 1
    }
    let text = parts.filter { !$0.isEmpty }.joined(separator: " ")
    if !text.isEmpty { add(.quote(text: text)) }
    return true
  }

  /// Reads lines up to the next blank one, and parts them where their author did and not the editor.
  private mutating func readParagraph() {
    var parts = [lines[index].text]
    index += 1
    while let here = line(index), !here.isBlank, !here.isRule, here.item == nil, !here.text.hasPrefix(">"), !here.isShouted {
      if line(index + 1)?.underlineLevel != nil { break }
      if goesOn(from: lines[index - 1], to: here) {
        parts[parts.count - 1] += " " + here.text
      } else {
        if here.isKeyAndValue, line(index + 1)?.isKeyAndValue == true { break }
        parts.append(here.text)
      }
      index += 1
    }
    let isList = parts.count >= 3 && parts.allSatisfy { $0.count <= 60 && !PlainLine($0[...]).endsSentence }
    if isList { return add(.list(items: parts, ordered: false)) }
    for part in parts { add(.paragraph(text: part)) }
  }

  /// Whether the editor broke the line: its next word would not have fitted, or the sentence plainly goes on.
  private func goesOn(from above: PlainLine, to here: PlainLine) -> Bool {
    guard let width else { return false }
    if !here.startsLikeASentence { return true }
    let word = here.text.prefix { $0 != " " }.count
    return above.text.count + 1 + word > width * 85 / 100
  }

  private mutating func add(_ content: StructuredDocument.Content) { blocks.append(StructuredDocument.Block(content)) }
}
