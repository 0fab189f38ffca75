import Production

/// What a book's list of contents calls its parts.
struct BookContents {
  /// The first name that leads to a part.
  private(set) var names: [String: String] = [:]
  /// Parts that its list of landmarks calls no chapter.
  private(set) var around: Set<String> = []

  mutating func add(_ bytes: [UInt8], at place: String) {
    if bytes.prefix(2000).contains(subsequence: "<ncx") {
      addOld(bytes, at: place)
    } else {
      addNew(bytes, at: place)
    }
  }

  private mutating func name(_ reference: String, _ words: String, from place: String) {
    guard let part = BookPlace.resolve(reference, from: place), !words.isEmpty, words.count <= 200, names[part] == nil else {
      return
    }
    names[part] = words
  }

  private mutating func addOld(_ bytes: [UInt8], at place: String) {
    guard let markup = try? BookMarkup(bytes) else { return }
    var words = ""
    for element in markup.elements {
      if element.name == "text", element.parent >= 0, markup.elements[element.parent].name == "navLabel" {
        words = element.text.onOneLine
      }
      if element.name == "content", let reference = element.attributes["src"] { name(reference, words, from: place) }
    }
  }

  private mutating func addNew(_ bytes: [UInt8], at place: String) {
    guard let tree = try? HtmlTreeBuilder.tree(of: bytes) else { return }
    for list in tree.nodes.indices where tree.tag(list) == .nav {
      let kind = tree.attributes(of: list)["epub:type"]?.lowercased() ?? "toc"
      for index in list..<tree.nodes[list].end where tree.tag(index) == .a {
        let own = tree.attributes(of: index)
        guard let reference = own["href"] else { continue }
        if kind.contains("toc") { name(reference, tree.text(of: index), from: place) }
        if kind.contains("landmarks"), BookPackage.isAround(own["epub:type"]?.lowercased() ?? ""), !reference.contains("#"),
          let part = BookPlace.resolve(reference, from: place)
        {
          around.insert(part)
        }
      }
    }
  }
}

extension Collection<UInt8> {
  fileprivate func contains(subsequence text: String) -> Bool { firstRange(of: Array(text.utf8)) != nil }
}
