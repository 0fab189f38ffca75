/// How much text is in each part of a web page, and how much of it is links. What is left out does not count.
struct HtmlMeasure {
  private(set) var letters: [Int]
  private(set) var bytes: [Int]
  private(set) var linked: [Int]
  private(set) var links: [Int]
  private(set) var commas: [Int]
  private(set) var headings: [Int]

  init(_ tree: HtmlTree, _ leftOut: [Bool]) {
    let nothing = [Int](repeating: 0, count: tree.nodes.count)
    (letters, bytes, linked, links, commas, headings) = (nothing, nothing, nothing, nothing, nothing, nothing)
    // What is in a part comes behind it: from the end on, each is complete when it is met.
    for index in tree.nodes.indices.reversed() {
      if leftOut[index] {
        letters[index] = 0
        continue
      }
      let node = tree.nodes[index]
      switch node.tag {
      case .letters: count(tree.store[node.words], at: index)
      case .a:
        linked[index] = letters[index]
        if letters[index] > 0 { links[index] += 1 }
      case _ where node.tag.headingLevel != nil: headings[index] += 1
      default: break
      }
      guard node.parent >= 0 else { continue }
      letters[node.parent] += letters[index]
      bytes[node.parent] += bytes[index]
      linked[node.parent] += linked[index]
      links[node.parent] += links[index]
      commas[node.parent] += commas[index]
      headings[node.parent] += headings[index]
    }
  }

  private mutating func count(_ text: ArraySlice<UInt8>, at index: Int) {
    bytes[index] = text.count
    for byte in text where byte > 0x20 && byte & 0xC0 != 0x80 {
      letters[index] += 1
      if byte == UInt8(ascii: ",") { commas[index] += 1 }
    }
  }
}
