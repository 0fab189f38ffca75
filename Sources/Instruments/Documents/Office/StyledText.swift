import Production

/// The text of a paragraph while it is put together, with what stands out in it.
struct StyledText {
  private(set) var bytes: [UInt8] = []
  private var emphasis: [Range<Int>] = []
  private var links: [(range: Range<Int>, target: String)] = []
  /// How many of its letters and marks are bold, and how many are formulas.
  private var boldCount = 0
  private var formulaCount = 0
  private var inkCount = 0
  /// The largest letters in it, in half points; 0 where nothing says.
  private(set) var size = 0

  /// How some text looks.
  struct Look: Hashable {
    var isBold = false
    var isItalic = false
    var isHidden = false
    var isFormula = false
    var size = 0
  }

  var count: Int { bytes.count }

  /// Blanks, and nothing else.
  var isBlank: Bool { inkCount == 0 }
  var isAllBold: Bool { inkCount > 0 && boldCount == inkCount }
  var isAllFormula: Bool { inkCount > 0 && formulaCount == inkCount }

  mutating func append(_ text: some Collection<UInt8>, _ look: Look) {
    let start = bytes.count
    bytes.append(contentsOf: text)
    var ink = 0
    // Line ends inside a text are how a file was printed, not how the text is.
    for index in start..<bytes.count {
      if bytes[index] > 0x20 { ink += 1 } else { bytes[index] = 0x20 }
    }
    guard ink > 0 else { return }
    inkCount += ink
    if look.isBold { boldCount += ink }
    if look.isFormula { formulaCount += ink }
    size = max(size, look.size)
    guard look.isBold || look.isItalic else { return }
    if let last = emphasis.last, last.upperBound == start {
      emphasis[emphasis.count - 1] = last.lowerBound..<bytes.count
    } else if emphasis.count < 1000 {
      emphasis.append(start..<bytes.count)
    }
  }

  /// A tab, or the end of a line.
  mutating func append(mark: Unicode.Scalar) { bytes.append(UInt8(truncatingIfNeeded: mark.value)) }

  mutating func link(from start: Int, to target: String) {
    guard start < bytes.count, !target.isEmpty, target.utf8.count <= 2000, links.count < 1000 else { return }
    links.append((start..<bytes.count, target))
  }

  /// As it stands, with its tabs and line ends.
  var raw: String { String(decoding: bytes, as: UTF8.self) }

  /// The pieces that two line ends after each other make of it: people end paragraphs in this way too.
  var pieces: [String] {
    guard bytes.contains(0x0A) else { return [line(0..<bytes.count)] }
    var pieces: [String] = []
    var start = 0
    var index = 0
    while index < bytes.count {
      guard bytes[index] == 0x0A else {
        index += 1
        continue
      }
      let end = index
      var ends = 0
      while index < bytes.count, bytes[index] <= 0x20 {
        if bytes[index] == 0x0A { ends += 1 }
        index += 1
      }
      if ends > 1 {
        pieces.append(line(start..<end))
        start = index
      }
    }
    pieces.append(line(start..<bytes.count))
    return pieces.filter { !$0.isEmpty }
  }

  var terms: [String] {
    if isAllBold { return [] }
    var terms: [String] = []
    for range in emphasis where range.count <= DocumentBounds.term * 4 {
      let term = line(range)
      if !term.isEmpty, term.count <= DocumentBounds.term, !term.contains("://"), !terms.contains(term) { terms.append(term) }
    }
    return terms
  }

  var linked: [StructuredDocument.Link] {
    links.compactMap { link in
      let words = line(link.range)
      return words.isEmpty ? nil : StructuredDocument.Link(words: words, target: link.target)
    }
  }

  /// Nearly all of any text is plain letters with single blanks between them, and needs no second look.
  private func line(_ range: Range<Int>) -> String {
    var previous: UInt8 = 0x20
    var isPlain = true
    for byte in bytes[range] {
      if byte == 0x20 && previous == 0x20 || byte < 0x20 || byte >= 0x7F {
        isPlain = false
        break
      }
      previous = byte
    }
    let text = String(decoding: bytes[range], as: UTF8.self)
    return isPlain && previous != 0x20 ? text : text.withoutStrayControls.onOneLine
  }
}

extension String {
  /// Programs that took Windows' letters for those of Latin 1 leave controls where quotes and dashes were.
  fileprivate var withoutStrayControls: String {
    guard unicodeScalars.contains(where: { (0x80...0x9F).contains($0.value) }) else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.map { Self.strayControls[$0.value] ?? $0 }))
  }

  private static let strayControls: [UInt32: Unicode.Scalar] = [
    0x80: "€", 0x82: "‚", 0x84: "„", 0x85: "…", 0x8A: "Š", 0x8C: "Œ", 0x8E: "Ž", 0x91: "‘", 0x92: "’", 0x93: "“", 0x94: "”",
    0x95: "•", 0x96: "–", 0x97: "—", 0x99: "™", 0x9A: "š", 0x9C: "œ", 0x9E: "ž",
  ]
}
