/// What of a web page is its content, and what is only around it: menus, banners, other pages' headlines.
struct HtmlContent {
  private(set) var root: Int
  private let tree: HtmlTree
  private var leftOut: [Bool]
  private var measure: HtmlMeasure

  /// All that can be seen.
  init(allOf tree: HtmlTree) {
    self.tree = tree
    root = tree.first(.body) ?? 0
    leftOut = tree.nodes.indices.map { Self.isUnseen($0, in: tree) }
    measure = HtmlMeasure(tree, leftOut)
  }

  /// What the page is about. Where next to nothing would remain, more of it stays.
  init(_ tree: HtmlTree) {
    self.init(allOf: tree)
    let all = self
    leaveOutSurroundings()
    let rough = self
    leaveOutByName()
    leaveOutLinks()
    chooseRoot()
    if letters * 5 < rough.letters, letters < 1500 { self = rough }
    if letters * 10 < all.letters, letters < 500 { self = all }
  }

  func isLeftOut(_ index: Int) -> Bool { leftOut[index] }

  /// Whether nearly all of it was typed with its own line ends: a text in a frame.
  var isTyped: Bool {
    var bytes = 0
    var index = root
    while index < tree.nodes[root].end {
      let isTyped = tree.tag(index) == .pre || tree.tag(index) == .plaintext
      if isTyped, !leftOut[index] { bytes += measure.bytes[index] }
      index = isTyped || leftOut[index] ? tree.nodes[index].end : index + 1
    }
    return bytes * 2 > measure.bytes[root] && bytes > 400
  }

  private var letters: Int { measure.letters[root] }

  private static func isUnseen(_ index: Int, in tree: HtmlTree) -> Bool {
    let tag = tree.tag(index)
    if tag == .letters || tag == .html || tag == .body { return false }
    if tag.isSilent { return !(tag == .dialog && tree.attributes(of: index)["open"] != nil) }
    guard tree.nodes[index].attributes >= 0 else { return false }
    return tree.attributes(of: index).isHidden
  }

  private mutating func leaveOut(_ isUnwanted: (HtmlContent, Int) -> Bool) {
    let before = self
    var index = root
    let end = tree.nodes[root].end
    while index < end {
      if index != root, !leftOut[index], tree.tag(index) != .letters, isUnwanted(before, index) { leftOut[index] = true }
      index = leftOut[index] ? tree.nodes[index].end : index + 1
    }
    measure = HtmlMeasure(tree, leftOut)
  }

  // MARK: What stands around the content

  private mutating func leaveOutSurroundings() {
    let total = letters
    leaveOut { page, index in
      let tag = page.tree.tag(index)
      let role = page.tree.nodes[index].attributes < 0 ? nil : page.tree.attributes(of: index)["role"]?.lowercased()
      if let role, Self.roles.contains(role) { return page.measure.letters[index] * 2 < total }
      switch tag {
      case .nav: return true
      case .footer, .aside: return page.measure.letters[index] * 2 < total
      case .header: return !page.isInside(index, [.article, .main, .section]) && page.measure.letters[index] * 3 < total
      default: return false
      }
    }
  }

  private static let roles: Set<String> = [
    "navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog", "menu", "menubar", "toolbar",
    "tablist",
  ]

  private func isInside(_ index: Int, _ tags: Set<HtmlTag>) -> Bool {
    var place = tree.nodes[index].parent
    while place >= 0 {
      if tags.contains(tree.tag(place)) { return true }
      place = tree.nodes[place].parent
    }
    return false
  }

  private mutating func leaveOutByName() {
    let total = letters
    leaveOut { page, index in
      guard page.tree.nodes[index].attributes >= 0, page.measure.letters[index] * 3 < total else { return false }
      let tag = page.tree.tag(index)
      guard tag.isBlock || tag == .span || tag == .other, tag != .td, tag != .tr, tag != .html, tag != .body else { return false }
      let own = page.tree.attributes(of: index)
      if HtmlNames.sayAround(own["class"] ?? "") { return true }
      // The name of a place to jump to is often made of the words of a heading.
      let isProse = page.measure.commas[index] >= 5 && page.measure.linked[index] * 4 < page.measure.letters[index]
      return !isProse && HtmlNames.sayAround(own["id"] ?? "")
    }
  }

