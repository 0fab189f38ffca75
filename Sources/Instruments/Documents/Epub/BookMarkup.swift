import Production

/// A small XML text of a book, as a list of its elements: which parts there are, and in which order.
struct BookMarkup {
  struct Element {
    let name: String
    let attributes: [String: String]
    let parent: Int
    var text = ""
  }

  private(set) var elements: [Element] = []

  /// Larger lists are of no book.
  private static let mostBytes = 8 << 20
  private static let mostElements = 200_000

  init(_ bytes: [UInt8]) throws {
    guard bytes.count <= Self.mostBytes else { throw BookTrouble.damaged(detail: "a list of \(bytes.count) bytes") }
    var elements: [Element] = []
    var open: [Int] = []
    let walk = MarkupWalk { step in
      switch step {
      case .enter(let name, let attributes):
        guard elements.count < Self.mostElements else { throw BookTrouble.damaged(detail: "too many parts") }
        open.append(elements.count)
        elements.append(Element(name: name.name, attributes: attributes, parent: open.dropLast().last ?? -1))
      case .leave: open.removeLast()
      case .text(let text): if let last = open.last, elements[last].text.utf8.count < 10_000 { elements[last].text += text }
      }
    }
    do {
      try walk.feed(Self.withoutType(bytes))
      try walk.finish()
    } catch MarkupTrouble.damaged where elements.count > 10 {
      // What stands before the damage may be all that is needed.
    }
    self.elements = elements
  }

  func named(_ name: String) -> some Sequence<Element> { elements.lazy.filter { $0.name == name } }

  func first(_ name: String) -> Element? { elements.first { $0.name == name } }

  func text(of element: Element?) -> String? {
    guard let text = element?.text.onOneLine, !text.isEmpty else { return nil }
    return text
  }

  /// Older books name the type that they are of. One that declares anything there stays, and is refused.
  private static func withoutType(_ bytes: [UInt8]) -> [UInt8] {
    guard let start = bytes.firstRange(of: Array("<!DOCTYPE".utf8))?.lowerBound,
      let end = bytes[start...].firstIndex(of: UInt8(ascii: ">")), !bytes[start..<end].contains(UInt8(ascii: "["))
    else { return bytes }
    return Array(bytes[..<start] + bytes[(end + 1)...])
  }
}
