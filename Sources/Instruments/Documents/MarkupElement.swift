/// A small XML text as a tree: for answers of servers. Nothing is fetched, and what declares entities is no such text.
package struct MarkupElement: Hashable, Sendable {
  package let name: String
  /// What stands in it directly.
  package private(set) var text = ""
  package private(set) var children: [MarkupElement] = []

  /// The first child of that name, whatever its namespace.
  package subscript(name: String) -> MarkupElement? { children.first { $0.name == name } }

  package func all(_ name: String) -> [MarkupElement] { children.filter { $0.name == name } }

  private static let largest = 16 << 20

  /// Nil for what is not whole, or no XML. Blanks before it, which keep a connection alive, count for nothing.
  package static func read(_ bytes: [UInt8]) -> MarkupElement? {
    guard bytes.count <= largest else { return nil }
    var open: [MarkupElement] = []
    var root: MarkupElement?
    let walk = MarkupWalk { step in
      switch step {
      case .enter(let name, _): open.append(MarkupElement(name: name.name))
      case .text(let text): if !open.isEmpty { open[open.count - 1].text += text }
      case .leave:
        guard let ended = open.popLast() else { return }
        if open.isEmpty { root = ended } else { open[open.count - 1].children.append(ended) }
      }
    }
    do {
      try walk.feed(Array(bytes.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }))
      try walk.finish()
    } catch {
      return nil
    }
    return root
  }
}
