/// Tells columns of text, which are read one after the other, from those of a table.
struct ColumnTest {
  let isText: Bool

  private struct Column {
    var lines = 0
    /// Letters in a line, where a sign of Chinese counts as two.
    var length: Float = 0
    var fill: Float = 0
    var baselines: [Float] = []
    var size: Float = 10
  }

  /// The parts are numbers of pieces.
  init(_ parts: [[Int]], _ pieces: [LinePiece]) {
    let columns = parts.map { Self.measure($0, pieces) }
    guard columns.count > 1 else {
      isText = false
      return
    }
    let long = columns.filter { $0.lines >= 3 && $0.length >= 18 && $0.fill > 0.45 }
    if long.count == columns.count {
      isText = true
    } else if Self.alignment(columns) < 0.5 {
      // Lines that do not stand at each other's height are no rows.
      isText = columns.allSatisfy { $0.lines >= 2 } || !long.isEmpty
    } else {
      // Beside long text stands perhaps a note, or a picture with its words.
      isText = long.count >= 2 && columns.allSatisfy { $0.lines >= 3 && $0.length >= 8 }
    }
  }

  private static func measure(_ ids: [Int], _ pieces: [LinePiece]) -> Column {
    var column = Column()
    guard let first = ids.first else { return column }
    var (left, right) = (pieces[first].box.left, pieces[first].box.right)
    var size = pieces[first].size
    var letters = 0
    var filled: Float = 0
    for id in ids.sorted(by: { pieces[$0].baseline < pieces[$1].baseline }) {
      let box = pieces[id].box
      left = min(left, box.left)
      right = max(right, box.right)
      size = max(size, pieces[id].size)
      filled += box.width
      // What stands at the height of the last one is of the same line.
      let baseline = pieces[id].baseline
      if column.baselines.last.map({ baseline - $0 >= 0.4 * pieces[id].size }) ?? true { column.baselines.append(baseline) }
      letters += pieces[id].letterCount + pieces[id].words.count - 1
    }
    column.lines = column.baselines.count
    column.length = Float(letters) / Float(max(1, column.lines))
    column.fill = filled / max(1, right - left) / Float(max(1, column.lines))
    column.size = size
    return column
  }

  /// Of the lines of the shorter columns, how many stand at the height of one in the longest.
  private static func alignment(_ columns: [Column]) -> Float {
    guard let longest = columns.indices.max(by: { columns[$0].lines < columns[$1].lines }) else { return 0 }
    let base = columns[longest].baselines
    var all = 0
    var aligned = 0
    for index in columns.indices where index != longest {
      for baseline in columns[index].baselines {
        all += 1
        if base.contains(where: { abs($0 - baseline) < 0.15 * columns[index].size }) { aligned += 1 }
      }
    }
    return all == 0 ? 0 : Float(aligned) / Float(all)
  }
}
