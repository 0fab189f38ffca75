import Drawing
import Production

// The four shapes, each drawn on a sheet of its own size. All edges stand on a grid of 8 pixels.
//
// A character is drawn from the hips up and stands on the frame's lower edge: between 45 and 60 % of the frame's height while it speaks,
// and smaller beside the card at the end.

/// A frame of some size, measured as if it had the size that its shape was drawn for.
private struct Sheet {
  let frame: Box
  let scale: Double
  private let across, down: Double

  init(_ width: Double, _ height: Double, drawnOn sheet: (width: Double, height: Double)) {
    frame = Box(x: 0, y: 0, width: width, height: height)
    scale = min(width, height) / 1080
    (across, down) = (width / sheet.width, height / sheet.height)
  }

  func x(_ x: Double) -> Double { x * across }

  func y(_ y: Double) -> Double { y * down }

  func box(_ left: Double, _ top: Double, _ right: Double, _ bottom: Double) -> Box {
    Box(x: x(left), y: y(top), width: x(right) - x(left), height: y(bottom) - y(top)).onPixels
  }

  /// A box that is as wide as high in frames of any shape.
  func square(middle: Double, top: Double, side: Double) -> Box {
    let side = side * scale
    return Box(x: x(middle) - side / 2, y: y(top), width: side, height: side).onPixels
  }

  /// A thin row at the top.
  func row(_ left: Double, _ top: Double, _ right: Double) -> Box {
    Box(x: x(left), y: y(top), width: x(right) - x(left), height: max(1, 8 * scale)).onPixels
  }

  func centres(_ left: Double, _ right: Double) -> FrameLayout.Centres { .init(left: x(left), right: x(right)) }
}

extension FrameLayout {
  /// 9:16. The text column leaves free what TikTok, Reels and Shorts cover; the right edge belongs to their buttons.
  static func tall(_ width: Double, _ height: Double, _ company: Company) -> FrameLayout {
    let sheet = Sheet(width, height, drawnOn: (1080, 1920))
    return FrameLayout(
      frame: sheet.frame, scale: sheet.scale, safe: sheet.box(65, 270, 916, 1440), progress: sheet.row(72, 272, 912),
      header: sheet.box(72, 296, 912, 408), bubble: sheet.box(72, 560, 912, 808), captionSize: 76 * sheet.scale,
      captionLetters: 30, icon: sheet.square(middle: 816, top: 416, side: 160), title: sheet.box(72, 296, 912, 832),
      titleSize: 120 * sheet.scale, takeaway: sheet.box(72, 376, 912, 1000), takeawaySize: 96 * sheet.scale,
      figureHeight: sheet.y(1056), closingFigureHeight: sheet.y(904),
      centres: company.isPair ? sheet.centres(288, 768) : sheet.centres(540, 540),
      closingCentres: company.isPair ? sheet.centres(288, 768) : sheet.centres(540, 540)
    ).without(company)
  }

  /// 4:5. As high as a feed shows a picture: the same order, with larger figures than in a square.
  static func portrait(_ width: Double, _ height: Double, _ company: Company) -> FrameLayout {
    let sheet = Sheet(width, height, drawnOn: (1080, 1350))
    return FrameLayout(
      frame: sheet.frame, scale: sheet.scale, safe: sheet.box(60, 60, 1020, 1215), progress: sheet.row(72, 64, 1008),
      header: sheet.box(72, 88, 1008, 200), bubble: sheet.box(72, 240, 1008, 480), captionSize: 76 * sheet.scale,
      captionLetters: 30, icon: sheet.square(middle: company.isPair ? 540 : 876, top: 544, side: 200),
      title: sheet.box(72, 88, 1008, 560), titleSize: 120 * sheet.scale, takeaway: sheet.box(72, 184, 1008, 776),
      takeawaySize: 96 * sheet.scale, figureHeight: sheet.y(752), closingFigureHeight: sheet.y(544),
      centres: company.isPair ? sheet.centres(272, 808) : sheet.centres(540, 540),
      closingCentres: company.isPair ? sheet.centres(288, 792) : sheet.centres(540, 540)
    ).without(company)
  }

