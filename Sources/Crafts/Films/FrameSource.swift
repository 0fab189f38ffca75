/// What a film is made of: a list of pictures, each shown for a number of frames, and a way to have each painted once.
package protocol FrameSource: ~Copyable {
  var width: Int { get }
  var height: Int { get }
  var framesPerSecond: Int { get }
  /// In order, without gaps, from frame 0.
  var states: [FrameState] { get }

  /// Paints the picture of `states[index]` and lends its bytes: BGRA, row after row, `stride` bytes from one row to the next.
  mutating func withPixels(ofState index: Int, _ body: (_ pixels: RawSpan, _ stride: Int) throws -> Void) throws
}

/// One picture and how long it is held.
package struct FrameState: Hashable, Sendable {
  package let first: Int
  package let count: Int
  /// A key frame stands here, so that the scene can be cut out and joined again.
  package let isSceneStart: Bool

  package init(first: Int, count: Int, isSceneStart: Bool) {
    self.first = first
    self.count = count
    self.isSceneStart = isSceneStart
  }
}
