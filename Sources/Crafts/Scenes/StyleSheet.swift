package import Drawing
package import Production

/// A brand on one page: what it says, and what becomes of it in a film.
package struct StyleSheet {
  let name: String
  let brand: Brand
  let settings: JobSettings
  private let colours: Brand.Colours
  /// The colours that were made lighter or darker, in words for a person.
  package let changes: [String]
  /// What is shown before and after films, in words.
  package var films: [String] = []

  private static let width = 1600
  private static let height = 1960
  private static let margin = 60.0
  private static let ground = Colour(0xF4F4F7)
  private static let soft = Colour(0x5A5A6E)

  package init(name: String, brand: Brand, settings: JobSettings) {
    self.name = name
    self.brand = brand
    self.settings = settings
    let look = Look(settings.style.orUsual)
    let house = Brand.Colours(
      primary: Look.board.opacity(1), secondary: look.bottom, accent: look.accent,
      text: Look.paper, background: look.top)
    let livery = brand.colours.map { Livery($0, over: look) }
    colours = livery?.colours ?? house
    changes = livery?.changes ?? []
  }

  package func painted(shelf: AssetShelf, fonts: FontBook) throws -> Canvas {
    var canvas = try Canvas(width: Self.width, height: Self.height)
    let pen = try Pen(width: Self.width, height: Self.height, shelf: shelf, fonts: fonts)
    canvas.fill(Self.ground)
    let title = TextStyle(.heading, size: 64, weight: 800, alignment: .leading)
    try pen.write(name, title, Look.ink, atX: Self.margin, y: 48, on: &canvas)
    try pen.write(films.joined(separator: " "), pen.small, Self.soft, atX: Self.margin, y: 132, on: &canvas)
    try drawColours(atY: 170, with: pen, on: &canvas)
    try drawFonts(atY: 500, with: pen, fonts, on: &canvas)
    try drawMarks(atY: 760, with: pen, shelf, on: &canvas)
    try drawFrames(atY: 1080, with: pen, shelf, fonts, on: &canvas)
    try canvas.check()
    return canvas
  }

  // MARK: - Colours

  private func drawColours(atY y: Double, with pen: Pen, on canvas: inout Canvas) throws {
    try pen.heading("Colours", atX: Self.margin, y: y, on: &canvas)
    let swatches = [
      ("primary", colours.primary, colours.text), ("secondary", colours.secondary, colours.text),
      ("accent", colours.accent, colours.primary), ("text", colours.text, colours.primary),
      ("background", colours.background, colours.text),
    ]
    let width = (Double(Self.width) - 2 * Self.margin - 4 * 20) / 5
    for (index, swatch) in swatches.enumerated() {
      let box = Box(x: Self.margin + Double(index) * (width + 20), y: y + 50, width: width, height: 150)
      canvas.fill(box, radius: 18, with: .flat(swatch.1))
      canvas.outline(box, radius: 18, width: 1, with: Self.soft.opacity(0.3))
      let contrast = (swatch.1.contrast(with: swatch.2) * 10).rounded() / 10
      try pen.write("Aa \(contrast):1", pen.strong, swatch.2, atX: box.x + 20, y: box.y + 96, on: &canvas)
      try pen.write("\(swatch.0)  \(swatch.1.hex)", pen.plain, Look.ink, atX: box.x, y: box.bottom + 10, on: &canvas)
    }
    let words =
      brand.colours == nil
      ? "brand.toml names no colours: those of the style \(settings.style.orUsual.rawValue) are used."
      : changes.isEmpty ? "All of them can be read on each other." : changes.joined(separator: " ")
    try pen.write(words, pen.small, Self.soft, atX: Self.margin, y: y + 250, on: &canvas)
  }

  // MARK: - Fonts

  private func drawFonts(atY y: Double, with pen: Pen, _ fonts: FontBook, on canvas: inout Canvas) throws {
    try pen.heading("Fonts", atX: Self.margin, y: y, on: &canvas)
    let sample = TextStyle(.heading, size: 54, weight: 800, alignment: .leading)
    try pen.write("\(fonts.headingFamily): How tides work", sample, Look.ink, atX: Self.margin, y: y + 46, on: &canvas)
    let body = TextStyle(.body, size: 32, weight: 500, alignment: .leading)
    let words = "\(fonts.bodyFamily): The moon pulls the sea towards it, and the sea follows. 0123456789 ÄÖÜ éàç ñ"
    try pen.write(words, body, Look.ink, atX: Self.margin, y: y + 132, on: &canvas)
  }

  // MARK: - Logo and watermark

  private func drawMarks(
    atY y: Double, with pen: Pen, _ shelf: AssetShelf, on canvas: inout Canvas
  ) throws {
    try pen.heading("Logo and watermark, on light and on dark", atX: Self.margin, y: y, on: &canvas)
    let width = (Double(Self.width) - 2 * Self.margin - 3 * 20) / 4
    let dark = colours.background.luminance < 0.2 ? colours.background : Look.ink
    let marks = [("no logo", brand.logo, 1.0), ("no watermark", brand.watermark, brand.watermarkOpacity)]
    for (index, ground) in [Colour.white, dark, .white, dark].enumerated() {
      let (missing, asset, opacity) = marks[index / 2]
      let box = Box(x: Self.margin + Double(index) * (width + 20), y: y + 50, width: width, height: 210).onPixels
      canvas.fill(box, radius: 18, with: .flat(ground))
      canvas.outline(box, radius: 18, width: 1, with: Self.soft.opacity(0.3))
      guard let asset else {
        try pen.write(missing, pen.small, Self.soft, atX: box.x + 20, y: box.midY - 14, on: &canvas)
        continue
      }
      let inner = box.inset(by: 44).onPixels
      canvas.lay(
        try shelf.picture(asset).tile(width: Int(inner.width), height: Int(inner.height)), atX: inner.x, y: inner.y,
        opacity: opacity)
    }
  }

  // MARK: - Frames

  private func drawFrames(
    atY y: Double, with pen: Pen, _ shelf: AssetShelf, _ fonts: FontBook, on canvas: inout Canvas
  ) throws {
    try pen.heading("In a film", atX: Self.margin, y: y, on: &canvas)
    let plan = FilmPlan.sample(dressedIn: brand, settings)
    let timeline = try Timeline(plan, shelf: shelf, fonts: fonts)
    let painter = try Painter(format: plan.format, assets: shelf, fonts: fonts)
    let width = (Double(Self.width) - 2 * Self.margin - 2 * 30) / 3
    let height = min(Double(Self.height) - y - 110, width * 16 / 9)
    let shown = height * 9 / 16
    for (index, kind) in [Timeline.Scene.Kind.title, .dialogue, .takeaway].enumerated() {
      guard let scene = timeline.scenes.last(where: { $0.kind == kind }),
        let state = timeline.state(at: scene.first + scene.count * 2 / 3)
      else { continue }
      let tile = try Tile(width: plan.format.width, height: plan.format.height) { try painter.paint(state.picture, onto: &$0) }
      let box = Box(
        x: Self.margin + Double(index) * (width + 30) + (width - shown) / 2, y: y + 50, width: shown, height: height)
      canvas.lay(tile, in: box.onPixels)
    }
  }

  /// Writes on the sheet.
  private struct Pen {
    let painter: Painter
    let fonts: FontBook
    let strong = TextStyle(.heading, size: 26, weight: 700, alignment: .leading)
    let plain = TextStyle(.body, size: 22, weight: 600, alignment: .leading)
    let small = TextStyle(.body, size: 23, weight: 400, alignment: .leading)

    init(width: Int, height: Int, shelf: AssetShelf, fonts: FontBook) throws {
      painter = try Painter(width: width, height: height, assets: shelf, fonts: fonts)
      self.fonts = fonts
    }

    func heading(_ text: String, atX x: Double, y: Double, on canvas: inout Canvas) throws {
      try write(text, strong, StyleSheet.soft, atX: x, y: y, on: &canvas)
    }

    func write(_ text: String, _ style: TextStyle, _ colour: Colour, atX x: Double, y: Double, on canvas: inout Canvas) throws {
      guard !text.isEmpty else { return }
      let width = Double(StyleSheet.width) - StyleSheet.margin - x
      let measure = try TextLayout(text, style: style, width: width, mostLines: 2, fonts: fonts).measure()
      let piece = TextPiece(
        text: text, style: style, colour: colour, box: Box(x: x, y: y, width: width, height: measure.height), mostLines: 2)
      try painter.write(piece, onto: &canvas)
    }
  }
}

extension FilmPlan {
  /// A title, two lines and a takeaway.
  fileprivate static func sample(dressedIn brand: Brand, _ settings: JobSettings) -> FilmPlan {
    func line(
      _ part: PlannedLine.Part, _ speaker: SpeakerSettings, _ side: PlannedLine.Side, _ pose: String, _ text: String,
      _ start: Double
    ) -> PlannedLine {
      PlannedLine(
        part: part, speaker: speaker.name, character: speaker.character, side: side, pose: pose,
        icon: side == .right ? "water" : nil, text: text, start: Timecode(seconds: start), end: Timecode(seconds: start + 2.6),
        words: [])
    }
    let takeaway = "Two tides a day: the moon keeps the time."
    var plan = FilmPlan(
      title: "How tides work", style: settings.style.orUsual,
      lines: [
        line(.line(0), settings.questioner, .left, "thinking", "Why does the sea rise and fall?", 0.2),
        line(.line(1), settings.explainer, .right, "pointing", "The moon pulls it, and the earth turns below.", 3.2),
        line(.takeaway, settings.explainer, .right, "pointing", takeaway, 6.2),
      ], takeaway: takeaway, length: Timecode(seconds: 9.5), format: .tiktok)
    plan.brand = brand
    return plan
  }
}
