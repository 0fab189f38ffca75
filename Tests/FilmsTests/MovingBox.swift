import Films

/// A flat ground with a box that stands somewhere else in every state.
struct MovingBox: FrameSource {
  let width = 64
  let height = 36
  let framesPerSecond = 10
  var states: [FrameState]
  private(set) var painted: [Int] = []
  /// Thrown instead of painting that state.
  var failure: (state: Int, error: any Error)?

  init(_ lengths: [Int], scenesAt scenes: Set<Int> = [0]) {
    var first = 0
    states = lengths.enumerated().map { index, count in
      defer { first += count }
      return FrameState(first: first, count: count, isSceneStart: scenes.contains(index))
    }
  }

  mutating func withPixels(ofState index: Int, _ body: (RawSpan, Int) throws -> Void) throws {
    if let failure, failure.state == index { throw failure.error }
    painted.append(index)
    var bytes = [UInt8](repeating: 40, count: width * 4 * height)
    for y in 10..<20 {
      for x in (index * 5 % 50)..<(index * 5 % 50 + 12) {
        for channel in 0..<4 { bytes[(y * width + x) * 4 + channel] = 250 }
      }
    }
    try body(bytes.span.bytes, width * 4)
  }
}
