import Dispatch
import Drawing
import Production
import Scenes
import Synchronization
import Testing
import Voices

@Suite struct PainterTests {
  let studio: Studio

  init() throws { studio = try Studio() }

  /// Colours are the same in any size.
  private static let small = VideoFormat.tiktok.forPreview

  @Test func whatWasPaintedBeforeLeavesNoTrace() throws {
    let timeline = try studio.timeline(.interest(format: .tiny))
    let painter = try Painter(format: .tiny, assets: studio.shelf, fonts: studio.fonts)
    let whole = try Painter(format: .tiny, assets: studio.shelf, fonts: studio.fonts)
    var canvas = try painter.makeCanvas()
    let states = timeline.states.filter { $0.first % 7 == 0 }
    var first: [[UInt8]] = []
    for state in states {
      try painter.paint(state.picture, onto: &canvas)
      first.append(try canvas.bytes())
    }
    for (index, state) in states.enumerated().reversed() {
      try painter.paint(state.picture, onto: &canvas)
      #expect(try canvas.bytes() == first[index])
      var fresh = try Canvas(width: canvas.width, height: canvas.height)
      try whole.paint(state.picture, onto: &fresh)
      #expect(try fresh.bytes() == first[index])
    }
  }

  @Test func aBackgroundIsDrawnOnceForAllPainters() throws {
    let picture = try #require(studio.timeline(.interest(format: .tiny)).states.first).picture
    let backdrop = PictureDescription(layers: picture.layers(.backdrop))
    let alone = try studio.painted(backdrop, format: .tiny).bytes()
    let backgrounds = Backgrounds()
    // Who comes later has no such picture, and needs none.
    for shelf in [studio.shelf, AssetShelf(folders: []), AssetShelf(folders: [])] {
      let painter = try Painter(format: .tiny, assets: shelf, fonts: studio.fonts, backgrounds: backgrounds)
      var canvas = try painter.makeCanvas()
      try painter.paint(backdrop, onto: &canvas)
      #expect(try canvas.bytes() == alone)
    }
    let other = try Painter(format: .tiny, assets: AssetShelf(folders: []), fonts: studio.fonts, backgrounds: Backgrounds())
    var canvas = try other.makeCanvas()
    #expect(throws: (any Error).self) { try other.paint(backdrop, onto: &canvas) }
  }

