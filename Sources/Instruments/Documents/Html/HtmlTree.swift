/// A web page as a list of its elements and texts in their order; each knows where what is in it ends.
struct HtmlTree {
  struct Node {
    let tag: HtmlTag
    let parent: Int
    /// Behind the last node that is in it.
    var end: Int
    /// Where its text lies, of a text.
    var words: Range<Int>
    /// Which of the attributes are its own; -1 for none.
    let attributes: Int
  }

  private(set) var nodes: [Node] = []
  private(set) var store: [UInt8] = []
  private var attributes: [HtmlAttributes] = []

  static let noAttributes = HtmlAttributes()

  func attributes(of index: Int) -> HtmlAttributes {
    let place = nodes[index].attributes
    return place < 0 ? Self.noAttributes : attributes[place]
  }

  func tag(_ index: Int) -> HtmlTag { nodes[index].tag }

  /// What stands in a node and all that is in it.
  func text(of index: Int) -> String {
    var bytes: [UInt8] = []
    for node in nodes[index..<nodes[index].end] where node.tag == .letters { bytes += store[node.words] }
    return PlainBytes.onOneLine(bytes[...])
  }

  func first(_ tag: HtmlTag) -> Int? { nodes.firstIndex { $0.tag == tag } }

  func children(of index: Int) -> [Int] {
    var found: [Int] = []
    var place = index + 1
    while place < nodes[index].end {
      found.append(place)
      place = nodes[place].end
    }
    return found
  }

  mutating func add(_ tag: HtmlTag, in parent: Int, _ own: HtmlAttributes) -> Int {
    if !own.values.isEmpty { attributes.append(own) }
    nodes.append(
      Node(
        tag: tag, parent: parent, end: nodes.count + 1, words: 0..<0, attributes: own.values.isEmpty ? -1 : attributes.count - 1))
    return nodes.count - 1
  }

  mutating func add(text: some Collection<UInt8>, in parent: Int) {
    let start = store.count
    store.append(contentsOf: text)
    if let last = nodes.indices.last, nodes[last].tag == .letters, nodes[last].parent == parent,
      nodes[last].words.upperBound == start
    {
      nodes[last].words = nodes[last].words.lowerBound..<store.count
    } else {
      nodes.append(Node(tag: .letters, parent: parent, end: nodes.count + 1, words: start..<store.count, attributes: -1))
    }
  }

  mutating func end(_ index: Int) { nodes[index].end = nodes.count }
}
