/// A stretch of one line: words that stand side by side, without a gap that could be more than a blank.
struct LinePiece {
  /// From left to right, by their numbers on the page.
  var words: [Int]
  var box: PDFBox
  var baseline: Float
  var size: Float
  var letterCount: Int

  init(_ index: Int, _ word: PDFWord) {
    words = [index]
    box = word.box
    baseline = word.baseline
    size = word.size
    letterCount = word.letters.count
  }

  mutating func append(_ index: Int, _ word: PDFWord) {
    words.append(index)
    grow(by: word.box, word.letters.count, word.baseline, word.size)
  }

  mutating func append(_ other: LinePiece) {
    words += other.words
    grow(by: other.box, other.letterCount, other.baseline, other.size)
  }

  private mutating func grow(by box: PDFBox, _ letters: Int, _ baseline: Float, _ size: Float) {
    self.box.form(with: box)
    // The larger part says where the line runs.
    if letters > letterCount { (self.baseline, self.size) = (baseline, size) }
    letterCount += letters
  }
}

/// Puts the words of a page together to stretches of lines.
enum LinePieces {
  static func of(_ page: PageWords) -> [LinePiece] {
    glueMarkers(joinNeighbours(chain(page), page), page)
  }

  /// Words that are drawn one after the other and stand side by side.
  private static func chain(_ page: PageWords) -> [LinePiece] {
    var pieces: [LinePiece] = []
    for (index, word) in page.words.enumerated() {
      // Each grows where it is: there is no second one of it.
      if let last = pieces.indices.last, goesOn(pieces[last].box, pieces[last].size, word) {
        pieces[last].append(index, word)
      } else {
        pieces.append(LinePiece(index, word))
      }
    }
    return pieces
  }

  private static func goesOn(_ box: PDFBox, _ size: Float, _ word: PDFWord) -> Bool {
    let em = max(size, word.size)
    let gap = word.box.left - box.right
    return gap > -0.35 * em && gap < (word.followsBlank ? 1 : 0.7) * em && box.overlapDown(word.box) > 0.4
  }

  /// What stands side by side although it was drawn at different times.
  private static func joinNeighbours(_ pieces: [LinePiece], _ page: PageWords) -> [LinePiece] {
    let sorted = pieces.sorted { ($0.baseline, $0.box.left) < ($1.baseline, $1.box.left) }
    var result: [LinePiece] = []
    var index = 0
    while index < sorted.count {
      var end = index + 1
      while end < sorted.count,
        sorted[end].baseline - sorted[end - 1].baseline < 0.2 * min(sorted[end].size, sorted[end - 1].size)
      {
        end += 1
      }
      if end == index + 1 {
        result.append(sorted[index])
        index = end
        continue
      }
      var row = sorted[index..<end].sorted { $0.box.left < $1.box.left }[...]
      while var piece = row.popFirst() {
        while let next = row.first {
          let em = max(piece.size, next.size)
          let gap = next.box.left - piece.box.right
          if gap < -0.3 * min(piece.box.width, next.box.width), repeats(next, piece, page) {
            // A shadow, or a second drawing that makes it bold.
            row.removeFirst()
            continue
          }
          guard gap > -0.5 * em, gap < 0.7 * em else { break }
          piece.append(next)
          row.removeFirst()
        }
        result.append(piece)
      }
      index = end
    }
    return result
  }

  /// Whether all letters of a piece stand in another already, where they are.
  private static func repeats(_ piece: LinePiece, _ other: LinePiece, _ page: PageWords) -> Bool {
    let there = other.words.flatMap { places($0, page) }
    return piece.words.allSatisfy { word in
      places(word, page).allSatisfy { letter, x in there.contains { $0.letter == letter && abs($0.x - x) < 0.45 * other.size } }
    }
  }

  /// About where the letters of a word stand.
  private static func places(_ index: Int, _ page: PageWords) -> [(letter: UInt32, x: Float)] {
    let word = page.words[index]
    let step = word.box.width / Float(max(1, word.letters.count))
    return page.letters[word.letters].enumerated().map { ($1, word.box.left + (Float($0) + 0.5) * step) }
  }

  /// A bullet or a number and what it stands before belong together, however far apart they are.
  private static func glueMarkers(_ pieces: [LinePiece], _ page: PageWords) -> [LinePiece] {
    var result: [LinePiece] = []
    var skipped: Set<Int> = []
    for (index, piece) in pieces.enumerated() where !skipped.contains(index) {
      var piece = piece
      if isMarker(piece, page), let next = neighbour(of: index, in: pieces), !skipped.contains(next) {
        piece.append(pieces[next])
        piece.baseline = pieces[next].baseline
        piece.size = pieces[next].size
        skipped.insert(next)
      }
      result.append(piece)
    }
    return result
  }

  /// The next piece to the right at the same height.
  private static func neighbour(of index: Int, in pieces: [LinePiece]) -> Int? {
    let marker = pieces[index]
    var best: Int?
    for other in max(0, index - 8)..<min(pieces.count, index + 9) where other != index {
      let piece = pieces[other]
      let gap = piece.box.left - marker.box.right
      guard gap > 0, gap < 4.5 * max(marker.size, piece.size), piece.box.overlapDown(marker.box) > 0.5 else { continue }
      if let best, pieces[best].box.left <= piece.box.left { continue }
      best = other
    }
    return best
  }

  private static func isMarker(_ piece: LinePiece, _ page: PageWords) -> Bool {
    guard piece.words.count == 1, let only = piece.words.first else { return false }
    let word = page.letters[page.words[only].letters]
    return word.count <= 7 && ListMarker.isMarker(String(String.UnicodeScalarView(word.compactMap(Unicode.Scalar.init))))
  }
}
