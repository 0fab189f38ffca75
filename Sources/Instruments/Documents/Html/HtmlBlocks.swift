import Production

/// Walks through what was chosen of a web page, and makes blocks of it.
struct HtmlBlocks {
  private let tree: HtmlTree
  private let content: HtmlContent
  private var writer = BlockWriter()
  /// Lists and tables that only hold other parts in their places: how the page is laid out, and no list or table.
  private var isLayout: Set<Int> = []
  private var inWordList = false
  /// Most of the page is a text that was typed with its own line ends; what of it waits to be read.
  private let isTyped: Bool
  private var typed: [UInt8] = []
  /// The heading that was looked through last, and whether it has words.
  private var heading = (index: -1, hasWords: false)

  init(_ tree: HtmlTree, _ content: HtmlContent) {
    self.tree = tree
    self.content = content
    isTyped = content.isTyped
  }

  mutating func blocks() -> [StructuredDocument.Block] {
    var open: [Int] = []
    var index = content.root
    let end = tree.nodes.isEmpty ? 0 : tree.nodes[content.root].end
    while index < end {
      while let last = open.last, tree.nodes[last].end <= index {
        leave(last)
        open.removeLast()
      }
      let node = tree.nodes[index]
      if node.tag == .letters {
        text(index)
        index += 1
      } else if content.isLeftOut(index) || isNote(index) {
        if node.tag.isBlock { writer.endPart() }
        index = node.end
      } else if takesWhole(index) {
        index = node.end
      } else {
        enter(index)
        open.append(index)
        index += 1
      }
    }
    while let last = open.popLast() { leave(last) }
    endTyped()
    return writer.finish()
  }

  private mutating func text(_ index: Int) {
    // Line ends of the source are blanks; those that the author meant come as elements.
    let words = tree.store[tree.nodes[index].words].map { $0 == 0x0A || $0 == 0x0D || $0 == 0x0C ? 0x20 : $0 }
    writer.text(words)
  }

  /// What is written as one, whatever stands in it.
  private mutating func takesWhole(_ index: Int) -> Bool {
    switch tree.tag(index) {
    case .br:
      writer.breakLine()
      let next = tree.nodes[index].end
      // Two in a row part two paragraphs.
      if next < tree.nodes.count, nextPart(after: index) == .br { writer.endPart() }
    case .hr: writer.endPart()
    case .pre, .xmp, .listing, .plaintext: preformatted(index)
    case .img: if let alt = wordsOfPicture(index) { writer.text(alt) }
    default: return false
    }
    return true
  }

  /// The element that follows, when nothing but blanks stand between.
  private func nextPart(after index: Int) -> HtmlTag? {
    var place = tree.nodes[index].end
    while place < tree.nodes.count {
      guard tree.tag(place) == .letters else { return tree.tag(place) }
      guard tree.store[tree.nodes[place].words].allSatisfy({ $0 <= 0x20 }) else { return nil }
      place += 1
    }
    return nil
  }

  /// A picture speaks only where a heading has no other words.
  private mutating func wordsOfPicture(_ index: Int) -> String? {
    guard let alt = tree.attributes(of: index)["alt"]?.onOneLine, !alt.isEmpty else { return nil }
    var place = tree.nodes[index].parent
    while place >= 0, tree.tag(place).headingLevel == nil {
      if tree.tag(place).isBlock { return nil }
      place = tree.nodes[place].parent
    }
    guard place >= 0 else { return nil }
    if heading.index != place { heading = (place, !tree.text(of: place).isEmpty) }
    return heading.hasWords ? nil : alt
  }

  /// Prose that was typed with its own line ends is a text; all else is code.
  private mutating func preformatted(_ index: Int) {
    var bytes: [UInt8] = []
    for node in tree.nodes[index..<tree.nodes[index].end] {
      if node.tag == .letters { bytes += tree.store[node.words] } else if node.tag == .br { bytes.append(0x0A) }
    }
    if isTyped, !tree.nodes[index..<tree.nodes[index].end].contains(where: { $0.tag == .code }) {
      typed += bytes + [0x0A]
    } else {
      writer.code(String(decoding: bytes, as: UTF8.self).trimmedOfLineEnds)
    }
  }

