/// Cuts one speaker's line into pages: of all the ways that fit, the one that breaks best.
struct CaptionPaging {
  private let words: [CaptionWord]
  private let rules: CaptionRules
  private let lengths: [Int]
  /// What it costs a reader when a page ends after this word.
  private let breaks: [Int]
  /// What it costs a reader when a page goes on after this word.
  private let bridges: [Int]

  init(_ words: [CaptionWord], rules: CaptionRules) {
    self.words = words
    self.rules = rules
    lengths = words.map(\.text.count)
    var breaks: [Int] = []
    var bridges: [Int] = []
    for (word, next) in zip(words, words.dropFirst()) {
      let isPause = next.start.milliseconds - word.end.milliseconds > rules.pause
      bridges.append((word.endsSentence ? 25 : 0) + (isPause ? 40 : 0))
      breaks.append(Self.costOfBreak(after: word, before: next, isPause: isPause))
    }
    self.breaks = breaks + [0]
    self.bridges = bridges
  }

  private static func costOfBreak(after word: CaptionWord, before next: CaptionWord, isPause: Bool) -> Int {
    if word.endsSentence { return 0 }
    if word.endsClause || isPause { return 6 }
    if word.bindsToNext { return 45 }
    return next.bindsToNext ? 20 : 30
  }

  /// The pages as ranges of words. Each end is reached from the cheapest beginning before it.
  func pages() -> [Range<Int>] {
    var cheapest = [0] + [Int](repeating: .max, count: words.count)
    var cameFrom = [Int](repeating: 0, count: words.count + 1)
    for first in words.indices {
      for end in (first + 1)...words.count {
        guard let cost = cost(first..<end) else { break }
        if cheapest[first] + cost < cheapest[end] {
          cheapest[end] = cheapest[first] + cost
          cameFrom[end] = first
        }
      }
    }
    var pages: [Range<Int>] = []
    var end = words.count
    while end > 0 {
      pages.append(cameFrom[end]..<end)
      end = cameFrom[end]
    }
    return pages.reversed()
  }

  /// What a reader loses by this page; `nil` when it, and any longer one, does not fit. A single word always does.
  private func cost(_ page: Range<Int>) -> Int? {
    let start = words[page.lowerBound].start.milliseconds
    let end = words[page.upperBound - 1].end.milliseconds
    guard page.count == 1 || (end - start <= rules.longest && rows(of: page) != nil) else { return nil }
    let until = page.upperBound < words.count ? words[page.upperBound].start.milliseconds : end
    let haste = until - start < rules.shortest ? 60 : 0
    return page.dropLast().reduce(10 + haste + breaks[page.upperBound - 1]) { $0 + bridges[$1] }
  }

  /// One row, or two that are balanced and break well; `nil` when it takes more.
  func rows(of page: Range<Int>) -> [Range<Int>]? {
    let width = width(page)
    if page.count == 1 || width <= rules.charactersPerRow { return [page] }
    var best: (cost: Int, rows: [Range<Int>])?
    var top = -1
    for middle in page.dropFirst() {
      top += lengths[middle - 1] + 1
      let bottom = width - top - 1
      let (upper, lower) = (page.lowerBound..<middle, middle..<page.upperBound)
      guard top <= rules.charactersPerRow || upper.count == 1, bottom <= rules.charactersPerRow || lower.count == 1 else {
        continue
      }
      let cost = abs(top - bottom) + breaks[middle - 1] / 2
      if cost < best?.cost ?? .max { best = (cost, [upper, lower]) }
    }
    return best?.rows
  }

  /// Characters of these words, blanks between them.
  private func width(_ range: Range<Int>) -> Int { range.reduce(range.count - 1) { $0 + lengths[$1] } }
}
