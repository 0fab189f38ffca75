import Drawing
import Films
import Production
import Scenes

/// A timeline, painted picture by picture, as the film maker wants it.
struct TimelineSource: ~Copyable, FrameSource {
  private let timeline: Timeline
  private let painter: Painter
  private var canvas: Canvas
  let states: [Films.FrameState]

  init(timeline: Timeline, painter: Painter) throws {
    self.timeline = timeline
    self.painter = painter
    canvas = try painter.makeCanvas()
    let starts = Set(timeline.scenes.map(\.first))
    states = timeline.states.map { FrameState(first: $0.first, count: $0.count, isSceneStart: starts.contains($0.first)) }
  }

  var width: Int { timeline.format.width }
  var height: Int { timeline.format.height }
  var framesPerSecond: Int { timeline.format.framesPerSecond }

  mutating func withPixels(ofState index: Int, _ body: (RawSpan, Int) throws -> Void) throws {
    try painter.paint(timeline.states[index].picture, onto: &canvas)
    try canvas.withPixels(body)
  }
}