  @Test func threadsPaintOverTheSameBackground() throws {
    let timeline = try studio.timeline(.short(.finance, format: .tiny))
    let backgrounds = Backgrounds()
    let pictures = timeline.states.prefix(24).map(\.picture)
    let alone = try pictures.map { try studio.painted($0, format: .tiny).bytes() }
    let different = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 4) { _ in
      let isSame = try? pictures.indices.allSatisfy { index in
        let own = try Studio()
        let painter = try Painter(format: .tiny, assets: own.shelf, fonts: own.fonts, backgrounds: backgrounds)
        var canvas = try painter.makeCanvas()
        try painter.paint(pictures[index], onto: &canvas)
        return try canvas.bytes() == alone[index]
      }
      if isSame != true { different.withLock { $0 += 1 } }
    }
    #expect(different.withLock { $0 } == 0)
  }

  @Test func distinctStatesAreDistinctPixels() throws {
    let timeline = try studio.timeline(.short(.finance, format: Self.small))
    let painter = try studio.painter(Self.small)
    var canvas = try painter.makeCanvas()
    var seen: [[UInt8]] = []
    for state in timeline.states(of: timeline.scenes[1]).prefix(6) {
      try painter.paint(state.picture, onto: &canvas)
      seen.append(try canvas.bytes())
    }
    #expect(Set(seen).count == seen.count)
  }

  @Test(arguments: VideoStyle.allCases) func captionsAreReadOnEveryBackground(_ style: VideoStyle) throws {
    let timeline = try studio.timeline(.short(style, format: Self.small))
    let scene = try #require(timeline.scenes.dropFirst(2).first)
    let state = try #require(timeline.state(at: scene.first + scene.count / 2))
    let canvas = try studio.painted(state.picture, format: Self.small)
    let bubble = timeline.layout.bubble.inset(by: 16 * timeline.layout.scale)
    let grounds = try canvas.colours(in: bubble).filter { $0.luminance < 0.2 }
    // The darkest twentieth does not matter; the brightest ground that letters stand on does.
    let brightest = try #require(grounds.max { $0.luminance < $1.luminance && $1.luminance < 0.05 })
    let contrasts = grounds.map { Look.paper.contrast(with: $0) }.sorted()
    #expect(contrasts[contrasts.count / 20] >= 7, "\(style) \(brightest)")
    let mark = try #require(state.picture.layers(.caption).first?.text?.highlight)
    #expect(mark.markColour.contrast(with: mark.textColour) >= 7)
    #expect(mark.textColour.contrast(with: Look.paper) >= 3)
    #expect(mark.markColour.contrast(with: Look.board) >= 3)
  }

  @Test(arguments: VideoStyle.allCases) func titlesAreReadOnEveryBackground(_ style: VideoStyle) throws {
    let timeline = try studio.timeline(.short(style, format: Self.small))
    let picture = try #require(timeline.state(at: timeline.coverFrame)).picture
    var without = picture
    without.layers.removeAll { $0.role == .title }
    let box = try #require(picture.layers(.title).first).box
    let grounds = try studio.painted(without, format: Self.small).colours(in: box)
    for colour in [Look.paper, Look(style).accent] {
      let contrasts = grounds.map { colour.contrast(with: $0) }.sorted()
      #expect(contrasts[contrasts.count / 20] >= 4.5, "\(style)")
    }
  }

  @Test(arguments: [(1080, 1920), (1280, 720), (1080, 1080), (1080, 1350), (108, 192), (640, 360), (360, 360), (360, 450)])
  func thumbnailsHaveATitleAndRoomForTheLength(
    width: Int, height: Int
  ) throws {
    for (plan, least) in [(FilmPlan.interest(), 4), (.cloud(), 3), (.long(format: .tiktok), 1)] {
      let thumbnail = try Thumbnail(of: plan, width: width, height: height, shelf: studio.shelf, fonts: studio.fonts)
      let layout = FrameLayout(width: width, height: height)
      let title = try #require(thumbnail.picture.layers(.title).first?.text)
      #expect(title.text.split(separator: "\n").count <= 4 && title.mostLines == nil)
      #expect(title.style.size >= 120 / 1280 * Double(width) - 0.01, "\(title.text)")
      let words = title.text.replacing("…", with: "").split(whereSeparator: \.isWhitespace)
      #expect(plan.title.split(separator: " ").starts(with: words), "\(title.text)")
      let isAll = words.count == plan.title.split(separator: " ").count
      #expect(words.count >= least && title.text.hasSuffix("…") == !isAll, "\(title.text)")
      // Platforms lay their buttons beside the lower half: above, as much is free at the right as at the left.
      let side = min(layout.safe.x, Double(width) - layout.safe.right)
      let free = Box(x: side, y: layout.safe.y, width: Double(width) - 2 * side, height: 0.55 * Double(height) - layout.safe.y)
      #expect(free.contains(title.box, within: 1) && abs(title.box.midX - Double(width) / 2) <= 1)
      let corner = Box(
        x: Double(width) * 0.82, y: Double(height) * 0.86, width: Double(width) * 0.18, height: Double(height) * 0.14)
      #expect(thumbnail.picture.layers.allSatisfy { $0.text == nil || !$0.box.overlaps(corner) })
      let faces = (thumbnail.picture.layers(.speaker) + thumbnail.picture.layers(.listener)).map { layout.face(in: $0.box) }
      #expect(faces.count == 2 && faces.allSatisfy { !$0.overlaps(title.box) })
      // As it is in every shape, so it is in every size.
      guard min(width, height) <= 360 else { continue }
      let painter = try studio.painter(width: width, height: height)
      var canvas = try painter.makeCanvas()
      try painter.paint(thumbnail.picture, onto: &canvas)
      #expect(Set(try canvas.colours(in: layout.frame)).count > 50)
    }
  }

  @Test(arguments: ["thabo", "lerato"]) func everyPoseCanTalkAndBlink(_ character: String) throws {
    for pose in ["standing", "thinking", "pointing"] {
      var pictures: Set<[UInt8]> = []
      let mouths = Mouth.allCases.map { "-mouth-\($0.rawValue)" }
      for ending in ["", "-blinking", "-mouthless", "-mouthless-blinking"] + mouths {
        let asset = try #require(studio.shelf.asset("characters", character, pose + ending))
        var canvas = try Canvas(width: 120, height: 200)
        let picture = try studio.shelf.picture(asset)
        #expect(abs(picture.aspect - FrameLayout.figureAspect) < 0.001)
        canvas.lay(try picture.tile(width: 120, height: 200), atX: 0, y: 0)
        pictures.insert(try canvas.bytes())
        // Cut by the frame at the bottom, and by nothing else.
        let edge = try canvas.alphas()
        #expect(edge.top == 0 && edge.left == 0 && edge.right == 0)
        #expect(mouths.contains(ending) ? edge.bottom == 0 : edge.bottom > 40)
      }
      #expect(pictures.count == 4 + mouths.count)
    }
  }

  @Test(arguments: VideoStyle.allCases) func everyStyleHasACalmBackground(_ style: VideoStyle) throws {
    let asset = try #require(studio.shelf.asset("backgrounds", style.rawValue))
    for (width, height) in [(108, 192), (192, 108), (108, 108)] {
      var canvas = try Canvas(width: width, height: height)
      try canvas.draw(studio.shelf.picture(asset), in: canvas.box, fit: .covering)
      let colours = try canvas.colours(in: Box(x: 0, y: 0, width: Double(width), height: Double(height) * 0.4))
      let bright = colours.filter { Look.paper.contrast(with: $0) < 4.5 }
      #expect(bright.count < colours.count / 20)
    }
  }
}

