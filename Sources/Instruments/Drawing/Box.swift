/// A rectangle in pixels; y grows downwards.
package struct Box: Hashable, Sendable {
  package var x: Double
  package var y: Double
  package var width: Double
  package var height: Double

  package init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  package var right: Double { x + width }
  package var bottom: Double { y + height }
  package var midX: Double { x + width / 2 }
  package var midY: Double { y + height / 2 }

  package func inset(by distance: Double) -> Box { inset(byX: distance, y: distance) }

  package func inset(byX across: Double, y down: Double) -> Box {
    Box(x: x + across, y: y + down, width: max(0, width - 2 * across), height: max(0, height - 2 * down))
  }

  package func moved(byX across: Double, y down: Double) -> Box { Box(x: x + across, y: y + down, width: width, height: height) }

  /// The same box, larger or smaller around its middle.
  package func scaled(by factor: Double) -> Box {
    Box(x: midX - width * factor / 2, y: midY - height * factor / 2, width: width * factor, height: height * factor)
  }

  /// Snapped to whole pixels, so that what stands still is sharp and the same in every frame.
  package var onPixels: Box {
    let left = x.rounded()
    let top = y.rounded()
    return Box(x: left, y: top, width: max(1, right.rounded() - left), height: max(1, bottom.rounded() - top))
  }

  /// The smallest box on whole pixels that it lies in.
  package var roundedOut: Box {
    let (left, top) = (x.rounded(.down), y.rounded(.down))
    return Box(x: left, y: top, width: right.rounded(.up) - left, height: bottom.rounded(.up) - top)
  }

  package func overlaps(_ other: Box) -> Bool {
    x < other.right && other.x < right && y < other.bottom && other.y < bottom
  }

  /// Whether `other` lies in it, with a little tolerance for rounding.
  package func contains(_ other: Box, within tolerance: Double = 0.51) -> Bool {
    other.x >= x - tolerance && other.right <= right + tolerance && other.y >= y - tolerance
      && other.bottom <= bottom + tolerance
  }

  /// What both have; without width or height where they are apart.
  package func intersection(_ other: Box) -> Box {
    let (left, top) = (max(x, other.x), max(y, other.y))
    return Box(
      x: left, y: top, width: max(0, min(right, other.right) - left), height: max(0, min(bottom, other.bottom) - top))
  }

  package func union(_ other: Box) -> Box {
    let left = min(x, other.x)
    let top = min(y, other.y)
    return Box(x: left, y: top, width: max(right, other.right) - left, height: max(bottom, other.bottom) - top)
  }
}
