import Drawing
import Production

/// Fills a sheet from top to bottom.
struct StoryboardSheet {
  static let width = 1600.0
  /// What a canvas can hold, and a viewer scrolls through.
  static let highest = 8000.0
  private static let margin = 44.0
  private static let gap = 28.0

  let fonts: FontBook
  let moreColumns: Int
  private(set) var frames: [Storyboard.Frame] = []
  private(set) var texts: [TextPiece] = []
  private var bottom = Self.margin

  init(fonts: FontBook, moreColumns: Int = 0) {
    self.fonts = fonts
    self.moreColumns = moreColumns
  }

  var height: Double { bottom + Self.margin }

  /// The title of the film, and how to read the sheet.
  mutating func head(_ plan: FilmPlan, scenes: Int) throws {
    let inner = Self.width - 2 * Self.margin
    let title = plan.title.isEmpty ? "Storyboard" : plan.title
    bottom += try add(
      title, .init(.heading, size: 44, weight: 700, alignment: .leading), Look.paper, x: Self.margin, width: inner)
    let words =
      "Storyboard: \(scenes) scenes, about \(Self.clock(plan.length.seconds)). "
      + "The times are estimated until the voices have spoken. Dark edges: covered by the platform's own buttons and texts. "
      + "Dashed line: inside of it all text is free on every platform."
    bottom += 6
    bottom += try add(words, .init(.body, size: 21, weight: 400, alignment: .leading), Self.soft, x: Self.margin, width: inner)
  }

  /// All scenes in one format. Their words are told once for all formats.
  mutating func place(
    _ scenes: [StoryboardScene], of format: VideoFormat, size: Storyboard.Size, tellsWords: Bool
  ) throws {
    let safe = SafeArea(of: format)
    bottom += Self.gap
    let heading = "\(format.name), \(format.width) x \(format.height) (edges: \(safe.platform))"
    let style = TextStyle(.heading, size: 28, weight: 600, alignment: .leading)
    bottom += try add(heading, style, Look.paper, x: Self.margin, width: Self.width - 2 * Self.margin) + 12
    let columns = columns(for: scenes.count, of: size)
    let inner = Self.width - 2 * Self.margin - Double(columns - 1) * Self.gap
    let width = (inner / Double(columns)).rounded(.down)
    let height = (width * Double(size.height) / Double(size.width)).rounded()
    for row in stride(from: 0, to: scenes.count, by: columns) {
      var lowest = 0.0
      for (column, scene) in scenes[row..<min(row + columns, scenes.count)].enumerated() {
        let x = Self.margin + Double(column) * (width + Self.gap)
        let box = Box(x: x, y: bottom, width: width, height: height).onPixels
        frames.append(Storyboard.Frame(scene: scene, format: format, box: box, size: size, safe: safe))
        lowest = max(lowest, try tell(scene, below: box, tellsWords: tellsWords))
      }
      bottom += height + lowest + Self.gap
    }
    bottom -= Self.gap
  }

  /// As many as are well seen beside each other; one more where that saves a row, and rows of like length.
  private func columns(for count: Int, of size: Storyboard.Size) -> Int {
    let shape = Double(size.width) / Double(size.height)
    let usual = (shape < 0.75 ? 5 : shape < 1.2 ? 4 : 3) + moreColumns
    let rows = max(1, (count + usual) / (usual + 1))
    return max(usual - 1, (count + rows - 1) / rows)
  }

  /// Number, speaker and seconds, then the words. Answers how high it is.
  private mutating func tell(_ scene: StoryboardScene, below box: Box, tellsWords: Bool) throws -> Double {
    var y = box.bottom + 10
    let colour = scene.side.map(Look.colour(of:)) ?? Look.paper
    let style = TextStyle(.heading, size: 21, weight: 600, alignment: .leading)
    y += try add("\(scene.number)  \(scene.speaker)", style, colour, x: box.x, y: y, width: box.width, mostLines: 1)
    let times = "\(Self.clock(scene.start)) to \(Self.clock(scene.start + scene.seconds)), \(Self.tenths(scene.seconds)) s"
    let small = TextStyle(.body, size: 18, weight: 400, alignment: .leading)
    y += try add(times, small, Self.soft, x: box.x, y: y, width: box.width, mostLines: 1)
    if tellsWords {
      let words = TextStyle(.body, size: 20, weight: 500, alignment: .leading)
      y += 4
      y += try add(scene.text, words, Look.paper, x: box.x, y: y, width: box.width, mostLines: 12)
    }
    return y - box.bottom
  }

  private static let soft = Colour(0xB9BAD0)

  /// Sets a text at the left, as high as it needs to be; answers how high that is.
  private mutating func add(
    _ text: String, _ style: TextStyle, _ colour: Colour, x: Double, y: Double? = nil, width: Double, mostLines: Int = 4
  ) throws -> Double {
    guard !text.isEmpty else { return 0 }
    let measure = try TextLayout(text, style: style, width: width, mostLines: mostLines, fonts: fonts).measure()
    let box = Box(x: x, y: y ?? bottom, width: width, height: measure.height)
    texts.append(TextPiece(text: text, style: style, colour: colour, box: box, mostLines: mostLines))
    return measure.height
  }

  private static func clock(_ seconds: Double) -> String { FilmClock.text(Timecode(seconds: seconds)) }

  private static func tenths(_ seconds: Double) -> String {
    let tenths = Int((seconds * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
