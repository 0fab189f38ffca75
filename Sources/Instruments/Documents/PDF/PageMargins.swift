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
  private let pages: Int

  init(_ pages: [[PageItem]]) {
    self.pages = pages.count
    for page in pages {
      var seen: Set<Mark> = []
      for index in Self.edges(page) {
        guard case .line(let line) = page[index] else { continue }
        if Self.isNumber(line.text) { numbers += 1 }
        seen.insert(Self.mark(line))
      }
      for mark in seen { counts[mark, default: 0] += 1 }
    }
  }

  /// The page without them.
  func strip(_ page: [PageItem]) -> [PageItem] {
    let dropped = Self.edges(page).filter { index in
      guard case .line(let line) = page[index] else { return false }
      return isMargin(line)
    }
    guard !dropped.isEmpty else { return page }
    return page.indices.filter { !dropped.contains($0) }.map { page[$0] }
  }

  private func isMargin(_ line: PDFLine) -> Bool {
    let isFarOut = line.height < 0.09 || line.height > 0.91
    if isFarOut, Self.saysPage(line.text) { return true }
    if Self.isNumber(line.text) { return isFarOut && (numbers * 2 >= pages || numbers >= 3) }
    let mark = Self.mark(line)
    let count = (-1...1).reduce(0) { $0 + (counts[Mark(text: mark.text, height: mark.height + $1)] ?? 0) }
    return count >= (pages <= 4 ? max(2, pages - 1) : 3)
  }

  /// The lines nearest to the top and to the bottom of a page.
  private static func edges(_ page: [PageItem]) -> [Int] {
    var near: [(index: Int, height: Float)] = []
    for (index, item) in page.enumerated() {
      guard case .line(let line) = item, line.height < 0.14 || line.height > 0.86 else { continue }
      near.append((index, line.height))
    }
    near.sort { $0.height < $1.height }
    let top = near.filter { $0.height < 0.5 }.prefix(6)
    let bottom = near.filter { $0.height > 0.5 }.suffix(6)
    return (top + bottom).map(\.index)
  }

  /// Numbers in it change from page to page.
  private static func mark(_ line: PDFLine) -> Mark {
    var text = ""
    for scalar in line.text.unicodeScalars.prefix(160) {
      if scalar.properties.numericType != nil {
        if text.last != "#" { text += "#" }
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return Mark(text: text.lowercased(), height: Int(max(0, min(line.height, 1)) * 100))
  }

  /// `12`, `- 12 -`, `xii`
  static func isNumber(_ text: String) -> Bool {
    let plain = text.unicodeScalars.filter { !" -–—|[]().·•/".unicodeScalars.contains($0) }
    guard (1...5).contains(plain.count) else { return false }
    return plain.allSatisfy { $0.properties.numericType != nil }
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
