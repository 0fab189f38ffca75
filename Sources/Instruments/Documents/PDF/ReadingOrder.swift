/// In which order the lines of a page are read: the page is cut along its empty stripes, across and down, again and again.
///
/// Text in columns is read column by column; a table, whose columns are cut by the same stripes, row by row.
struct ReadingOrder {
  private let pieces: [LinePiece]
  private(set) var leaves: [Leaf] = []
  private var steps = 0

  /// A part of the page that is read from row to row.
  struct Leaf {
    /// By their numbers; each row from left to right.
    var rows: [[Int]]
    /// The empty stripes that run through all of its rows, where it has columns that are no columns of text.
    var gutters: [ClosedRange<Float>]
    var left: Float
    var right: Float
  }

  init(_ pieces: [LinePiece]) {
    self.pieces = pieces
    guard !pieces.isEmpty else { return }
    cut(Array(pieces.indices), depth: 0)
  }

  private mutating func cut(_ ids: [Int], depth: Int) {
    steps += 1
    let bands = bands(ids)
    let sides = sides(ids)
    guard depth < 30, steps < 5000, bands.count < 3000 else { return leaf(ids, gutters: [], sides) }
    var plain: [Int] = []
    var index = 0
    while index < bands.count {
      let end = endOfGroup(bands, from: index, sides)
      if end == index + 1, bands[index].count == 1 {
        // Alone at its height, as most lines are.
        plain += bands[index]
        index = end
        continue
      }
      let group = Array(bands[index..<end].joined())
      let gutters = gutters(group)
      if let columns = columns(group, gutters) {
        if !plain.isEmpty { leaf(plain, gutters: [], sides) }
        plain = []
        for column in columns { cut(column, depth: depth + 1) }
        index = end
      } else {
        let stop = startOfColumns(bands, within: index..<end, sides)
        if let table = table(bands[index..<stop], gutters) {
          // What stands alone above or below it is its caption, or other text.
          plain += bands[index..<table.lowerBound].joined()
          if !plain.isEmpty { leaf(plain, gutters: [], sides) }
          let rows = Array(bands[table].joined())
          leaf(rows, gutters: self.gutters(rows), self.sides(rows))
          plain = []
          index = table.upperBound
        } else {
          plain += bands[index..<stop].joined()
          index = stop
        }
      }
    }
    if !plain.isEmpty { leaf(plain, gutters: [], sides) }
  }

  private func sides(_ ids: [Int]) -> ClosedRange<Float> {
    guard let first = ids.first else { return 0...0 }
    var (left, right) = (pieces[first].box.left, pieces[first].box.right)
    for id in ids {
      left = min(left, pieces[id].box.left)
      right = max(right, pieces[id].box.right)
    }
    return left...max(left, right)
  }

  /// What looks like rows may end with the first lines of two columns: from there on they are read as such.
  private func startOfColumns(_ bands: [[Int]], within group: Range<Int>, _ sides: ClosedRange<Float>) -> Int {
    for start in group.dropFirst().suffix(4).reversed() {
      let end = endOfGroup(bands, from: start, sides)
      guard end > group.upperBound else { continue }
      let ids = Array(bands[start..<end].joined())
      if columns(ids, gutters(ids)) != nil { return start }
    }
    return group.upperBound
  }

  /// The first rows that have something in more than one column, where there are at least two of them close together.
  private func table(_ bands: ArraySlice<[Int]>, _ gutters: [ClosedRange<Float>]) -> Range<Int>? {
    guard !gutters.isEmpty else { return nil }
    let rows = bands.indices.filter { index in
      Set(bands[index].map { id in gutters.count { pieces[id].box.left > $0.lowerBound } }).count > 1
    }
    var start = 0
    while start < rows.count {
      var end = start + 1
      // Between two rows there may be further lines of a cell.
      while end < rows.count, rows[end] - rows[end - 1] <= 3 { end += 1 }
      let range = rows[start]..<rows[end - 1] + 1
      // Rows that are set tight are one band.
      if end - start > 1 ? (end - start) * 2 >= range.count : bands[rows[start]].count > 3 { return range }
      start = end
    }
    return nil
  }

