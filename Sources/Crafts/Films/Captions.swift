package import Production

/// The captions of a film: pages in order that never overlap.
package struct Captions: Hashable, Sendable {
  package let pages: [CaptionPage]

  /// Sets the lines in pages. No page outlasts `end`, the film's end, where it is given.
  package init(_ lines: [CaptionLine], framesPerSecond: Int, end: Timecode? = nil, rules: CaptionRules = CaptionRules()) {
    var drafts: [CaptionPage] = []
    for line in Self.cleaned(lines) {
      let paging = CaptionPaging(line.words, rules: rules)
      for page in paging.pages() {
        let rows = (paging.rows(of: page) ?? [page]).map { Array(line.words[$0]) }
        let (first, last) = (line.words[page.lowerBound], line.words[page.upperBound - 1])
        drafts.append(
          CaptionPage(speaker: line.speaker, rows: rows, start: first.start.milliseconds, end: last.end.milliseconds))
      }
    }
    pages = Self.timed(drafts, framesPerSecond: max(1, framesPerSecond), end: end?.milliseconds, rules: rules)
  }

  /// The lines with clean words whose times never go back.
  static func cleaned(_ lines: [CaptionLine]) -> [CaptionLine] {
    var earliest = Timecode.zero
    return lines.compactMap { line in
      var words: [CaptionWord] = []
      for word in line.words {
        guard let word = word.cleaned(notBefore: earliest) else { continue }
        earliest = word.start
        words.append(word)
      }
      return words.isEmpty ? nil : CaptionLine(speaker: line.speaker, start: line.start, end: line.end, words: words)
    }
  }

  /// Gives each page time to be read, closes gaps that would blink, and keeps the pages apart.
  private static func timed(_ drafts: [CaptionPage], framesPerSecond: Int, end: Int?, rules: CaptionRules) -> [CaptionPage] {
    let frame = (1000 + framesPerSecond - 1) / framesPerSecond
    let gap = (1000 * rules.framesApart + framesPerSecond - 1) / framesPerSecond
    var starts: [Int] = []
    for draft in drafts { starts.append(max(draft.start, starts.last.map { $0 + frame + gap } ?? 0)) }
    return drafts.enumerated().map { index, draft in
      let start = starts[index]
      let limit = index + 1 < starts.count ? starts[index + 1] - gap : max(end ?? .max, start + frame)
      let wanted = max(draft.end, start + rules.shortest, start + draft.characters * 1000 / rules.charactersPerSecond)
      var stop = min(wanted, limit)
      if index + 1 < starts.count, starts[index + 1] - stop < rules.blink { stop = limit }
      stop = max(min(stop, start + rules.longest), start + frame)
      return CaptionPage(speaker: draft.speaker, rows: draft.rows, start: start, end: stop)
    }
  }
}
