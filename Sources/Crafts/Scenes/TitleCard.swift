import Drawing

/// The film's title, large, while the first words are heard.
enum TitleCard {
  static func set(_ title: String, layout: FrameLayout, look: Look, setter: TextSetter) throws -> SetText {
    let style = TextStyle(.heading, size: layout.titleSize, weight: 800, lineHeight: 1.12)
    let room = TextSetter.Room(
      box: layout.title.inset(byX: 0, y: 30 * layout.scale), mostLines: 4, smallest: 0.42 * layout.titleSize,
      prefersEvenLines: true)
    let set = try setter.set(title, style: style, colour: Look.paper, in: room)
    return set.withAccentedLastLine(look.accent, shadow: 14 * layout.scale)
  }

  static func layers(_ title: SetText, at frame: Int, layout: FrameLayout, look: Look, clock: FrameClock) -> [Layer] {
    guard !title.piece.text.isEmpty else { return [] }
    // It can be read in the very first frame; then it grows the last bit.
    let shown = clock.easedOut(frame, since: 0, lasting: 0.3)
    let bar = Box(
      x: layout.title.midX - 75 * layout.scale, y: title.piece.box.bottom + 20 * layout.scale, width: 150 * layout.scale,
      height: 12 * layout.scale)
    let grown = bar.inset(byX: bar.width / 2 * (1 - shown), y: 0).onPixels
    return [
      Layer(.title, .text(title.piece), scale: 0.93 + 0.07 * shown),
      Layer(.ornament, .panel(Panel(box: grown, radius: grown.height / 2, paint: .flat(Look.brand)))),
    ]
  }
}

extension SetText {
  /// The last of several lines in the accent: a title in two tones.
  func withAccentedLastLine(_ accent: Colour, shadow: Double) -> SetText {
    var accented = self
    accented.piece.shadow = shadow
    if lineRanges.count > 1, let last = lineRanges.last {
      accented.piece.parts = [ColouredPart(range: last, colour: accent)]
    }
    return accented
  }
}
