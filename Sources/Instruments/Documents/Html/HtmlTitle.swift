import Production

/// What a web page is called.
enum HtmlTitle {
  /// The first heading where it stands alone at its level or the page's title holds it; else the page's title without the site's name.
  static func title(of tree: HtmlTree, _ content: HtmlContent) -> String? {
    let said = tree.first(.title).map { tree.text(of: $0) } ?? ""
    let headings = tree.nodes.indices.filter { tree.tag($0) == .h1 && !content.isLeftOut($0) }.map { tree.text(of: $0) }
      .filter { !$0.isEmpty }
    if let named = headings.first(where: { said.lowercased().contains($0.lowercased()) }) { return named }
    if headings.count == 1, let only = headings.first, only.count <= 200 { return only }
    let short = withoutSite(said)
    return short.isEmpty ? headings.first : short
  }

  private static func withoutSite(_ title: String) -> String {
    for mark in [" | ", " – ", " — ", " · ", " :: ", " » ", " « ", " - "] {
      let parts = title.split(separator: mark, omittingEmptySubsequences: true)
      guard parts.count > 1 else { continue }
      let longest = parts.max { $0.count < $1.count }
      if let longest, longest.split(separator: " ").count >= 2 { return String(longest).onOneLine }
    }
    return title
  }
}