  /// Lists and boxes that are hardly more than links lead to other pages.
  private mutating func leaveOutLinks() {
    let total = letters
    leaveOut { page, index in
      let tag = page.tree.tag(index)
      guard tag == .ul || tag == .ol || tag == .div || tag == .section || tag == .table || tag == .dl || tag == .p else {
        return false
      }
      let letters = page.measure.letters[index]
      let linked = page.measure.linked[index]
      guard letters > 0, letters * 3 < total, linked * 10 > letters * 6 else { return false }
      if tag == .p { return page.measure.links[index] >= 4 && linked * 10 > letters * 8 }
      return page.measure.links[index] >= 3 && linked / page.measure.links[index] < 60 && page.measure.commas[index] < 4
        && page.measure.headings[index] * 40 < letters
    }
  }

  // MARK: Where the content is

  private mutating func chooseRoot() {
    let prose = measure.letters[root] - measure.linked[root]
    if let named = named(holding: prose) {
      root = named
      return
    }
    guard let best = bestParent() else { return }
    var place = best
    while place != root, place > 0, (measure.letters[place] - measure.linked[place]) * 100 < prose * Self.share {
      place = tree.nodes[place].parent
    }
    while place != root, place > 0, addsProse(tree.nodes[place].parent, to: place, of: prose) { place = tree.nodes[place].parent }
    if place > 0 { root = place }
  }

  /// Whether what stands beside a part is text as well, and not menus.
  private func addsProse(_ parent: Int, to place: Int, of total: Int) -> Bool {
    guard parent >= root else { return false }
    let linked = measure.linked[parent] - measure.linked[place]
    let prose = measure.letters[parent] - measure.letters[place] - linked
    return prose * 20 > total && linked * 3 < prose && (measure.commas[parent] - measure.commas[place]) * 150 > prose
  }

  /// How much of the prose, in percent, what is chosen must hold.
  private static let share = 75

  /// The part that its author called the content.
  private func named(holding prose: Int) -> Int? {
    func amount(_ index: Int) -> Int { measure.letters[index] - measure.linked[index] }
    let seen = tree.nodes.indices.filter { index in
      guard !leftOut[index], amount(index) > 0 else { return false }
      let tag = tree.tag(index)
      return tag == .main || tag == .article || tree.attributes(of: index)["role"]?.lowercased() == "main"
        || tree.attributes(of: index)["itemprop"] == "articleBody"
    }
    let bodies = seen.filter { tree.attributes(of: $0)["itemprop"] == "articleBody" }
    let articles = seen.filter { tree.tag($0) == .article }
    let mains = seen.filter { tree.tag($0) != .article && tree.attributes(of: $0)["itemprop"] != "articleBody" }
    for (group, percent) in [(bodies, 60), (articles, 55), (mains, 40)] {
      guard let largest = group.max(by: { amount($0) < amount($1) }) else { continue }
      if amount(largest) * 100 >= prose * percent { return largest }
    }
    return nil
  }

  /// The part that holds the most paragraphs.
  private func bestParent() -> Int? {
    var scores = [Double](repeating: 0, count: tree.nodes.count)
    for index in tree.nodes.indices[root...] {
      let tag = tree.tag(index)
      guard !leftOut[index], tag == .p || tag == .pre || tag == .blockquote || tag == .td else { continue }
      let letters = measure.letters[index] - measure.linked[index]
      guard letters >= 25 else { continue }
      let score = 1 + Double(measure.commas[index]) + min(3, Double(letters) / 100)
      let parent = tree.nodes[index].parent
      guard parent >= root else { continue }
      scores[parent] += score
      let above = tree.nodes[parent].parent
      if above >= root { scores[above] += score / 2 }
    }
    return scores.indices.max { scores[$0] < scores[$1] }.flatMap { scores[$0] > 0 ? $0 : nil }
  }
}
