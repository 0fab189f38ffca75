package import Media
package import Production

/// What a film is made of: a list of pictures, each shown for a number of frames, and somebody who paints them.
package protocol FrameSource: Sendable {
  var width: Int { get }
  var height: Int { get }
  var framesPerSecond: Int { get }
  /// In order, without gaps, from frame 0.
  var states: [FrameState] { get }

  /// Somebody who paints pictures, on one thread; there may be several at a time.
  func makePainter() throws -> any FramePainter

  /// Names all that is seen in these states, and for how long; nil where nobody can, so that they are never kept.
  func digest(of states: Range<Int>) -> Digest?
}

/// Paints the pictures of a source, in any order.
package protocol FramePainter: AnyObject {
  /// Paints the picture of `states[index]`. What is there already is what this painter painted last, or where `isOther` holds, anything. False
  /// where it looks the same as that.
  func paint(_ index: Int, onto picture: inout PlanarPicture, isOther: Bool) throws -> Bool
}

/// Paints with pixels.
package protocol PixelPainter: FramePainter {
  /// Paints the picture of `states[index]` and lends its bytes: BGRA, row after row, `stride` bytes from one row to the next. `changed` is
  /// where it may differ from the picture that this painter lent last; nil for anywhere.
  func withPixels(ofState index: Int, _ body: (_ pixels: RawSpan, _ stride: Int, _ changed: PixelBox?) throws -> Void) throws
}

extension PixelPainter {
  package func paint(_ index: Int, onto picture: inout PlanarPicture, isOther: Bool) throws -> Bool {
    var isChanged = true
    try withPixels(ofState: index) { pixels, stride, changed in
      let box = isOther ? nil : changed
      isChanged = box.map { !$0.isEmpty } ?? true
      if isChanged { try picture.draw(pixels, stride: stride, within: box) }
    }
    return isChanged
  }
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