extension Canvas {
  borrowing func bytes() throws -> [UInt8] {
    try withPixels { bytes, stride in bytes.withUnsafeBytes { Array($0) } }
  }

  /// The colours of some of the pixels of a box, on a grid.
  borrowing func colours(in box: Box) throws -> [Colour] {
    let columns = Int(box.x)..<Int(box.right)
    let rows = Int(box.y)..<Int(box.bottom)
    return try withPixels { bytes, stride in
      var colours: [Colour] = []
      for y in Swift.stride(from: rows.lowerBound, to: rows.upperBound, by: max(1, rows.count / 120)) {
        for x in Swift.stride(from: columns.lowerBound, to: columns.upperBound, by: max(1, columns.count / 120)) {
          let pixel = bytes.unsafeLoad(fromByteOffset: y * stride + x * 4, as: UInt32.self)
          colours.append(Colour(pixel & 0xFFFFFF))
        }
      }
      return colours
    }
  }

  /// The largest opacity along each edge; along the bottom, how many pixels are opaque.
  borrowing func alphas() throws -> (top: UInt8, left: UInt8, right: UInt8, bottom: Int) {
    let (width, height) = (width, height)
    return try withPixels { bytes, stride in
      func alpha(_ x: Int, _ y: Int) -> UInt8 { bytes.unsafeLoad(fromByteOffset: y * stride + x * 4 + 3, as: UInt8.self) }
      return (
        (0..<width).map { alpha($0, 0) }.max() ?? 0, (0..<height).map { alpha(0, $0) }.max() ?? 0,
        (0..<height).map { alpha(width - 1, $0) }.max() ?? 0, (0..<width).count { alpha($0, height - 1) == 255 }
      )
    }
  }
}
