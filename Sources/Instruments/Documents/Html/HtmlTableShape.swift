/// Tells tables of values from those that only put the parts of a page into their places.
enum HtmlTableShape {
  static func isData(_ index: Int, in tree: HtmlTree) -> Bool {
    let own = tree.attributes(of: index)
    if let role = own["role"]?.lowercased(), role == "presentation" || role == "none" { return false }
    var shape = Shape()
    var place = index + 1
    while place < tree.nodes[index].end {
      let node = tree.nodes[place]
      switch node.tag {
      case .table: shape.hasInner = true
      case .tr: shape.rows += 1
      case .th, .caption, .thead: shape.saysSo = true
      case .td: shape.cells += 1
      case .p, .div: shape.parts += 1
      case .h1, .h2, .h3, .h4, .ul, .ol, .form, .article, .section, .blockquote, .pre: shape.large += 1
      case .letters: shape.letters += node.words.count
      default: break
      }
      place += 1
    }
    return shape.isData
  }

  private struct Shape {
    var rows = 0, cells = 0, parts = 0, large = 0, letters = 0
    var saysSo = false, hasInner = false

    var isData: Bool {
      if hasInner { return false }
      if saysSo { return rows >= 1 }
      guard rows >= 2 || cells >= 2, cells > rows else { return false }
      // Passages in cells, or whole parts of a page: nobody reads such a thing as a table.
      if large * 4 > cells || parts > cells * 3 { return false }
      return letters / max(1, cells) < 400 && (rows >= 2 || letters < 400)
    }
  }
}
