import Digests
import Drawing
import Films
import Media
import Production
import Scenes

/// A slide as the frames of a film: one picture, held.
struct SlideSource: FrameSource {
  let width: Int
  let height: Int
  let framesPerSecond: Int
  let states: [Films.FrameState]
  private let slide: Slide
  private let assets: AssetSource
  private let identity: Digest

  /// How long a slide is to be seen.
  static let length = Timecode(seconds: 3)

  init(_ slide: Slide, in format: VideoFormat, _ assets: AssetSource) throws {
    (width, height, framesPerSecond) = (format.width, format.height, format.framesPerSecond)
    self.slide = slide
    self.assets = assets
    let frames = max(1, Int((Self.length.seconds * Double(format.framesPerSecond)).rounded()))
    states = [FrameState(first: 0, count: frames, isSceneStart: true)]
    // Its pixels say all, whatever it is drawn with.
    let painter = try Painter(width: width, height: height, assets: assets.shelf(), fonts: assets.fonts())
    var canvas = try painter.makeCanvas()
    try painter.paint(slide.picture, onto: &canvas)
    var sha256 = Sha256()
    sha256.update(Array("slide \(StageCard.card(of: .picture).version) \(width)x\(height) \(framesPerSecond) \(frames)\n".utf8))
    try canvas.withPixels { pixels, _ in sha256.update(pixels) }
    identity = sha256.finish()
  }

  func makePainter() throws -> any FramePainter { try Hand(self) }

  func digest(of states: Range<Int>) -> Digest? { identity }

  private final class Hand: PixelPainter {
    private let slide: Slide
    private let painter: Painter
    private var canvas: Canvas

    init(_ source: SlideSource) throws {
      slide = source.slide
      painter = try Painter(
        width: source.width, height: source.height, assets: source.assets.shelf(), fonts: source.assets.fonts())
      canvas = try painter.makeCanvas()
    }

    func withPixels(ofState index: Int, _ body: (RawSpan, Int, PixelBox?) throws -> Void) throws {
      try painter.paint(slide.picture, onto: &canvas)
      try canvas.withPixels { pixels, stride in try body(pixels, stride, nil) }
    }
  }
}