  /// The typed text ends where anything else comes.
  private mutating func endTyped() {
    guard !typed.isEmpty else { return }
    writer.append(PlainTextReader.read(String(decoding: typed, as: UTF8.self)).blocks)
    typed = []
  }

  private mutating func enter(_ index: Int) {
    let tag = tree.tag(index)
    if tag.headingLevel != nil || tag == .p || tag == .table || tag == .li { endTyped() }
    endWordList(before: index)
    switch tag {
    case _ where tag.headingLevel != nil: writer.beginHeading(level: tag.headingLevel ?? 1)
    case .p: beginParagraph(index)
    case .blockquote: writer.beginQuote()
    case .ul, .ol, .menu, .dir, .dl: beginList(index)
    case .li: if inLayout(index) { writer.endPart() } else { writer.endItem() }
    case .dt: if inLayout(index) { writer.endPart() } else { writer.endItem() }
    case .dd: beginMeaning(index)
    case .table: beginTable(index)
    case .tr: if inLayout(index) { writer.endPart() } else { writer.beginRow() }
    case .td, .th:
      if inLayout(index) {
        writer.endPart()
      } else {
        writer.beginCell(columns: Int(tree.attributes(of: index)["colspan"] ?? "") ?? 1)
      }
    case .a:
      if let target = tree.attributes(of: index)["href"], !target.isEmpty, !target.hasPrefix("#") { writer.beginLink(to: target) }
    case _ where tag.isEmphasis: writer.beginEmphasis()
    case _ where tag.isBlock: writer.endPart()
    default: break
    }
  }

  private mutating func leave(_ index: Int) {
    let tag = tree.tag(index)
    switch tag {
    case _ where tag.headingLevel != nil: writer.endHeading()
    case .p: endParagraph(index)
    case .blockquote: writer.endQuote()
    case .ul, .ol, .menu, .dir, .dl: if isLayout.contains(index) { writer.endPart() } else { writer.endList() }
    case .li, .dd: if inLayout(index) { writer.endPart() } else { writer.endItem() }
    case .dt: endTerm(index)
    case .table: if isLayout.contains(index) { writer.endPart() } else { writer.endTable() }
    case .td, .th: if inLayout(index) { writer.endPart() } else { writer.endCell() }
    case .a:
      if let target = tree.attributes(of: index)["href"], !target.isEmpty, !target.hasPrefix("#") { writer.endLink() }
    case _ where tag.isEmphasis: writer.endEmphasis()
    case _ where tag.isBlock: writer.endPart()
    default: break
    }
  }

  // MARK: Lists

  /// A list whose items hold headings or tables lays out a page.
  private mutating func beginList(_ index: Int) {
    let parts = tree.nodes[index..<tree.nodes[index].end]
    if parts.contains(where: { $0.tag.headingLevel != nil || $0.tag == .table }) {
      isLayout.insert(index)
      writer.endPart()
    } else {
      writer.beginList(ordered: tree.tag(index) == .ol)
    }
  }

  /// Whether the list or the table that a part belongs to only lays out the page. Parts without one do so too.
  private func inLayout(_ index: Int) -> Bool {
    var place = tree.nodes[index].parent
    let tag = tree.tag(index)
    while place >= 0 {
      switch tree.tag(place) {
      case .ul, .ol, .menu, .dir: if tag == .li { return isLayout.contains(place) }
      case .dl: if tag == .dt || tag == .dd { return isLayout.contains(place) }
      case .table: return tag == .li || tag == .dt || tag == .dd || isLayout.contains(place)
      default: break
      }
      place = tree.nodes[place].parent
    }
    return true
  }

