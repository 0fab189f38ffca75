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

  init(_ parts: [[LinePiece]]) {
    let columns = parts.map(Self.measure)
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

  private static func measure(_ pieces: [LinePiece]) -> Column {
    var column = Column()
    let left = pieces.map(\.box.left).min() ?? 0
    let width = max(1, (pieces.map(\.box.right).max() ?? 0) - left)
    var letters = 0
    var filled: Float = 0
    for piece in pieces.sorted(by: { $0.baseline < $1.baseline }) {
      if let last = column.baselines.last, piece.baseline - last < 0.4 * piece.size {
        filled += piece.box.width
      } else {
        column.baselines.append(piece.baseline)
        filled += piece.box.width
      }
      letters += piece.letterCount + piece.words.count - 1
    }
    column.lines = column.baselines.count
    column.length = Float(letters) / Float(max(1, column.lines))
    column.fill = filled / width / Float(max(1, column.lines))
    column.size = pieces.map(\.size).max() ?? 10
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
