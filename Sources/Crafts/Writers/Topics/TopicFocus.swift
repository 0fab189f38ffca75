package import Documents

/// The part of a document that is about a topic.
package enum TopicFocus {
  /// Less than this says too little by itself: then all of the document is told, and the topic only names it.
  private static let leastWords = 60

  /// The same document with only what is about the topic, which becomes its title. Nothing is written anew.
  package static func narrow(_ document: StructuredDocument, to topic: String, fileName: String) -> StructuredDocument {
    let title = Title.of(document, fileName: fileName)
    var focused = StructuredDocument(title: topic, blocks: document.blocks, language: document.language)
    if same(topic, title) { return focused }
    let part = section(named: topic, of: document, title: title) ?? scattered(topic, in: document)
    let words = part.reduce(0) { $0 + Words.count($1.wholeText) }
    if words >= leastWords { focused.blocks = part }
    return focused
  }

  private static func same(_ left: String, _ right: String) -> Bool {
    Words.all(in: left.withoutNumbering) == Words.all(in: right.withoutNumbering)
  }

  /// What stands below a heading of that name, with or without the document's title before it.
  private static func section(named topic: String, of document: StructuredDocument, title: String) -> [StructuredDocument.Block]?
  {
    for (start, block) in document.blocks.enumerated() {
      guard case .heading(let level, let text) = block.content, same(text, topic) || same("\(title) \(text)", topic) else {
        continue
      }
      let rest = document.blocks[(start + 1)...]
      let end = rest.firstIndex { block in
        if case .heading(let other, _) = block.content { other <= level } else { false }
      }
      return Array(rest[..<(end ?? rest.endIndex)])
    }
    return nil
  }

  /// Blocks that share words with the topic, each with the heading that it stands under.
  private static func scattered(_ topic: String, in document: StructuredDocument) -> [StructuredDocument.Block] {
    let tongue = Tongue(OfflineWriter.language(of: document, title: topic))
    let wanted = Set(Words.stems(in: topic, tongue))
    guard !wanted.isEmpty else { return [] }
    let stems = document.blocks.map { Set(Words.stems(in: $0.wholeText, tongue)) }
    // A word that is everywhere tells no block from another.
    let telling = wanted.filter { stem in stems.count { $0.contains(stem) } * 2 <= stems.count }
    let needed = telling.isEmpty ? wanted : telling
    var found: [StructuredDocument.Block] = []
    var heading: (block: StructuredDocument.Block, isAbout: Bool, isKept: Bool)?
    for (block, stems) in zip(document.blocks, stems) {
      let isAbout = !needed.isDisjoint(with: stems)
      if case .heading = block.content {
        heading = (block, isAbout, false)
      } else if isAbout || heading?.isAbout == true {
        if let open = heading, !open.isKept {
          found.append(open.block)
          heading?.isKept = true
        }
        found.append(block)
      }
    }
    return found
  }
}

extension StructuredDocument.Block {
  fileprivate var wholeText: String { texts.joined(separator: " ") }
}
