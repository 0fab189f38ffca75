package import Drawing
package import Production

/// One sheet with every scene of a film in every format, to see before anything is spoken what will be seen.
///
/// A value: what stands where. `StoryboardPainter` draws it.
package struct Storyboard: Hashable, Sendable {
  package let width: Int
  package let height: Int
  package let frames: [Frame]
  /// Headings, and the words below the frames.
  package let texts: [TextPiece]
  package let accent: Colour

  /// One scene in one format.
  package struct Frame: Hashable, Sendable {
    package let scene: StoryboardScene
    package let format: VideoFormat
    /// Where it stands on the sheet.
    package let box: Box
    /// How large the picture was composed.
    package let size: Size
    package let safe: SafeArea
  }

  package struct Size: Hashable, Sendable {
    package let width: Int
    package let height: Int
  }

  /// `plans` are plans of the same film, one for each format.
  package init(of plans: [FilmPlan], shelf: AssetShelf, fonts: FontBook) throws {
    var sheet = StoryboardSheet(fonts: fonts)
    let films = try plans.map { plan in
      let size = Self.size(of: plan.format)
      return (plan, size, try StoryboardScene.all(of: plan, size: size, shelf: shelf, fonts: fonts))
    }
    // More columns of smaller frames, until everything fits onto one sheet.
    for columns in 0...7 {
      sheet = StoryboardSheet(fonts: fonts, moreColumns: columns)
      if let plan = plans.first { try sheet.head(plan, scenes: films.first?.2.count ?? 0) }
      for (index, film) in films.enumerated() {
        try sheet.place(film.2, of: film.0.format, size: film.1, tellsWords: index == 0)
      }
      if sheet.height <= StoryboardSheet.highest { break }
    }
    width = Int(StoryboardSheet.width)
    height = Int(min(sheet.height, StoryboardSheet.highest))
    frames = sheet.frames
    texts = sheet.texts
    accent = Look(plans.first?.style ?? .educational).accent
  }

  /// Composed so that the shorter side is this long: enough to be read when it stands small on the sheet, and quick to draw.
  private static func size(of format: VideoFormat) -> Size {
    let factor = 540 / Double(max(1, min(format.width, format.height)))
    func even(_ side: Int) -> Int { max(2, Int((Double(side) * factor / 2).rounded()) * 2) }
    return Size(width: even(format.width), height: even(format.height))
  }
}

/// One scene as it is drawn and told.
package struct StoryboardScene: Hashable, Sendable {
  package let number: Int
  /// "Title", or who speaks.
  package let speaker: String
  package let side: PlannedLine.Side?
  package let start: Double
  package let seconds: Double
  package let text: String
  package let picture: PictureDescription

  static func all(of plan: FilmPlan, size: Storyboard.Size, shelf: AssetShelf, fonts: FontBook) throws -> [StoryboardScene] {
    let layout = FrameLayout(for: plan, width: size.width, height: size.height)
    let composer = try Composer(plan, layout: layout, shelf: shelf, fonts: fonts)
    let (staging, clock) = (composer.staging, composer.staging.clock)
    return try Timeline.scenes(of: staging).enumerated().map { index, scene in
      // Late enough that everything is in its place.
      let frame =
        switch scene.kind {
        case .title: max(0, min(scene.end - 1, clock.frame(atSeconds: 0.9)))
        case .dialogue, .bridge: scene.first + scene.count * 2 / 3
        case .takeaway: max(scene.first, scene.end - 1)
        }
      let turn = staging.turn(at: scene.first + scene.count / 2).map { staging.turns[$0] }
      let isSpoken = scene.kind == .dialogue || turn?.line.part == .takeaway
      let name = turn?.line.speaker ?? ""
      return StoryboardScene(
        number: index + 1, speaker: scene.kind == .title ? "Title" : isSpoken ? name : "Takeaway",
        side: scene.kind == .title ? nil : turn?.line.side, start: clock.seconds(scene.first),
        seconds: clock.seconds(scene.count),
        text: scene.kind == .title ? said(before: scene.end, staging, plan) : turn?.line.text ?? plan.takeaway,
        picture: try composer.picture(at: frame))
    }
  }

  /// The title, and what is said while it stands there and in no later scene.
  private static func said(before end: Int, _ staging: Staging, _ plan: FilmPlan) -> String {
    let over = staging.turns.filter { $0.end <= end && $0.line.part != .takeaway }
    return ([plan.title] + over.map { "\($0.line.speaker): \($0.line.text)" }).joined(separator: "\n")
  }
}
