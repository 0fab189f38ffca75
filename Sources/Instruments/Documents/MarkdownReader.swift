import Production

/// Makes a structured document of a Markdown text.
struct MarkdownReader {
  private var blocks: [StructuredDocument.Block] = []
  private var run = ""
  private var emphasised: [String] = []
  /// Where in the run each open emphasis began.
  private var emphasisStarts: [Int] = []
  private var links: [StructuredDocument.Link] = []
  private var linkStarts: [(start: Int, target: String)] = []
  private var quotes = 0
  private var lists = 0
  private var listIsOrdered = false
  private var items: [String] = []
  private var rows: [[String]] = []
  /// Text in these is not the document's: it was struck out, or stands in a footnote.
  private var silences = 0
  /// Code inside a list waits until the list is done.
  private var waiting: [StructuredDocument.Block] = []

  /// Reads a text; one that nests beyond anything a person writes is read as plain text.
  static func read(_ text: String) -> StructuredDocument {
    let front = FrontMatter(text)
    let body = front.map { String($0.rest) } ?? text
    guard !nestsTooDeep(body), let tree = MarkdownTree(body) else {
      return titled(PlainTextReader.read(body), by: front)
    }
    var reader = MarkdownReader()
    tree.walk { reader.take($0) }
    let heading = reader.blocks.lazy.compactMap { block -> String? in
      if case .heading(1, let text) = block.content { text } else { nil }
    }.first
    return titled(StructuredDocument(title: heading, blocks: reader.blocks), by: front)
  }

  private static func titled(_ document: StructuredDocument, by front: FrontMatter?) -> StructuredDocument {
    StructuredDocument(title: front?.title ?? document.title, blocks: document.blocks)
  }

  /// Counts the markers at the start of each line: each of them opens a container.
  private static func nestsTooDeep(_ text: String) -> Bool {
    text.utf8.split(separator: UInt8(ascii: "\n")).contains { line in
      var depth = 0
      for byte in line {
        switch byte {
        case UInt8(ascii: ">"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: " "), UInt8(ascii: "\t"): continue
        default: return depth > DocumentBounds.nesting && !isRule(line)
        }
      }
      return depth > DocumentBounds.nesting && !isRule(line)
    }
  }

  private static func isRule(_ line: Substring.UTF8View) -> Bool {
    let first = line.first { $0 != UInt8(ascii: " ") }
    return line.allSatisfy { $0 == first || $0 == UInt8(ascii: " ") } && first != UInt8(ascii: ">")
      && !line.contains(UInt8(ascii: " "))
  }

  private mutating func take(_ step: MarkdownStep) {
    switch step {
    case .text(let text): if silences == 0 { run += text }
    case .code(let text):
      if silences == 0 { run += text }
      note(text)
    case .blank: if silences == 0 { run += " " }
    case .codeBlock(let text):
      let block = StructuredDocument.Block(.code(text: text))
      if lists > 0 { waiting.append(block) } else { blocks.append(block) }
    case .enter(let node): enter(node)
    case .leave(let node): leave(node)
    }
  }

  private mutating func enter(_ node: MarkdownNode) {
    switch node {
    case .emphasis: emphasisStarts.append(run.utf8.count)
    case .link(let target):
      linkStarts.append((run.utf8.count, target))
      emphasisStarts.append(run.utf8.count)
    case .struck, .footnote: silences += 1
    case .quote: quotes += 1
    case .list(let ordered):
      if lists == 0 { listIsOrdered = ordered }
      lists += 1
      endItem()
    case .item: endItem()
    case .table: if lists > 0 { endItem() }
    case .row: rows.append([])
    case .paragraph where lists > 0: if !run.isEmpty { run += " " }
    default: break
    }
  }

  private mutating func leave(_ node: MarkdownNode) {
    switch node {
    case .emphasis: endEmphasis()
    case .link:
      endLink()
      endEmphasis()
    case .struck, .footnote: silences -= 1
    case .quote: quotes -= 1
    case .item: endItem()
    case .list:
      lists -= 1
      if lists == 0 { endList() }
    case .cell: endCell()
    case .table:
      emit(.table(rows: rows))
      rows = []
    case .heading(let level) where lists == 0: emitRun { .heading(level: level, text: $0) }
    case .paragraph where lists == 0: quotes > 0 ? emitRun { .quote(text: $0) } : emitRun { .paragraph(text: $0) }
    default: break
    }
  }

  private mutating func endEmphasis() {
    guard let start = emphasisStarts.popLast(), silences == 0, start <= run.utf8.count else { return }
    note(String(decoding: run.utf8.dropFirst(start), as: UTF8.self))
  }

  /// A place in the same text leads nowhere else.
  private mutating func endLink() {
    guard let link = linkStarts.popLast(), silences == 0, link.start <= run.utf8.count else { return }
    let words = String(decoding: run.utf8.dropFirst(link.start), as: UTF8.self).onOneLine
    guard !words.isEmpty, !link.target.isEmpty, !link.target.hasPrefix("#"), links.count < DocumentBounds.links else { return }
    links.append(StructuredDocument.Link(words: words, target: link.target))
  }

  private mutating func note(_ term: String) {
    let term = term.onOneLine
    guard !term.isEmpty, term.count <= DocumentBounds.term, !term.contains("://"), !emphasised.contains(term) else { return }
    emphasised.append(term)
  }

  private mutating func endItem() {
    let item = run.onOneLine
    if !item.isEmpty { items.append(item) }
    run = ""
  }

  private mutating func endList() {
    endItem()
    if !items.isEmpty { emit(.list(items: items, ordered: listIsOrdered)) }
    items = []
    blocks += waiting
    waiting = []
  }

  private mutating func endCell() {
    if rows.isEmpty { rows.append([]) }
    rows[rows.count - 1].append(run.onOneLine)
    run = ""
  }

  private mutating func emitRun(_ content: (String) -> StructuredDocument.Content) {
    let text = run.onOneLine
    run = ""
    if text.isEmpty { (emphasised, links) = ([], []) } else { emit(content(text)) }
  }

  private mutating func emit(_ content: StructuredDocument.Content) {
    blocks.append(StructuredDocument.Block(content, emphasised: emphasised, links: links))
    (emphasised, links) = ([], [])
  }
}
