package import Drawing
import Production

/// All scenes of a film on one sheet, each with the time at which it begins.
package struct ContactSheet {
  package let width: Int
  package let height: Int
  private let timeline: Timeline
  /// Without the ways from one to the next.
  private let scenes: [Timeline.Scene]
  private let columns: Int
  private let cell: (width: Double, height: Double)

  private static let margin = 32.0
  private static let gap = 20.0
  private static let label = 44.0
  private static let ground = Colour(0x0F0F23)
  private static let widest = 1600.0
  /// A viewer scrolls no further, and a JPEG is no higher.
  private static let highest = 8000.0

  /// The timeline may be of a small format: a sheet shows no more.
  package init(of timeline: Timeline) {
    self.timeline = timeline
    let scenes = timeline.scenes.filter { $0.kind != .bridge }
    self.scenes = scenes
    let shape = Double(timeline.format.width) / Double(timeline.format.height)
    var columns = shape < 0.75 ? 6 : shape < 1.2 ? 5 : 4
    func cell(_ columns: Int) -> (width: Double, height: Double) {
      let width = ((Self.widest - 2 * Self.margin - Double(columns - 1) * Self.gap) / Double(columns)).rounded(.down)
      return (width, (width / shape).rounded())
    }
    func height(_ columns: Int) -> Double {
      let rows = (scenes.count + columns - 1) / columns
      return 2 * Self.margin + Double(rows) * (cell(columns).height + Self.label + Self.gap)
    }
    while height(columns) > Self.highest, columns < 24 { columns += 1 }
    self.columns = columns
    self.cell = cell(columns)
    width = Int(Self.widest)
    self.height = Int(min(height(columns), Self.highest))
  }

  package func paint(shelf: AssetShelf, fonts: FontBook) throws -> Canvas {
    var canvas = try Canvas(width: width, height: height)
    canvas.fill(Self.ground)
    let format = timeline.format
    let painter = try Painter(format: format, assets: shelf, fonts: fonts)
    let writer = try Painter(width: width, height: height, assets: shelf, fonts: fonts)
    for (index, scene) in scenes.enumerated() {
      guard let state = timeline.state(at: scene.first + scene.count / 2) else { continue }
      let x = Self.margin + Double(index % columns) * (cell.width + Self.gap)
      let y = Self.margin + Double(index / columns) * (cell.height + Self.label + Self.gap)
      let tile = try Tile(width: format.width, height: format.height) { try painter.paint(state.picture, onto: &$0) }
      canvas.lay(tile, in: Box(x: x, y: y, width: cell.width, height: cell.height).onPixels)
      let style = TextStyle(.body, size: 24, weight: 600, alignment: .leading)
      let box = Box(x: x, y: y + cell.height + 6, width: cell.width, height: Self.label - 6)
      let time = FilmClock.text(Timecode(seconds: Double(scene.first) / Double(format.framesPerSecond)))
      try writer.write(TextPiece(text: time, style: style, colour: Look.paper, box: box, mostLines: 1), onto: &canvas)
    }
    try canvas.check()
    return canvas
  }
}
