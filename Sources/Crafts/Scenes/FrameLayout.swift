package import Drawing

/// Where everything stands in a frame of a given size. Each shape of frame has its own layout, none is cut out of another.
package struct FrameLayout: Hashable, Sendable {
  package let frame: Box
  /// The size of things: 1 where the shorter side has 1080 pixels.
  package let scale: Double
  /// No platform lays its own buttons over this part; all text and all faces stay in it.
  package let safe: Box
  /// The film's progress, a thin row of dashes.
  package let progress: Box
  package let header: Box
  package let bubble: Box
  /// Whether the bubble stands above the heads, so that its tail can point at one.
  package let bubbleHasTail: Bool
  package let captionSize: Double
  /// The most letters on a line of a caption.
  package let captionLetters: Int
  package let icon: Box
  package let title: Box
  package let titleSize: Double
  package let takeaway: Box
  package let takeawaySize: Double
  /// The middle of the left figure, and of the right one.
  package let leftCentre: Double
  package let rightCentre: Double
  package let figureHeight: Double
  package let closingFigureHeight: Double

  /// A listener is smaller than the speaker, and darker.
  package static let listenerSize = 0.85
  package static let listenerBrightness = 0.6
  /// At the end both have been heard: the difference is smaller.
  package static let closingListenerSize = 0.92
  package static let closingListenerBrightness = 0.82

  package init(width: Int, height: Int) {
    let (wide, high) = (Double(width), Double(height))
    let shape = wide / high
    if shape >= 1.2 {
      self.init(wide: wide, high)
    } else if shape > 0.7 {
      self.init(square: wide, high)
    } else {
      self.init(tall: wide, high)
    }
  }

  /// The width of a figure of this height: the drawings are three to five.
  package static let figureAspect = 0.6

  package func figure(on side: PlannedLine.Side, height: Double) -> Box {
    let width = height * Self.figureAspect
    let centre = side == .left ? leftCentre : rightCentre
    return Box(x: centre - width / 2, y: frame.bottom - height, width: width, height: height).onPixels
  }

  /// The part of a figure that its head takes up.
  package func face(in figure: Box) -> Box {
    Box(
      x: figure.x + figure.width * 0.29, y: figure.y + figure.height * 0.055, width: figure.width * 0.42,
      height: figure.height * 0.35)
  }

  /// What is left of the bubble for its text.
  package var captionWidth: Double { bubble.width - 2 * 34 * scale }
}

/// A box by its edges, on whole pixels.
private func box(_ x: Double, _ y: Double, _ right: Double, _ bottom: Double) -> Box {
  Box(x: x, y: y, width: right - x, height: bottom - y).onPixels
}

extension FrameLayout {
  /// Measured on 1080 x 1920; other tall frames keep the proportions of the height.
  private init(tall width: Double, _ height: Double) {
    let s = min(width, height) / 1080
    let h = height / 1920
    let (left, right) = (65 * width / 1080, 916 * width / 1080)
    (frame, scale) = (Box(x: 0, y: 0, width: width, height: height), s)
    safe = box(left, 270 * h, right, 1440 * h)
    progress = box(left, 272 * h, right, 272 * h + max(1, 8 * s))
    header = box(left, 294 * h, right, 294 * h + 106 * s)
    bubble = box(left, 806 * h - 250 * s, right, 806 * h)
    bubbleHasTail = true
    icon = box(right - 190 * s, bubble.y - 152 * s, right - 12 * s, bubble.y + 26 * s)
    title = box(left, 292 * h, right, 830 * h)
    takeaway = box(left, 372 * h, right, 1000 * h)
    (captionSize, captionLetters, titleSize, takeawaySize) = (72 * s, 30, 120 * s, 88 * s)
    (leftCentre, rightCentre) = (286 * width / 1080, 771 * width / 1080)
    (figureHeight, closingFigureHeight) = (0.552 * height, 0.47 * height)
  }

  /// For frames about as high as wide: the same order from top to bottom, the icon between the two characters.
  private init(square width: Double, _ height: Double) {
    let s = min(width, height) / 1080
    (frame, scale) = (Box(x: 0, y: 0, width: width, height: height), s)
    safe = box(0.056 * width, 0.056 * height, 0.944 * width, 0.9 * height)
    progress = box(safe.x, safe.y, safe.right, safe.y + max(1, 8 * s))
    header = box(safe.x, safe.y + 20 * s, safe.right, safe.y + 84 * s)
    bubble = box(safe.x, 0.18 * height, safe.right, 0.18 * height + 196 * s)
    bubbleHasTail = true
    icon = box(width / 2 - 90 * s, 0.48 * height, width / 2 + 90 * s, 0.48 * height + 180 * s)
    title = box(safe.x, safe.y + 20 * s, safe.right, 0.43 * height)
    takeaway = box(safe.x, 0.08 * height + 90 * s, safe.right, 0.54 * height)
    (captionSize, captionLetters, titleSize, takeawaySize) = (60 * s, 34, 100 * s, 72 * s)
    (leftCentre, rightCentre) = (0.27 * width, 0.73 * width)
    (figureHeight, closingFigureHeight) = (0.56 * height, 0.43 * height)
  }

  /// For frames wider than high: a character at either side, what is shown between them, captions below.
  private init(wide width: Double, _ height: Double) {
    let s = min(width, height) / 1080
    let middle = width / 2
    (frame, scale) = (Box(x: 0, y: 0, width: width, height: height), s)
    safe = box(0.05 * width, 0.05 * height, 0.95 * width, 0.92 * height)
    progress = box(safe.x, safe.y, safe.right, safe.y + max(1, 8 * s))
    header = box(middle - 480 * s, safe.y + 22 * s, middle + 480 * s, safe.y + 84 * s)
    bubble = box(middle - 480 * s, 0.92 * height - 190 * s, middle + 480 * s, 0.92 * height)
    bubbleHasTail = false
    icon = box(middle - 150 * s, 0.34 * height, middle + 150 * s, 0.34 * height + 300 * s)
    title = box(middle - 410 * s, 0.12 * height, middle + 410 * s, 0.6 * height)
    takeaway = box(middle - 410 * s, 0.16 * height, middle + 410 * s, 0.8 * height)
    (captionSize, captionLetters, titleSize, takeawaySize) = (58 * s, 42, 110 * s, 76 * s)
    (leftCentre, rightCentre) = (0.16 * width, 0.84 * width)
    (figureHeight, closingFigureHeight) = (0.8 * height, 0.7 * height)
  }
}