  private mutating func endTerm(_ index: Int) {
    guard !inLayout(index), !writer.isInTable else { return writer.endPart() }
    let next = nextPart(after: index)
    guard next == .dd else { return writer.endItem() }
    writer.text(tree.text(of: index).hasSuffix(":") ? " " : ": ")
  }

  /// The first meaning stands behind its term.
  private mutating func beginMeaning(_ index: Int) {
    if inLayout(index) { return writer.endPart() }
    var place = index - 1
    while place > 0, tree.tag(place) == .letters, tree.store[tree.nodes[place].words].allSatisfy({ $0 <= 0x20 }) { place -= 1 }
    while place > 0, tree.tag(place) != .dt, tree.tag(place) != .dd, tree.tag(place) != .dl { place = tree.nodes[place].parent }
    if place <= 0 || tree.tag(place) != .dt { writer.endItem() }
  }

  // MARK: Paragraphs that Word means as items of a list

  private mutating func beginParagraph(_ index: Int) {
    let own = tree.attributes(of: index)
    if isWordItem(own) {
      if inWordList { return writer.endItem() }
      inWordList = true
      let mark = tree.nodes[index..<tree.nodes[index].end].indices.first { isWordMark($0) }
      writer.beginList(ordered: mark.map { tree.text(of: $0).first?.isNumber == true } ?? false)
    } else if own["class"]?.lowercased() == "msotitle" {
      writer.beginHeading(level: 1)
    } else {
      writer.endPart()
    }
  }

  private mutating func endParagraph(_ index: Int) {
    let own = tree.attributes(of: index)
    if isWordItem(own) {
      writer.endItem()
    } else if own["class"]?.lowercased() == "msotitle" {
      writer.endHeading()
    } else {
      writer.endPart()
    }
  }

  private mutating func endWordList(before index: Int) {
    guard inWordList, tree.tag(index).isBlock, !isWordItem(tree.attributes(of: index)) else { return }
    writer.endList()
    inWordList = false
  }

  private func isWordMark(_ index: Int) -> Bool {
    tree.attributes(of: index)["style"]?.lowercased().filter { $0 != " " }.contains("mso-list:ignore") == true
  }

  private func isWordItem(_ own: HtmlAttributes) -> Bool {
    guard let style = own["style"]?.lowercased(), let start = style.firstRange(of: "mso-list:") else { return false }
    return !style[start.upperBound...].drop { $0 == " " }.hasPrefix("none")
  }

  /// Marks that lead to notes, and the bullets that Word draws itself.
  private func isNote(_ index: Int) -> Bool {
    if isWordMark(index) { return true }
    guard tree.tag(index) == .sup || tree.tag(index) == .a, tree.nodes[index].end - index < 8 else { return false }
    let link = tree.tag(index) == .a ? index : tree.nodes[index..<tree.nodes[index].end].firstIndex { $0.tag == .a }
    guard let link, let target = tree.attributes(of: link)["href"], target.contains("#") else { return false }
    guard tree.tag(index) == .sup || tree.tag(tree.nodes[index].parent) == .sup || target.hasPrefix("#") else { return false }
    let words = tree.text(of: index)
    guard words.count <= 6, !words.isEmpty else { return false }
    let isBracketed = words.hasPrefix("[") && words.hasSuffix("]")
    let isBare = words.allSatisfy { $0.isNumber || "*†‡§↩^↑".contains($0) }
    return isBracketed || isBare && (tree.tag(index) == .sup || words.contains { "↩^↑".contains($0) })
  }

  // MARK: Tables

  private mutating func beginTable(_ index: Int) {
    if HtmlTableShape.isData(index, in: tree) {
      writer.beginTable()
    } else {
      isLayout.insert(index)
      writer.endPart()
    }
  }
}

extension String {
  fileprivate var trimmedOfLineEnds: String {
    var text = Substring(self)
    while text.last?.isWhitespace == true { text.removeLast() }
    while let first = text.first, first.isNewline { text.removeFirst() }
    return String(text)
  }
}
