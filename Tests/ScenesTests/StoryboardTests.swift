import Drawing
import Glibc
import Production
import Scenes
import Testing

@Suite struct StoryboardTests {
  private func storyboard(_ plans: [FilmPlan]) throws -> (Storyboard, Studio) {
    let studio = try Studio()
    return (try Storyboard(of: plans, shelf: studio.shelf, fonts: studio.fonts), studio)
  }

  @Test func everySceneIsThereInEveryFormat() throws {
    let formats = VideoFormat.shapes
    let (storyboard, studio) = try storyboard(formats.map { .interest(format: $0) })
    for format in formats {
      let frames = storyboard.frames.filter { $0.format == format }
      let timeline = try studio.timeline(.interest(format: format))
      #expect(frames.count == timeline.scenes.count)
      #expect(frames.map(\.scene.number) == Array(1...frames.count))
      for (frame, scene) in zip(frames, timeline.scenes) {
        #expect(abs(frame.scene.seconds - Double(scene.count) / Double(format.framesPerSecond)) < 0.01)
        let shape = Double(format.width) / Double(format.height)
        #expect(abs(frame.box.width / frame.box.height - shape) < 0.02, "no frame is stretched")
      }
    }
    let words = storyboard.texts.map(\.text)
    for line in FilmPlan.interest().lines { #expect(words.contains(line.text), "\(line.text)") }
    #expect(words.contains { $0.hasSuffix("Thabo") } && words.contains { $0.hasSuffix("Lerato") })
  }

  @Test func nothingLiesOverAnythingElse() throws {
    let (storyboard, _) = try storyboard([.cloud(), .cloud(format: .tiny)])
    let sheet = Box(x: 0, y: 0, width: Double(storyboard.width), height: Double(storyboard.height))
    let boxes = storyboard.frames.map(\.box) + storyboard.texts.map(\.box)
    for (index, box) in boxes.enumerated() {
      #expect(sheet.contains(box))
      for other in boxes[(index + 1)...] { #expect(!box.inset(by: 0.5).overlaps(other.inset(by: 0.5))) }
    }
    for text in storyboard.texts { #expect(text.style.size >= 18, "it is read without a magnifier") }
  }

  /// As many scenes as the longest script may have.
  @Test func aLongFilmFitsOntoOneSheet() throws {
    let lines = (1...120).map { Said(text: "This is line number \($0) of a very long film.", side: $0 % 2 == 0 ? .left : .right) }
    let (storyboard, _) = try storyboard([.telling("A long one", lines), .telling("A long one", lines, format: .tiny)])
    #expect(storyboard.height <= Canvas.longestSide)
    #expect(storyboard.frames.count >= 240)
  }

  @Test func theSafeAreaIsThePlatforms() {
    let tiktok = SafeArea(of: .tiktok)
    #expect(tiktok.free == Box(x: 60, y: 130, width: 856, height: 1440))
    #expect(tiktok.text == Box(x: 65, y: 270, width: 851, height: 1170))
    #expect(tiktok.free.contains(tiktok.text))
    // A format that nobody listed shows what is free everywhere.
    #expect(SafeArea(of: .tiny).free == SafeArea(of: .tiny).text)
  }

  @Test func coveredEdgesAreDarkerThanTheFilm() throws {
    let (storyboard, studio) = try storyboard([.short(.finance)])
    let canvas = try StoryboardPainter(storyboard, shelf: studio.shelf, fonts: studio.fonts).paint()
    let frame = try #require(storyboard.frames.first)
    let plain = try studio.painted(frame.scene.picture, size: frame.size)
    let scale = Double(frame.size.width) / frame.box.width
    // Just below the top edge, and in the middle.
    let covered = try canvas.brightness(atX: Int(frame.box.midX), y: Int(frame.box.y + 10))
    #expect(try covered < 0.8 * plain.brightness(atX: Int(Double(frame.size.width) / 2), y: Int(10 * scale)))
    let middle = try canvas.brightness(atX: Int(frame.box.x + frame.box.width * 0.45), y: Int(frame.box.midY + 3))
    #expect(middle > 0.02)
  }

  /// To look at: `DROPREEL_PICTURES=folder swift test --filter StoryboardTests/draws`.
  @Test(.enabled(if: getenv("DROPREEL_PICTURES") != nil)) func drawsThePictureOfTheGuide() throws {
    let folder = String(cString: try #require(getenv("DROPREEL_PICTURES")))
    for (name, plans) in [
      ("storyboard", [FilmPlan.interest()]), ("storyboard-two", [.cloud(style: .motivation), .cloud(format: .tiny)]),
    ] {
      let (storyboard, studio) = try storyboard(plans)
      let canvas = try StoryboardPainter(storyboard, shelf: studio.shelf, fonts: studio.fonts).paint()
      let bytes = try canvas.png()
      let file = try #require(fopen("\(folder)/\(name).png", "wb"))
      defer { fclose(file) }
      #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
    }
  }
}

extension Studio {
  func painted(_ picture: PictureDescription, size: Storyboard.Size) throws -> Canvas {
    let painter = try painter(width: size.width, height: size.height)
    var canvas = try painter.makeCanvas()
    try painter.paint(picture, onto: &canvas)
    return canvas
  }
}

extension Canvas {
  /// From 0 to 1, the mean of the three colours.
  fileprivate borrowing func brightness(atX x: Int, y: Int) throws -> Double {
    try withPixels { pixels, stride in
      let place = y * stride + x * 4
      let sum = (0..<3).reduce(0) { $0 + Int(pixels.unsafeLoad(fromByteOffset: place + $1, as: UInt8.self)) }
      return Double(sum) / 3 / 255
    }
  }
}
