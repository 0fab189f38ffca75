/// Where a text's lines end: as few lines as it takes, of like length, and nothing torn that belongs together.
struct LineBreaks {
  let words: [CaptionWord]
  var lineWidth: Double
  /// The most letters on a line; nil where only the width counts.
  let lineLetters: Int?
  /// How wide the space before each word is.
  private let spaces: [Double]
  /// How wide, and how many letters, all is that comes before each word, and at last all of it.
  private let widthsBefore: [Double]
  private let lettersBefore: [Int]

  /// `widths` tells how wide each word is.
  init(words: [CaptionWord], widths: [Double], space: Double, lineWidth: Double, lineLetters: Int?) {
    (self.words, self.lineWidth, self.lineLetters) = (words, lineWidth, lineLetters)
    let spaces = words.map { $0.joinsPrevious ? 0 : space }
    (self.spaces, widthsBefore) = (spaces, words.indices.reduce(into: [0]) { $0.append($0[$1] + spaces[$1] + widths[$1]) })
    lettersBefore = words.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.letters + ($1.joinsPrevious ? 0 : 1)) }
  }

  /// The words that begin a new line, or nil when it takes more lines than that.
  func breaks(mostLines: Int) -> [Int]? {
    guard !words.isEmpty else { return [] }
    for lines in 1...max(1, mostLines) {
      if let breaks = best(lines: lines) { return breaks }
    }
    return nil
  }

  /// How long the lines are.
  func lineWidths(_ breaks: [Int]) -> [Double] {
    let starts = [0] + breaks
    return starts.indices.map { width(of: starts[$0]..<($0 + 1 < starts.count ? starts[$0 + 1] : words.count)) }
  }

  private func width(of line: Range<Int>) -> Double {
    line.isEmpty ? 0 : widthsBefore[line.upperBound] - widthsBefore[line.lowerBound] - spaces[line.lowerBound]
  }

  private func fits(_ line: Range<Int>) -> Bool {
    if let lineLetters, line.count > 1 {
      guard lettersBefore[line.upperBound] - lettersBefore[line.lowerBound] - 1 <= lineLetters else { return false }
    }
    return width(of: line) <= lineWidth
  }

  /// The cheapest way to fill exactly so many lines.
  private func best(lines: Int) -> [Int]? {
    guard lines <= words.count else { return nil }
    let average = width(of: words.indices) / Double(lines)
    var table = Array(repeating: Array(repeating: (price: Double.infinity, from: 0), count: words.count + 1), count: lines + 1)
    table[0][0].price = 0
    for line in 1...lines {
      for end in line...words.count {
        for start in stride(from: end - 1, through: line - 1, by: -1) {
          guard fits(start..<end) else { break }
          let off = (width(of: start..<end) - average) / max(1, lineWidth)
          var price = table[line - 1][start].price + off * off
          if end < words.count { price += Self.priceOfBreak(between: words[end - 1], and: words[end]) }
          if price < table[line][end].price { table[line][end] = (price, start) }
        }
      }
    }
    guard table[lines][words.count].price.isFinite else { return nil }
    var breaks: [Int] = []
    var end = words.count
    for line in stride(from: lines, to: 1, by: -1) {
      end = table[line][end].from
      breaks.append(end)
    }
    return breaks.reversed()
  }

  /// What it costs the reader when a line, or a page, ends between two words.
  static func priceOfBreak(between word: CaptionWord, and next: CaptionWord) -> Double {
    if next.joinsPrevious { return 0.2 }
    if isOneAmount(word, next) { return 2 }
    if word.endsSentence { return -0.03 }
    if word.endsClause { return -0.02 }
    if word.endsInNumber, !next.beginsWithNumber, !next.leans { return 0.12 }
    if word.leans { return 0.05 }
    return next.leans ? 0 : 0.02
  }

  /// A number and its unit, or a currency and its number: torn apart, neither says anything.
  static func isOneAmount(_ word: CaptionWord, _ next: CaptionWord) -> Bool {
    guard !word.endsClause, !word.endsSentence else { return false }
    return word.endsInNumber && next.isUnit || word.isCurrency && next.beginsWithNumber
  }

  static let units: Set<String> = [
    "percent", "per", "degrees", "km", "m", "cm", "mm", "kg", "g", "mg", "t", "l", "ml", "kw", "kwh", "w", "v", "hz", "mb",
    "gb", "tb", "s", "ms", "min", "h", "seconds", "minutes", "hours", "days", "weeks", "months", "years", "second", "minute",
    "hour",
    "day", "week", "month", "year", "litres", "liters", "metres", "meters", "kilometres", "kilometers", "miles", "tonnes", "tons",
    "thousand", "million", "billion", "trillion", "euros", "dollars", "rand", "pounds", "times", "am", "pm",
    "prozent", "millionen", "milliarden", "jahre", "jahren",
  ]
  static let currencies: Set<String> = ["R", "EUR", "USD", "GBP", "ZAR", "CHF", "JPY", "Rs"]

  /// Words that lean on the next one: articles, prepositions, conjunctions.
  static let leaningWords: Set<String> = [
    "a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "from", "with", "and", "or", "but", "as", "that", "than", "is",
    "are", "your", "my", "our", "their", "his", "her", "its", "this", "these", "so", "if", "because", "when", "every", "no",
    "not",
  ]
}
