package import Drawing
import Production

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
  package let captionSize: Double
  /// The most letters on a line of a caption.
  package let captionLetters: Int
  /// Where the icon of who stands at the left is. See `icon(for:)`.
  package let icon: Box
  package let title: Box
  package let titleSize: Double
  package let takeaway: Box
  package let takeawaySize: Double
  package let figureHeight: Double
  package let closingFigureHeight: Double
  let centres: Centres
  /// At the end, beside or below the card.
  let closingCentres: Centres

  /// The middles of the figures.
  struct Centres: Hashable, Sendable {
    let left, right: Double
  }

  /// How many are seen. What stands beside a pair stands elsewhere beside one.
  package enum Company: Hashable, Sendable {
    case pair
    case alone(PlannedLine.Side)
    case nobody

    package init(of lines: [PlannedLine]) {
      let sides = Set(lines.filter { !$0.character.isEmpty }.map(\.side))
      self = sides.count > 1 ? .pair : sides.first.map(Company.alone) ?? .nobody
    }
  }

  /// A listener is smaller than the speaker, and darker.
  package static let listenerSize = 0.85
  package static let listenerBrightness = 0.6
  /// At the end both have been heard: the difference is smaller.
  package static let closingListenerSize = 0.92
  package static let closingListenerBrightness = 0.82
  /// The width of a figure of this height: the drawings are three to five.
  package static let figureAspect = 0.6

  /// Where a figure stands; its feet are below the frame.
  package func figure(
    on side: PlannedLine.Side, height: Double, aspect: Double = figureAspect, isClosing: Bool = false
  ) -> Box {
    // A picture of another shape is as high, but never so wide that it covers the other side.
    let width = height * min(aspect, 0.85)
    let centres = isClosing ? closingCentres : centres
    let centre = side == .left ? centres.left : centres.right
    return Box(x: centre - width / 2, y: frame.bottom - height, width: width, height: height).onPixels
  }

  /// The part of a figure that its head takes up.
  package func face(in figure: Box) -> Box {
    Box(
      x: figure.x + figure.width * 0.29, y: figure.y + figure.height * 0.055, width: figure.width * 0.42,
      height: figure.height * 0.35)
  }

  /// The icon of a line: where it stands on the bubble's corner, at the one away from the speaker.
  package func icon(for side: PlannedLine.Side) -> Box {
    guard side == .right, icon.overlaps(bubble) else { return icon }
    return Box(x: bubble.x + bubble.right - icon.right, y: icon.y, width: icon.width, height: icon.height)
  }

  /// What is left of the bubble for its text.
  package var captionWidth: Double { bubble.width - 2 * 34 * scale }
}

extension FrameLayout {
  package init(width: Int, height: Int, company: Company = .pair) {
    let shape = Double(width) / Double(max(1, height))
    let make = shape >= 1.2 ? Self.wide : shape >= 0.9 ? Self.square : shape > 0.7 ? Self.portrait : Self.tall
    self = make(Double(width), Double(height), company)
  }

  /// For a film in its own size, or drawn smaller.
  package init(for plan: FilmPlan, width: Int? = nil, height: Int? = nil) {
    self.init(
      width: width ?? plan.format.width, height: height ?? plan.format.height, company: Company(of: plan.lines))
  }
}
