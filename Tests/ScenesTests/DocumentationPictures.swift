import Drawing
import Glibc
import Production
import Scenes
import Testing

/// Draws the pictures of docs/pictures anew, when asked to:
/// `DROPREEL_PICTURES=docs/pictures swift test --filter DocumentationPictures`.
@Suite struct DocumentationPictures {
  @Test(.enabled(if: getenv("DROPREEL_PICTURES") != nil)) func oneOfEveryKind() throws {
    let folder = String(cString: try #require(getenv("DROPREEL_PICTURES")))
    let studio = try Studio()
    let plan = FilmPlan.interest()
    let timeline = try studio.timeline(plan)
    func middle(of scene: Timeline.Scene) throws -> PictureDescription {
      try #require(timeline.state(at: scene.first + scene.count * 2 / 3)).picture
    }
    let thumbnail = try Thumbnail(of: plan, width: 1080, height: 1920, shelf: studio.shelf, fonts: studio.fonts)
    let closing = try #require(timeline.scenes.last)
    let pictures = [
      ("frame-title", try #require(timeline.state(at: timeline.coverFrame)).picture),
      ("frame-dialogue", try middle(of: timeline.scenes[2])),
      ("frame-takeaway", try #require(timeline.state(at: closing.first + 40)).picture),
      ("thumbnail", thumbnail.picture),
    ]
    for (name, picture) in pictures {
      let canvas = try studio.painted(picture, format: plan.format)
      try save(canvas.halved(), as: "\(folder)/\(name).png")
    }
  }

  /// Cards before and after recordings, in shapes of all kinds: `slides.png`.
  @Test(.enabled(if: getenv("DROPREEL_PICTURES") != nil)) func slides() throws {
    let folder = String(cString: try #require(getenv("DROPREEL_PICTURES")))
    let studio = try Studio()
    var sheet = try Canvas(width: 1320, height: 800)
    sheet.fill(.white)
    let places: [(Int, Int, Double, Double, Brand?)] = [
      (1280, 720, 12, 12, nil), (1280, 720, 446, 12, SlideTests.brand(of: studio)), (1280, 800, 880, 12, nil),
      (720, 1280, 12, 300, SlideTests.brand(of: studio)), (1080, 1080, 300, 300, nil),
      (850, 480, 780, 300, SlideTests.brand(of: studio)),
    ]
    for (number, place) in places.enumerated() {
      let (title, text) = SlideTests.texts[number % SlideTests.texts.count]
      let slide = try Slide(
        title: title, text: text, style: .tech, brand: place.4, width: place.0, height: place.1, shelf: studio.shelf,
        fonts: studio.fonts)
      let painter = try Painter(width: place.0, height: place.1, assets: studio.shelf, fonts: studio.fonts)
      var canvas = try painter.makeCanvas()
      try painter.paint(slide.picture, onto: &canvas)
      let factor = place.1 > place.0 ? 0.37 : 0.33 * 1280 / Double(place.0)
      try sheet.draw(
        Picture(try canvas.png(), name: "slide"),
        in: Box(x: place.2, y: place.3, width: Double(place.0) * factor, height: Double(place.1) * factor))
    }
    try save(sheet, as: "\(folder)/slides.png")
  }

  /// Every kind of scene in one shape of frame, side by side: `shape-vertical.png` and so on.
  @Test(.enabled(if: getenv("DROPREEL_PICTURES") != nil)) func everyShape() throws {
    let folder = String(cString: try #require(getenv("DROPREEL_PICTURES")))
    let studio = try Studio()
    for (name, format, factor) in [
      ("vertical", VideoFormat.tiktok, 0.25), ("portrait", .instagramPortrait, 0.3), ("square", .instagramPost, 0.3),
      ("wide", .youtube, 0.28),
    ] {
      let timeline = try studio.timeline(.interest(format: format))
      var frames = [timeline.coverFrame]
      for scene in timeline.scenes where scene.kind != .title {
        frames.append(scene.kind == .takeaway ? scene.end - 20 : scene.first + scene.count * 2 / 3)
      }
      // Title, a question, an answer with its icon, an answer without a doubt, the takeaway.
      let numbers = name == "wide" ? [0, 1, 2, 3, 5, frames.count - 1] : [0, 1, 2, 5, frames.count - 1]
      let chosen = numbers.filter(frames.indices.contains).map { frames[$0] }
      let (wide, high) = ((Double(format.width) * factor).rounded(), (Double(format.height) * factor).rounded())
      let columns = name == "wide" ? 3 : 5
      let rows = (chosen.count + columns - 1) / columns
      var sheet = try Canvas(width: columns * Int(wide + 12) + 12, height: rows * Int(high + 12) + 12)
      sheet.fill(.white)
      for (index, frame) in chosen.enumerated() {
        let canvas = try studio.painted(try #require(timeline.state(at: frame)).picture, format: format)
        let (column, row) = (Double(index % columns), Double(index / columns))
        try sheet.draw(
          Picture(try canvas.png(), name: "frame"),
          in: Box(x: 12 + column * (wide + 12), y: 12 + row * (high + 12), width: wide, height: high))
      }
      try save(sheet, as: "\(folder)/shape-\(name).png")
    }
  }

  /// Many frames, to look at how things move.
  @Test(.enabled(if: getenv("DROPREEL_LOOK") != nil)) func manyFrames() throws {
    let folder = String(cString: try #require(getenv("DROPREEL_LOOK")))
    let studio = try Studio()
    for (name, plan) in [("interest", FilmPlan.interest(style: .educational)), ("cloud", .cloud(style: .motivation))] {
      let timeline = try studio.timeline(plan)
      let painter = try Painter(format: plan.format, assets: studio.shelf, fonts: studio.fonts)
      var canvas = try painter.makeCanvas()
      for frame in stride(from: 0, to: timeline.frameCount, by: 15) {
        try painter.paint(try #require(timeline.state(at: frame)).picture, onto: &canvas)
        try save(canvas.halved(), as: "\(folder)/\(name)-\(1000 + frame).png")
      }
    }
  }

  /// Thumbnails in every shape, and a film in the dress of a brand: `thumbnails.png`, `brand-tiktok.png` and so on.
  @Test(.enabled(if: getenv("DROPREEL_LOOK") != nil)) func thumbnailsAndMarks() throws {
    let folder = String(cString: try #require(getenv("DROPREEL_LOOK")))
    let studio = try Studio()
    let sizes = [(1280, 720), (1080, 1920), (1080, 1080), (1080, 1350)]
    var sheet = try Canvas(width: 1500, height: 6 * 310)
    var single = FilmPlan.telling("Photosynthesis: how plants eat light", [Said(text: "Alone.")], style: .motivation)
    single.brand = BrandTests.brand(studio.shelf)
    var german = FilmPlan.interest(style: .educational)
    german.title = "Warum Indexfonds kein Betrug sind, sondern Arbeit"
    var unseen = FilmPlan.unseen(format: .tiktok)
    unseen.title = "Why index funds are not a scam"
    for (row, plan) in [.interest(), .cloud(), single, german, unseen, .long(format: .tiktok)].enumerated() {
      var x = 10.0
      for (width, height) in sizes {
        let thumbnail = try Thumbnail(of: plan, width: width, height: height, shelf: studio.shelf, fonts: studio.fonts)
        let painter = try studio.painter(width: width, height: height)
        var canvas = try painter.makeCanvas()
        try painter.paint(thumbnail.picture, onto: &canvas)
        let box = Box(x: x, y: Double(row) * 310 + 5, width: 300 * Double(width) / Double(height), height: 300)
        try sheet.draw(Picture(try canvas.png(), name: "thumbnail"), in: box)
        x = box.right + 10
      }
    }
    try save(sheet, as: "\(folder)/thumbnails.png")
    for format in [VideoFormat.tiktok, .instagramPost, .twitterWide] {
      var plan = FilmPlan.cloud(format: format)
      plan.brand = BrandTests.brand(studio.shelf)
      let timeline = try studio.timeline(plan)
      let (wide, high) = (400 * Double(format.width) / Double(format.height), 400.0)
      var strip = try Canvas(width: Int(Double(timeline.scenes.count) * (wide + 10)), height: 400)
      for (index, scene) in timeline.scenes.enumerated() {
        let state = try #require(timeline.state(at: scene.first + scene.count * 2 / 3))
        let frame = try Picture(try studio.painted(state.picture, format: format).png(), name: "frame")
        try strip.draw(frame, in: Box(x: Double(index) * (wide + 10), y: 0, width: wide, height: high))
      }
      try save(strip, as: "\(folder)/brand-\(format.name).png")
    }
  }

  /// A strip of frames for each way in which things move.
  @Test(.enabled(if: getenv("DROPREEL_LOOK") != nil)) func strips() throws {
    let folder = String(cString: try #require(getenv("DROPREEL_LOOK")))
    let studio = try Studio()
    let texts = TextAnimation.allCases.map { ("text-\($0.rawValue)", Motion(text: $0)) }
    let transitions = Transition.allCases.map { ("transition-\($0.rawValue)", Motion(transition: $0)) }
    for (name, motion) in texts + transitions + [("rich", Motion(render: .rich)), ("icon", Motion())] {
      var plan = FilmPlan.interest()
      plan.motion = motion
      let timeline = try studio.timeline(plan)
      let page = try #require(timeline.turns[1].pages.last)
      let first =
        switch name {
        case "rich": 0
        case "icon": timeline.turns[3].first + 6
        default: name.hasPrefix("text") ? page.first - 1 : timeline.turns[2].first - 6
        }
      let step = name == "rich" ? 30 : name == "icon" ? 4 : 1
      let painter = try Painter(format: plan.format, assets: studio.shelf, fonts: studio.fonts)
      var canvas = try painter.makeCanvas()
      var strip = try Canvas(width: 6 * 270, height: 2 * 480)
      for index in 0..<12 {
        let state = try #require(timeline.state(at: first + index * step))
        try painter.paint(state.picture, onto: &canvas)
        let frame = try Picture(try canvas.png(), name: "frame")
        try strip.draw(
          frame, in: Box(x: Double(index % 6) * 270, y: Double(index / 6) * 480, width: 268, height: 478))
      }
      try save(strip, as: "\(folder)/\(name).png")
    }
  }
}

extension Canvas {
  /// The same picture at half the size.
  borrowing func halved() throws -> Canvas {
    let picture = try Picture(try png(), name: "frame")
    var small = try Canvas(width: width / 2, height: height / 2)
    try small.draw(picture, in: small.box)
    return small
  }
}

/// Writes a picture to look at.
private func save(_ canvas: borrowing Canvas, as path: String) throws {
  let bytes = try canvas.png()
  let file = try #require(fopen(path, "wb"))
  defer { fclose(file) }
  #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
}
