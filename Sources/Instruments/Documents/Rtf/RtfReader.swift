import Production

/// Makes a structured document of an RTF text, of whatever program.
struct RtfReader {
  /// Pictures are spelled out in it, so that few pages may be large.
  static let mostBytes = 128 << 20
  /// Groups in each other; deeper ones share their state.
  private static let depth = 500

  var tokens: RtfTokens
  let bytes: [UInt8]
  var group = RtfGroup()
  private var outer: [RtfGroup] = []
  private var beyond = 0
  /// The next word says what the group is, and who does not know it passes the group by.
  var isOptional = false
  /// A group was just opened: only here may it be said that it is optional.
  private var isFresh = false
  var charsets = RtfCharsets()
  var standardFont: Int?
  /// Text of one font that waits to be read.
  private var pending: [UInt8] = []
  private var surrogate: UInt16?
  private var toPass = 0
  var paragraph = RtfParagraph()
  var writer = BlockWriter()
  var table = Table.none
  var styles = RtfStyles()
  var instruction: [UInt8] = []
  var title: [UInt8] = []
  var looks = RtfLooks()
  /// The font, the style that is being described.
  var described: Int?
  var isOpen = true
  var isInInfo = false
  /// The last paragraph was an item of a list.
  var isInItems = false

  enum Table { case none, inRow, betweenRows }

  static func read(
    _ bytes: [UInt8], progress: (Double) -> Void
  ) throws(DocumentTrouble) -> StructuredDocument {
    guard let start = start(of: bytes) else { throw .notText }
    var reader = RtfReader(bytes, from: start)
    try reader.readAll(progress)
    let blocks = reader.looks.withHeadings(reader.writer.finish())
    let title = PlainBytes.onOneLine(reader.title[...])
    return StructuredDocument(
      title: RtfLooks.isTelling(title) ? title : RtfLooks.title(of: blocks), blocks: blocks, language: reader.looks.language)
  }

  private init(_ bytes: [UInt8], from start: Int) {
    self.bytes = bytes
    tokens = RtfTokens(bytes, from: start)
  }

  private static func start(of bytes: [UInt8]) -> Int? {
    let head = bytes.prefix(64)
    guard let brace = head.firstIndex(of: UInt8(ascii: "{")), head[brace...].starts(with: "{\\rtf".utf8) else { return nil }
    return brace
  }

  private mutating func readAll(_ progress: (Double) -> Void) throws(DocumentTrouble) {
    var told = 0.0
    while isOpen, let token = tokens.next() {
      take(token)
      if tokens.fraction - told > 0.02 {
        told = tokens.fraction
        progress(told)
        guard writer.blocks.count <= DocumentBounds.blocks else { throw .tooManyParts(limit: DocumentBounds.blocks) }
      }
    }
    endParagraph()
    endItems()
    endTable()
  }

  private mutating func take(_ token: RtfTokens.Token) {
    let isFresh = isFresh
    if case .open = token { self.isFresh = true } else { self.isFresh = false }
    switch token {
    case .open:
      toPass = 0
      openGroup()
    case .close:
      toPass = 0
      closeGroup()
    case .text(let range):
      let passed = min(toPass, range.count)
      toPass -= passed
      if range.count > passed { text(bytes[(range.lowerBound + passed)..<range.upperBound]) }
    case .byte(let byte):
      if toPass > 0 { toPass -= 1 } else { text([byte]) }
    case .symbol(let sign):
      if sign == UInt8(ascii: "*") { isOptional = isFresh } else if toPass > 0 { toPass -= 1 } else { symbol(sign) }
    case .word("bin", let count):
      tokens.skip(count ?? 0)
      if toPass > 0 { toPass -= 1 }
    case .word("u", let number):
      letter(number ?? 0)
      toPass = group.fallback
    case .word(let name, let number):
      if toPass > 0 { toPass -= 1 } else { word(name, number) }
    }
  }

  // MARK: Groups

  private mutating func openGroup() {
    flush()
    isOptional = false
    guard outer.count < Self.depth else {
      beyond += 1
      return
    }
    outer.append(group)
    group.isLink = false
    group.isApart = false
  }

  private mutating func closeGroup() {
    flush()
    isOptional = false
    if beyond > 0 {
      beyond -= 1
      return
    }
    if group.isLink { writer.endLink() }
    if group.isApart { endParagraph() }
    guard let last = outer.popLast() else {
      isOpen = false
      return
    }
    group = last
    if outer.isEmpty { isOpen = false }
  }

  // MARK: Text

  mutating func text(_ new: some Collection<UInt8>) {
    isOptional = false
    switch group.destination {
    case .nowhere, .drawing: return
    case .body where group.isSilent: return
    default: pending.append(contentsOf: new)
    }
  }

  /// A letter by its number; two make one beyond the first 65,536.
  private mutating func letter(_ number: Int) {
    flush()
    let unit = UInt16(truncatingIfNeeded: number)
    if (0xD800...0xDBFF).contains(unit) {
      surrogate = unit
      return
    }
    if let high = surrogate {
      surrogate = nil
      if (0xDC00...0xDFFF).contains(unit) { return write(Array(String(decoding: [high, unit], as: UTF16.self).utf8)) }
    }
    // Fonts of signs put theirs where no letters are.
    if (0xF000...0xF0FF).contains(unit) { return write(RtfCharsets.signs([UInt8(truncatingIfNeeded: unit)])) }
    if let scalar = Unicode.Scalar(unit) { write(Array(String(Character(scalar)).utf8)) }
  }

  /// What waits is read in its font's character set.
  mutating func flush() {
    guard !pending.isEmpty else { return }
    let text = charsets.utf8(pending, font: group.font ?? standardFont)
    pending.removeAll(keepingCapacity: true)
    write(text)
  }

  mutating func write(_ text: [UInt8]) {
    switch group.destination {
    case .nowhere, .drawing: return
    case .fonts: return
    case .styles: styles.name(text, of: described)
    case .title: if title.count < 1000 { title += text }
    case .instruction: if instruction.count < 4096 { instruction += text }
    case .mark: paragraph.mark += String(decoding: text, as: UTF8.self)
    case .body:
      guard !group.isSilent else { return }
      prepareTable()
      let letters = text.count { $0 > 0x20 }
      paragraph.letters += letters
      if group.isBold { paragraph.boldLetters += letters }
      if letters > 0 { paragraph.largest = max(paragraph.largest, group.size) }
      looks.count(letters, size: group.size, language: group.language)
      if group.isBold { writer.beginEmphasis() }
      writer.text(text)
      if group.isBold { writer.endEmphasis() }
    }
  }
}
