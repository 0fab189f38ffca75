package import Drawing
import Production

/// Draws a storyboard: each frame as it will be seen, and over it what platforms cover.
package struct StoryboardPainter {
  private let storyboard: Storyboard
  private let shelf: AssetShelf
  private let fonts: FontBook

  package init(_ storyboard: Storyboard, shelf: AssetShelf, fonts: FontBook) {
    self.storyboard = storyboard
    self.shelf = shelf
    self.fonts = fonts
  }

  private static let ground = Colour(0x0F0F23)
  private static let covered = Colour(0x05050F, alpha: 0.5)

  /// `progress` hears how many frames are drawn.
  package func paint(progress: (Int) -> Void = { _ in }) throws -> Canvas {
    var canvas = try Canvas(width: storyboard.width, height: storyboard.height)
    canvas.fill(Self.ground)
    var painter: (size: Storyboard.Size, painter: Painter)?
    for (index, frame) in storyboard.frames.enumerated() where frame.box.y < Double(storyboard.height) {
      let size = frame.size
      let ready = try painter.flatMap { $0.size == size ? $0.painter : nil } ?? makePainter(size)
      painter = (size, ready)
      let tile = try Tile(width: size.width, height: size.height) { try ready.paint(frame.scene.picture, onto: &$0) }
      canvas.lay(tile, in: frame.box)
      cover(frame, on: &canvas)
      progress(index + 1)
    }
    let writer = try Painter(width: storyboard.width, height: storyboard.height, assets: shelf, fonts: fonts)
    for text in storyboard.texts { try writer.write(text, onto: &canvas) }
    try canvas.check()
    return canvas
  }

  private func makePainter(_ size: Storyboard.Size) throws -> Painter {
    try Painter(width: size.width, height: size.height, assets: shelf, fonts: fonts)
  }

  private func cover(_ frame: Storyboard.Frame, on canvas: inout Canvas) {
    let (box, scale) = (frame.box, frame.box.width / Double(frame.format.width))
    func onSheet(_ area: Box) -> Box {
      Box(x: box.x + area.x * scale, y: box.y + area.y * scale, width: area.width * scale, height: area.height * scale)
    }
    let free = onSheet(frame.safe.free)
    for edge in [
      Box(x: box.x, y: box.y, width: box.width, height: free.y - box.y),
      Box(x: box.x, y: free.bottom, width: box.width, height: box.bottom - free.bottom),
      Box(x: box.x, y: free.y, width: free.x - box.x, height: free.height),
      Box(x: free.right, y: free.y, width: box.right - free.right, height: free.height),
    ] where edge.width > 0 && edge.height > 0 {
      canvas.fill(edge, with: .flat(Self.covered))
    }
    dash(onSheet(frame.safe.text), on: &canvas)
    canvas.outline(box.inset(by: -2), width: 2, with: Colour(0x3A3A5C))
  }

  /// A dashed line around a box.
  private func dash(_ box: Box, on canvas: inout Canvas) {
    let (long, short, width) = (10.0, 7.0, 1.5)
    for x in stride(from: box.x, to: box.right, by: long + short) {
      let length = min(long, box.right - x)
      for y in [box.y, box.bottom - width] {
        canvas.fill(Box(x: x, y: y, width: length, height: width), with: .flat(storyboard.accent))
      }
    }
    for y in stride(from: box.y, to: box.bottom, by: long + short) {
      let length = min(long, box.bottom - y)
      for x in [box.x, box.right - width] {
        canvas.fill(Box(x: x, y: y, width: width, height: length), with: .flat(storyboard.accent))
      }
    }
  }
}
