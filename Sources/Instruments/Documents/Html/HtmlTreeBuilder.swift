/// Puts the tags of a web page into a tree, and ends what its author left open, much as browsers do.
struct HtmlTreeBuilder {
  private var tree = HtmlTree()
  private var open: [Open] = []
  /// Elements beyond the deepest level, which are passed by: their ends too.
  private var beyond = 0
  /// How many elements of each kind are open, and of which kinds there are any.
  private var counts = [Int](repeating: 0, count: HtmlTag.allCases.count)
  private var present: HtmlTags = []

  private struct Open {
    let tag: HtmlTag
    let node: Int
    /// Its end came in the middle of another part: it ends with that.
    var isOver = false
  }

  /// Beyond it browsers too put things beside each other.
  private static let depth = 256
  private static let nodes = 1_500_000
  private static let tokens = 3_000_000

  static func tree(of bytes: [UInt8]) throws(DocumentTrouble) -> HtmlTree {
    var builder = HtmlTreeBuilder()
    var tokens = HtmlTokens(bytes)
    var count = 0
    _ = builder.push(.html, HtmlAttributes())
    while let token = tokens.next() {
      count += 1
      guard count < Self.tokens, builder.tree.nodes.count < Self.nodes else { throw .tooManyParts(limit: DocumentBounds.blocks) }
      switch token {
      case .open(let tag, let attributes, let closed): builder.open(tag, attributes, closed: closed)
      case .close(let tag): builder.close(tag)
      case .text(let range): builder.add(HtmlEntities.resolved(bytes[range]))
      case .verbatim(let range, let resolved):
        builder.add(resolved ? HtmlEntities.resolved(bytes[range]) : Array(bytes[range]))
      }
    }
    while !builder.open.isEmpty { builder.pop() }
    return builder.tree
  }

  private mutating func add(_ text: [UInt8]) {
    guard let last = open.last else { return }
    // Programs and styles are no text.
    if last.tag == .script || last.tag == .style { return }
    tree.add(text: text, in: last.node)
  }

  private mutating func open(_ tag: HtmlTag, _ attributes: HtmlAttributes, closed: Bool) {
    // A title that nothing ends is over where markup comes.
    if let last = open.last, last.tag.isRaw, last.tag != .plaintext { pop() }
    if tag == .html || tag == .body, present.contains(tag) {
      if tag == .html, !attributes.values.isEmpty, tree.nodes.count == 1 {
        pop()
        tree = HtmlTree()
        _ = push(.html, attributes)
      }
      return
    }
    endImplied(before: tag)
    guard open.count < Self.depth else {
      if !closed, !tag.isVoid { beyond += 1 }
      return
    }
    _ = push(tag, attributes)
    if closed || tag.isVoid { pop() }
  }

  private mutating func push(_ tag: HtmlTag, _ attributes: HtmlAttributes) -> Int {
    let node = tree.add(tag, in: open.last?.node ?? -1, attributes)
    open.append(Open(tag: tag, node: node))
    counts[Int(tag.rawValue)] += 1
    present.insert(tag)
    return node
  }

  private mutating func pop() {
    repeat {
      guard let last = open.popLast() else { return }
      counts[Int(last.tag.rawValue)] -= 1
      if counts[Int(last.tag.rawValue)] == 0 { present.remove(last.tag) }
      tree.end(last.node)
    } while open.last?.isOver == true
  }

  /// Ends what is open down to the nearest of these, unless one of the others is met before.
  private mutating func end(_ tags: HtmlTags, within bounds: HtmlTags) {
    guard tags.meets(present) else { return }
    guard let place = open.lastIndex(where: { tags.contains($0.tag) || bounds.contains($0.tag) }) else { return }
    guard tags.contains(open[place].tag) else { return }
    while open.count > place { pop() }
  }

  private mutating func endImplied(before tag: HtmlTag) {
    switch tag {
    case .li: end([.li], within: [.ul, .ol, .menu, .dir, .table, .td, .th])
    case .dt, .dd: end([.dt, .dd], within: [.dl, .table, .td, .th])
    case .td, .th: end([.td, .th], within: [.table])
    case .tr: end([.tr], within: [.table])
    case .thead, .tbody, .tfoot: end([.thead, .tbody, .tfoot, .caption, .colgroup], within: [.table])
    case .option, .optgroup: end([.option], within: [.select, .datalist])
    case .a: end([.a], within: [.td, .th, .table, .li, .div, .p])
    case .body: end([.head], within: [])
    case .rt, .rp: end([.rt, .rp], within: [.ruby])
    default: break
    }
    if tag.isBlock, tag != .tr, tag != .td, tag != .th { end([.p], within: Self.paragraphBounds) }
    if tag.headingLevel != nil { end(Self.headings, within: Self.headingBounds) }
    if tag.isBlock, tag != .noscript { end([.head], within: [.body, .noscript]) }
  }

  private static let paragraphBounds: HtmlTags = [.table, .td, .th, .caption, .object, .template, .button, .body]
  private static let headingBounds: HtmlTags = [
    .table, .td, .th, .caption, .object, .template, .button, .body, .div, .section, .article, .li,
  ]
  private static let headings: HtmlTags = [.h1, .h2, .h3, .h4, .h5, .h6]

  private mutating func close(_ tag: HtmlTag) {
    if beyond > 0 {
      beyond -= 1
      return
    }
    // Said wrongly, it is meant as a break.
    if tag == .br { return open(.br, HtmlAttributes(), closed: true) }
    // Scripts write behind the end.
    if tag == .html || tag == .body || !present.contains(tag) { return }
    guard let place = open.lastIndex(where: { ($0.tag == tag && !$0.isOver) || Self.isBound($0.tag, for: tag) }),
      open[place].tag == tag
    else { return }
    if !tag.isBlock, open[(place + 1)...].contains(where: { $0.tag.isBlock }) {
      open[place].isOver = true
    } else {
      while open.count > place { pop() }
    }
  }

  /// What an end tag does not reach beyond.
  private static func isBound(_ tag: HtmlTag, for ending: HtmlTag) -> Bool {
    switch tag {
    case .table: ending != .table && !(ending.isBlock && !inTable.contains(ending) && ending != .p && ending != .li)
    case .td, .th, .caption: !ending.isBlock || ending == .p || ending == .li || ending.headingLevel != nil || ending == .div
    case .ul, .ol: ending == .li
    case .object, .template: true
    default: false
    }
  }

  private static let inTable: HtmlTags = [.tr, .td, .th, .thead, .tbody, .tfoot, .caption]
}
