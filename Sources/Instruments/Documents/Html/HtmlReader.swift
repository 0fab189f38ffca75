import Production

/// Makes a structured document of a web page: what a person would mark and copy of it.
enum HtmlReader {
  /// Pages that a browser saved with all their pictures in them are this large.
  static let mostBytes = 64 << 20

  static func read(_ bytes: [UInt8]) throws(DocumentTrouble) -> StructuredDocument {
    let label = HtmlCharset.label(in: bytes)
    let guess = CharsetGuess(bytes, label: label)
    let text = Transcoder.utf8(bytes[guess.markLength...], from: guess.charset)
    guard DocumentText.isText(String(decoding: text.prefix(1 << 16), as: UTF8.self)) else { throw .notText }
    return try read(text, isWholePage: true)
  }

  /// A text of UTF-8. A chapter of a book is read as it is; of a page, only what it is about.
  static func read(_ text: [UInt8], isWholePage: Bool) throws(DocumentTrouble) -> StructuredDocument {
    let tree = try HtmlTreeBuilder.tree(of: text)
    let content = isWholePage ? HtmlContent(tree) : HtmlContent(allOf: tree)
    var walk = HtmlBlocks(tree, content)
    let blocks = walk.blocks()
    return StructuredDocument(title: HtmlTitle.title(of: tree, content), blocks: blocks, language: language(of: tree))
  }

  private static func language(of tree: HtmlTree) -> String? {
    for index in tree.nodes.indices where tree.tag(index) == .html || tree.tag(index) == .body || tree.tag(index) == .meta {
      let own = tree.attributes(of: index)
      let isSaid = tree.tag(index) != .meta || own["http-equiv"]?.lowercased() == "content-language"
      let said = tree.tag(index) == .meta ? own["content"] : own["lang"] ?? own["xml:lang"]
      if isSaid, let said = said?.onOneLine, !said.isEmpty, said.count <= 35 { return said }
    }
    return nil
  }
}
