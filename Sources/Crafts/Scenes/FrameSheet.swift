package import Drawing

/// Frames of a recording on one sheet, each with a few words below it.
package struct FrameSheet {
  package let width: Int
  package let height: Int
  private let captions: [String]
  private let columns: Int
  private let cell: (width: Double, height: Double)

  private static let margin = 32.0
  private static let gap = 20.0
  private static let label = 44.0
  private static let widest = 1600.0
  /// A viewer scrolls no further.
  private static let highest = 8000.0

  /// `aspect` is that of the frames.
  package init(_ captions: [String], aspect: Double) {
    self.captions = captions
    var columns = aspect < 0.75 ? 6 : aspect < 1.2 ? 5 : 4
    func cell(_ columns: Int) -> (width: Double, height: Double) {
      let width = ((Self.widest - 2 * Self.margin - Double(columns - 1) * Self.gap) / Double(columns)).rounded(.down)
      return (width, max(1, (width / aspect).rounded()))
    }
    func height(_ columns: Int) -> Double {
      let rows = max(1, (captions.count + columns - 1) / columns)
      return 2 * Self.margin + Double(rows) * (cell(columns).height + Self.label + Self.gap)
    }
    while height(columns) > Self.highest, columns < 24 { columns += 1 }
    self.columns = columns
    self.cell = cell(columns)
    width = Int(Self.widest)
    self.height = Int(min(height(columns), Self.highest))
  }

  /// `frame` gives the picture of each.
  package func paint(shelf: AssetShelf, fonts: FontBook, frame: (_ number: Int) throws -> Picture) throws -> Canvas {
    var canvas = try Canvas(width: width, height: height)
    canvas.fill(Look.ink)
    let writer = try Painter(width: width, height: height, assets: shelf, fonts: fonts)
    for (number, caption) in captions.enumerated() {
      let x = Self.margin + Double(number % columns) * (cell.width + Self.gap)
      let y = Self.margin + Double(number / columns) * (cell.height + Self.label + Self.gap)
      try canvas.draw(try frame(number), in: Box(x: x, y: y, width: cell.width, height: cell.height).onPixels, fit: .covering)
      let style = TextStyle(.body, size: 24, weight: 600, alignment: .leading)
      let box = Box(x: x, y: y + cell.height + 6, width: cell.width, height: Self.label - 6)
      try writer.write(TextPiece(text: caption, style: style, colour: Look.paper, box: box, mostLines: 1), onto: &canvas)
    }
    try canvas.check()
    return canvas
  }
}
