import Digests
import Drawing
import Films
import Media
import Production
import Scenes

/// A timeline, painted picture by picture, as the film maker wants it.
struct TimelineSource: FrameSource {
  private let timeline: Timeline
  private let assets: AssetSource
  private let backgrounds: Backgrounds
  let states: [Films.FrameState]

  init(_ timeline: Timeline, _ assets: AssetSource, backgrounds: Backgrounds = Backgrounds()) {
    self.timeline = timeline
    self.assets = assets
    self.backgrounds = backgrounds
    let starts = Set(timeline.scenes.map(\.first))
    states = timeline.states.map { FrameState(first: $0.first, count: $0.count, isSceneStart: starts.contains($0.first)) }
  }

  var width: Int { timeline.format.width }
  var height: Int { timeline.format.height }
  var framesPerSecond: Int { timeline.format.framesPerSecond }

  func makePainter() throws -> any FramePainter { try Hand(timeline, assets, backgrounds) }

  func digest(of states: Range<Int>) -> Digest? {
    // Another edition of the stage may paint the same otherwise.
    timeline.scenes.first { $0.first == self.states[states.lowerBound].first }.map {
      Digest(of: Array("picture \(StageCard.card(of: .picture).version) \(timeline.digest(of: $0).hex)".utf8))
    }
  }

  /// One painter with pictures and fonts of its own: they stay on its thread. Only what is behind all of it is drawn once for all of them.
  private final class Hand: PixelPainter {
    private let timeline: Timeline
    private let painter: Painter
    private var canvas: Canvas

    init(_ timeline: Timeline, _ assets: AssetSource, _ backgrounds: Backgrounds) throws {
      self.timeline = timeline
      painter = try Painter(format: timeline.format, assets: assets.shelf(), fonts: assets.fonts(), backgrounds: backgrounds)
      canvas = try painter.makeCanvas()
    }

    func withPixels(ofState index: Int, _ body: (RawSpan, Int, PixelBox?) throws -> Void) throws {
      let box = try painter.paint(timeline.states[index].picture, onto: &canvas)
      let changed = PixelBox(x: Int(box.x)..<max(Int(box.x), Int(box.right)), y: Int(box.y)..<max(Int(box.y), Int(box.bottom)))
      try canvas.withPixels { pixels, stride in try body(pixels, stride, changed) }
    }
  }
}
