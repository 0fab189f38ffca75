import Production

/// Makes a structured document of a Markdown text.
struct MarkdownReader {
  private var writer = BlockWriter()
  private var lists = 0
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
    let blocks = reader.writer.finish()
    let heading = blocks.lazy.compactMap { block -> String? in
      if case .heading(1, let text) = block.content { text } else { nil }
    }.first
    return titled(StructuredDocument(title: heading, blocks: blocks), by: front)
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
    case .text(let text): if silences == 0 { writer.text(text) }
    case .code(let text):
      guard silences == 0 else { return }
      writer.text(text)
      writer.note(text.onOneLine)
    case .blank: if silences == 0 { writer.text(" ") }
    case .codeBlock(let text):
      guard silences == 0 else { return }
      if lists > 0 { waiting.append(StructuredDocument.Block(.code(text: text))) } else { writer.code(text) }
    case .enter(let node): enter(node)
    case .leave(let node): leave(node)
    }
  }

  private mutating func enter(_ node: MarkdownNode) {
    switch node {
    case .emphasis: writer.beginEmphasis()
    case .link(let target): if leadsAway(target) { writer.beginLink(to: target) } else { writer.beginEmphasis() }
    case .struck, .footnote: silences += 1
    case .quote: writer.beginQuote()
    case .heading(let level): writer.beginHeading(level: level)
    case .paragraph: writer.endPart()
    case .list(let ordered):
      lists += 1
      writer.beginList(ordered: ordered)
    case .item: writer.endItem()
    case .table: writer.beginTable()
    case .row: writer.beginRow()
    case .cell: writer.beginCell()
    case .image, .other: break
    }
  }

  private mutating func leave(_ node: MarkdownNode) {
    switch node {
    case .emphasis: writer.endEmphasis()
    case .link(let target): if leadsAway(target) { writer.endLink() } else { writer.endEmphasis() }
    case .struck, .footnote: silences -= 1
    case .quote: writer.endQuote()
    case .heading: writer.endHeading()
    case .paragraph: writer.endPart()
    case .item: writer.endItem()
    case .list:
      lists -= 1
      writer.endList()
      if lists == 0, !waiting.isEmpty {
        writer.append(waiting)
        waiting = []
      }
    case .cell: writer.endCell()
    case .table: writer.endTable()
    case .row, .image, .other: break
    }
  }

  /// A place in the same text leads nowhere else.
  private func leadsAway(_ target: String) -> Bool { !target.isEmpty && !target.hasPrefix("#") }
}
