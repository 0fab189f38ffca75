/// Tells headers, footers and page numbers: what stands at the same place on several pages.
struct PageMargins {
  private struct Mark: Hashable {
    var text: String
    /// In hundredths of the page.
    var height: Int
  }

  /// On how many pages each line stands that lies at an edge.
  private var counts: [Mark: Int] = [:]
  /// On how many pages a number stands alone at an edge.
  private var numbers = 0
  /// The lines at the edges of each page.
  private var edges: [[Edge]] = []

  private struct Edge {
    let index: Int
    let mark: Mark
    let isNumber: Bool
    let saysPage: Bool
    let isFarOut: Bool
  }

  init(_ pages: [[PageItem]]) {
    for page in pages {
      let own = Self.edges(page)
      numbers += own.count(where: \.isNumber)
      for mark in Set(own.map(\.mark)) { counts[mark, default: 0] += 1 }
      edges.append(own)
    }
  }

  /// A page without them.
  func strip(_ page: [PageItem], number: Int) -> [PageItem] {
    let dropped = edges[number].filter(isMargin).map(\.index)
    guard !dropped.isEmpty else { return page }
    return page.indices.filter { !dropped.contains($0) }.map { page[$0] }
  }

  private func isMargin(_ edge: Edge) -> Bool {
    let pages = edges.count
    if edge.isFarOut, edge.saysPage { return true }
    if edge.isNumber { return edge.isFarOut && (numbers * 2 >= pages || numbers >= 3) }
    let mark = edge.mark
    let count = (-1...1).reduce(0) { $0 + (counts[Mark(text: mark.text, height: mark.height + $1)] ?? 0) }
    return count >= (pages <= 4 ? max(2, pages - 1) : 3)
  }

  /// The lines nearest to the top and to the bottom of a page.
  private static func edges(_ page: [PageItem]) -> [Edge] {
    var near: [(index: Int, height: Float)] = []
    for (index, item) in page.enumerated() {
      guard case .line(let line) = item, line.height < 0.14 || line.height > 0.86 else { continue }
      near.append((index, line.height))
    }
    near.sort { $0.height < $1.height }
    let top = near.filter { $0.height < 0.5 }.prefix(6)
    let bottom = near.filter { $0.height > 0.5 }.suffix(6)
    return (top + bottom).compactMap { index, _ in
      guard case .line(let line) = page[index] else { return nil }
      let isFarOut = line.height < 0.09 || line.height > 0.91
      return Edge(
        index: index, mark: mark(line), isNumber: isNumber(line.text), saysPage: isFarOut && saysPage(line.text),
        isFarOut: isFarOut)
    }
  }

  /// Numbers in it change from page to page.
  private static func mark(_ line: PDFLine) -> Mark {
    var text = ""
    for scalar in line.text.unicodeScalars.prefix(160) {
      if isNumeric(scalar) {
        if text.utf8.last != UInt8(ascii: "#") { text += "#" }
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return Mark(text: text.lowercased(), height: Int(max(0, min(line.height, 1)) * 100))
  }

  private static func isNumeric(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? (0x30...0x39).contains(scalar.value) : scalar.properties.numericType != nil
  }

  /// `12`, `- 12 -`, `xii`
  static func isNumber(_ text: String) -> Bool {
    // Of any other line, the first few letters say that it is none.
    let plain = text.unicodeScalars.lazy.filter { !" -–—|[]().·•/".unicodeScalars.contains($0) }.prefix(6).map(\.self)
    guard (1...5).contains(plain.count) else { return false }
    return plain.allSatisfy(isNumeric)
      || plain.allSatisfy { "ivxl".unicodeScalars.contains($0) } || plain.allSatisfy { "IVXL".unicodeScalars.contains($0) }
  }

  /// `Page 3`, `Seite 3 von 10`, `3 of 10`
  static func saysPage(_ text: String) -> Bool {
    guard text.utf8.count <= 24, text.utf8.contains(where: { (0x30...0x39).contains($0) }) else { return false }
    let words = text.lowercased().split { !$0.isLetter }
    let known: Set<Substring> = [
      "page", "seite", "página", "pagina", "strona", "sida", "side", "of", "von", "de", "sur", "di", "van", "af", "p", "pg",
    ]
    return !words.isEmpty && words.allSatisfy { known.contains($0) }
  }
}
