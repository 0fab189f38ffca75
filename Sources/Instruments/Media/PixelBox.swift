/// A part of a picture, in whole pixels.
package struct PixelBox: Hashable, Sendable {
  package let x: Range<Int>
  package let y: Range<Int>

  package init(x: Range<Int>, y: Range<Int>) {
    self.x = x
    self.y = y
  }

  package var isEmpty: Bool { x.isEmpty || y.isEmpty }
}