  /// 1:1. Little height: the figures are smaller and farther apart, and the icon stands between them.
  static func square(_ width: Double, _ height: Double, _ company: Company) -> FrameLayout {
    let sheet = Sheet(width, height, drawnOn: (1080, 1080))
    return FrameLayout(
      frame: sheet.frame, scale: sheet.scale, safe: sheet.box(60, 60, 1020, 972), progress: sheet.row(72, 64, 1008),
      header: sheet.box(72, 88, 1008, 200), bubble: sheet.box(72, 232, 1008, 456), captionSize: 72 * sheet.scale,
      captionLetters: 30, icon: sheet.square(middle: company.isPair ? 540 : 868, top: 544, side: 184),
      title: sheet.box(72, 88, 1008, 472), titleSize: 96 * sheet.scale, takeaway: sheet.box(72, 168, 1008, 616),
      takeawaySize: 76 * sheet.scale, figureHeight: sheet.y(560), closingFigureHeight: sheet.y(432),
      centres: company.isPair ? sheet.centres(264, 816) : sheet.centres(540, 540),
      closingCentres: company.isPair ? sheet.centres(280, 800) : sheet.centres(540, 540)
    ).without(company)
  }

  /// 16:9. The width is the room there is: the bubble above, the icon between the two, and at the end the card between them,
  /// or beside who stands alone.
  static func wide(_ width: Double, _ height: Double, _ company: Company) -> FrameLayout {
    let sheet = Sheet(width, height, drawnOn: (1920, 1080))
    let takeaway =
      switch company {
      case .pair, .nobody: sheet.box(520, 184, 1400, 904)
      case .alone(.left): sheet.box(688, 184, 1728, 904)
      case .alone(.right): sheet.box(192, 184, 1232, 904)
      }
    let closing =
      switch company {
      case .pair, .nobody: sheet.centres(288, 1632)
      case .alone: sheet.centres(416, 1504)
      }
    return FrameLayout(
      frame: sheet.frame, scale: sheet.scale, safe: sheet.box(96, 54, 1824, 994), progress: sheet.row(96, 56, 1824),
      header: sheet.box(336, 80, 1584, 144), bubble: sheet.box(336, 184, 1584, 376), captionSize: 60 * sheet.scale,
      captionLetters: 42, icon: sheet.square(middle: company.isPair ? 960 : 1328, top: 480, side: 256),
      title: sheet.box(192, 88, 1728, 432), titleSize: 120 * sheet.scale, takeaway: takeaway,
      takeawaySize: 76 * sheet.scale, figureHeight: sheet.y(600), closingFigureHeight: sheet.y(616),
      centres: company.isPair ? sheet.centres(480, 1440) : sheet.centres(960, 960), closingCentres: closing
    ).without(company)
  }

  /// Where nobody is seen, what is read takes the middle, and the icon stands large above it.
  private func without(_ company: Company) -> FrameLayout {
    guard company == .nobody else { return self }
    let gap = 24 * scale
    let side = min(320 * scale, (safe.height - bubble.height) / 2 - gap)
    let top = min(safe.midY - bubble.height / 2 + side / 3, safe.bottom - bubble.height)
    let middle = Box(x: bubble.x, y: top, width: bubble.width, height: bubble.height).onPixels
    let above = Box(x: bubble.midX - side / 2, y: top - gap - side, width: side, height: side).onPixels
    let whole = Box(
      x: title.x, y: header.y, width: title.width, height: max(title.height, safe.bottom - header.y - gap)
    ).onPixels
    let card = Box(
      x: takeaway.x, y: takeaway.y, width: takeaway.width, height: max(takeaway.height, safe.bottom - takeaway.y - gap)
    ).onPixels
    return FrameLayout(
      frame: frame, scale: scale, safe: safe, progress: progress, header: header, bubble: middle, captionSize: captionSize,
      captionLetters: captionLetters, icon: above, title: whole, titleSize: titleSize, takeaway: card,
      takeawaySize: takeawaySize, figureHeight: figureHeight, closingFigureHeight: closingFigureHeight, centres: centres,
      closingCentres: closingCentres)
  }
}

extension FrameLayout.Company {
  fileprivate var isPair: Bool { self == .pair }
}
