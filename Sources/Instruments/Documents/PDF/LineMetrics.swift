/// How the text of a document is set: what is larger or farther apart than this stands out.
struct LineMetrics {
  /// Of most letters.
  let bodySize: Float
  let isMostlyFixedWidth: Bool
  private let pitches: [Int: Float]

  init(_ pages: [[PageItem]]) {
    var letters: [Int: Int] = [:]
    var drops: [Int: [Int: Int]] = [:]
    var fixed = 0
    var all = 0
    for page in pages {
      var last: PDFLine?
      for item in page {
        guard case .line(let line) = item else {
          last = nil
          continue
        }
        let size = Self.step(line.size)
        letters[size, default: 0] += line.letterCount
        all += line.letterCount
        if line.style.contains(.fixedWidth) { fixed += line.letterCount }
        if let last, last.flow == line.flow, Self.step(last.size) == size {
          let drop = line.baseline - last.baseline
          if drop > 0.7 * line.size, drop < 3 * line.size { drops[size, default: [:]][Self.step(drop), default: 0] += 1 }
        }
        last = line
      }
    }
    bodySize = letters.max { ($0.value, $1.key) < ($1.value, $0.key) }.map { Float($0.key) / 4 } ?? 10
    isMostlyFixedWidth = fixed * 2 > all
    pitches = drops.compactMapValues { counts in
      // The usual distance; where two are about as usual, the smaller one: the other is between paragraphs.
      let most = counts.values.max() ?? 0
      return counts.filter { $0.value * 2 >= most }.keys.min().map { Float($0) / 4 }
    }
  }

  /// From one line to the next, of letters of a size.
  func pitch(_ size: Float) -> Float { pitches[Self.step(size)] ?? 1.25 * size }

  /// In quarters of a point.
  static func step(_ points: Float) -> Int { Int((max(0, min(points, 10_000)) * 4).rounded()) }
}