  /// The columns of text that these gutters are between; nil where they are between those of a table.
  private func columns(_ ids: [Int], _ gutters: [ClosedRange<Float>]) -> [[Int]]? {
    guard !gutters.isEmpty else { return nil }
    let all = split(ids, at: gutters)
    if ColumnTest(all, pieces).isText { return all }
    // Of several, perhaps only the widest is between columns, and the others are in tables.
    guard gutters.count > 1, let widest = gutters.max(by: { $0.width < $1.width }) else { return nil }
    let two = split(ids, at: [widest])
    return ColumnTest(two, pieces).isText ? two : nil
  }

  private func split(_ ids: [Int], at gutters: [ClosedRange<Float>]) -> [[Int]] {
    var parts = [[Int]](repeating: [], count: gutters.count + 1)
    for id in ids { parts[gutters.count { pieces[id].box.left > $0.lowerBound }].append(id) }
    return parts.filter { !$0.isEmpty }
  }

  /// The lines at one height, from top to bottom: between two of them nothing stands.
  private func bands(_ ids: [Int]) -> [[Int]] {
    let sorted = ids.sorted { pieces[$0].box.top < pieces[$1].box.top }
    var bands: [[Int]] = []
    var bottom = -Float.infinity
    for id in sorted {
      let box = pieces[id].box
      // Lines that are set tight touch each other a little.
      if bands.isEmpty || box.top > bottom - 0.2 * pieces[id].size {
        bands.append([id])
        bottom = box.bottom
      } else {
        bands[bands.count - 1].append(id)
        bottom = max(bottom, box.bottom)
      }
    }
    return bands
  }

  /// As many bands as have an empty stripe between texts in common.
  private func endOfGroup(_ bands: [[Int]], from start: Int, _ sides: ClosedRange<Float>) -> Int {
    var free = Stripes(within: sides, around: bands[start].map { pieces[$0].box })
    let narrowest = narrowest(bands[start])
    var end = start + 1
    var last = end
    while end < bands.count {
      if isTitle(bands[end], after: bands[end - 1]) { break }
      if bands[end].count == 1 {
        free.cut(by: pieces[bands[end][0]].box)
      } else {
        free.cut(by: bands[end].map { pieces[$0].box })
      }
      guard free.hasAny(narrowest) else { break }
      end += 1
      if free.hasInner(narrowest) { last = end }
    }
    return last
  }

  /// A heading alone at its height, larger than what stands before it: it is over all of the columns.
  private func isTitle(_ band: [Int], after before: [Int]) -> Bool {
    guard band.count == 1, let id = band.first, let above = before.first else { return false }
    return pieces[id].size > 1.25 * pieces[above].size
  }

  private func narrowest(_ ids: [Int]) -> Float {
    if ids.count == 1 { return 0.75 * max(4, pieces[ids[0]].size) }
    let sizes = ids.map { pieces[$0].size }.sorted()
    return 0.75 * max(4, sizes[sizes.count / 2])
  }

  private func gutters(_ ids: [Int]) -> [ClosedRange<Float>] {
    let free = Stripes(within: sides(ids), around: ids.map { pieces[$0].box })
    return free.inner(narrowest(ids))
  }

  /// Reads a part from row to row.
  private mutating func leaf(_ ids: [Int], gutters: [ClosedRange<Float>], _ sides: ClosedRange<Float>) {
    var rows: [[Int]] = []
    var box: PDFBox?
    for id in ids.sorted(by: { (pieces[$0].baseline, pieces[$0].box.left) < (pieces[$1].baseline, pieces[$1].box.left) }) {
      let piece = pieces[id]
      if let row = box, row.overlapDown(piece.box) > 0.5 {
        rows[rows.count - 1].append(id)
        // Tall letters do not make the row taller than its text.
        if piece.box.height < row.height * 1.3 { box?.form(with: piece.box) }
      } else {
        rows.append([id])
        box = piece.box
      }
    }
    for index in rows.indices { rows[index].sort { pieces[$0].box.left < pieces[$1].box.left } }
    leaves.append(Leaf(rows: rows, gutters: gutters, left: sides.lowerBound, right: sides.upperBound))
  }
}

extension ClosedRange<Float> {
  var width: Float { upperBound - lowerBound }
}
