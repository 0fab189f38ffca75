import Drawing
import Production

/// Divides a line's words into pages: at most two lines each, cut where one breathes.
///
/// Every way to cut has a price; the cheapest cut of the whole line is taken.
struct CaptionPages {
  /// How wide a word is at the captions' usual size.
  let widthOf: (String) throws -> Double
  let spaceWidth: Double
  let lineWidth: Double
  let lineLetters: Int

  static let mostLines = 2
  static let shortest = 0.83
  static let longest = 7.0
  /// From this silence on, a new page begins.
  static let pause = 0.25
  /// More letters a second than this are not read in time.
  static let quickest = 17.0
  /// A line shorter than this part of the one beside it looks left over.
  static let evenest = 0.62

  /// The pages, each as a range of the words.
  func divide(_ words: [CaptionWord]) throws -> [Range<Int>] {
    let widths = try words.map { try widthOf($0.text) }
    var best: [(price: Double, from: Int)] = [(0, 0)]
    for end in words.indices.map({ $0 + 1 }) {
      var cheapest = (price: Double.infinity, from: end - 1)
      for start in stride(from: end - 1, through: 0, by: -1) {
        // A single word always makes a page; it is set smaller.
        guard start == end - 1 || fits(words[start..<end], widths[start..<end]) else { break }
        let price = best[start].price + self.price(of: start..<end, in: words, widths)
        if price < cheapest.price { cheapest = (price, start) }
      }
      best.append(cheapest)
    }
    var pages: [Range<Int>] = []
    var end = words.count
    while end > 0 {
      pages.append(best[end].from..<end)
      end = best[end].from
    }
    return pages.reversed()
  }

  private func fits(_ words: ArraySlice<CaptionWord>, _ widths: ArraySlice<Double>) -> Bool {
    var lines = 1
    var width = 0.0
    var letters = 0
    for (word, wordWidth) in zip(words, widths) {
      let space = width == 0 || word.joinsPrevious ? 0 : spaceWidth
      let count = word.letters + (space > 0 ? 1 : 0)
      if width > 0, width + space + wordWidth > lineWidth || letters + count > lineLetters {
        lines += 1
        (width, letters) = (wordWidth, word.letters)
      } else {
        width += space + wordWidth
        letters += count
      }
    }
    return lines <= Self.mostLines
  }

  private func price(of page: Range<Int>, in words: [CaptionWord], _ widths: [Double]) -> Double {
    var price = 5.0
    let isLast = page.upperBound == words.count
    let end = isLast ? words[page.upperBound - 1].end : words[page.upperBound].start
    let seconds = (end - words[page.lowerBound].start).seconds
    if seconds < Self.shortest { price += 90 * (Self.shortest - seconds) }
    if seconds > Self.longest { price += 100 }
    let letters = words[page].reduce(page.count - 1) { $0 + $1.letters }
    if seconds > 0.3 { price += 6 * max(0, Double(letters) / seconds - Self.quickest) }
    if page.count == 1, words.count > 1 { price += 12 }
    if !isLast { price += priceOfCut(after: page.upperBound - 1, in: words) }
    for index in page.dropLast() { price += priceOfRunningOn(after: index, in: words) }
    return price + priceOfLines(Array(words[page]), Array(widths[page]))
  }

  /// A short line beside a long one, or an amount that is torn apart, reads worse than another page.
  private func priceOfLines(_ words: [CaptionWord], _ widths: [Double]) -> Double {
    let lines = LineBreaks(
      words: words, widths: widths, space: spaceWidth, lineWidth: lineWidth, lineLetters: lineLetters)
    guard let breaks = lines.breaks(mostLines: Self.mostLines), let begin = breaks.first else { return 0 }
    let lengths = lines.lineWidths(breaks)
    let ratio = (lengths.min() ?? 0) / max(1, lengths.max() ?? 1)
    let isTorn = LineBreaks.isOneAmount(words[begin - 1], words[begin])
    return (isTorn ? 60 : 0) + 40 * max(0, Self.evenest - ratio)
  }

  /// Cutting between words that belong together reads badly.
  private func priceOfCut(after index: Int, in words: [CaptionWord]) -> Double {
    let (word, next) = (words[index], words[index + 1])
    if next.joinsPrevious { return 16 }
    if LineBreaks.isOneAmount(word, next) { return 80 }
    if word.endsSentence || (next.start - word.end).seconds > Self.pause { return 0 }
    if word.endsClause { return 2 }
    if word.leans { return 18 }
    if word.endsInNumber, !next.beginsWithNumber, !next.leans { return 18 }
    return next.leans ? 7 : 10
  }

  /// Running on where one would breathe reads badly too.
  private func priceOfRunningOn(after index: Int, in words: [CaptionWord]) -> Double {
    let (word, next) = (words[index], words[index + 1])
    if word.endsSentence || (next.start - word.end).seconds > Self.pause { return 45 }
    return word.endsClause ? 8 : 0
  }
}
