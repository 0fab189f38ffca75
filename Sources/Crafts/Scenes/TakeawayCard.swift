import Drawing

/// What is to be remembered, large on a card of its own, at the end.
struct TakeawayCard {
  private let text: SetText
  private let words: [CaptionWord]
  private let card: Box
  private let scale: Double

  init(_ takeaway: String, words: [CaptionWord], layout: FrameLayout, setter: TextSetter) throws {
    let s = layout.scale
    // The words are marked as they are said, if it is these words that are said.
    let plain = takeaway.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let isSpoken = TextSetter.join(words).text == plain
    var style = TextStyle(.heading, size: layout.takeawaySize, weight: 700, lineHeight: 1.24)
    style.wordSpacing = 0.12
    let room = TextSetter.Room(
      box: Box(
        x: layout.takeaway.x + 56 * s, y: layout.takeaway.y + 118 * s, width: layout.takeaway.width - 112 * s,
        height: layout.takeaway.height - 118 * s - 64 * s),
      mostLines: 7, smallest: 0.4 * layout.takeawaySize, prefersEvenLines: true)
    text =
      try isSpoken
      ? setter.set(words, style: style, colour: Look.paper, in: room)
      : setter.set(plain, style: style, colour: Look.paper, in: room)
    self.words = isSpoken ? words : []
    scale = s
    let lines = text.piece.box
    card =
      Box(
        x: layout.takeaway.x, y: lines.y - 118 * s, width: layout.takeaway.width, height: lines.height + (118 + 64) * s
      ).onPixels
  }

  func layers(
    at frame: Int, since first: Int, marking: Bool, enters: Bool, look: Look, shelf: AssetShelf, clock: FrameClock
  ) -> [Layer] {
    let shown = enters ? clock.easedOut(frame, since: first, lasting: 0.3) : 1
    let opacity = min(1, shown * 1.4)
    let panel = Panel(
      box: card, radius: 48 * scale, paint: .flat(Look.board),
      outline: Panel.Outline(width: max(1, 6 * scale), colour: look.accent), shadow: 26 * scale)
    var layers = [Layer(.card, .panel(panel), opacity: opacity, scale: 0.9 + 0.1 * shown)]
    var piece = text.piece
    if marking {
      piece.highlight = WordMark(words: words, places: text.words, accent: look.accent, scale: scale)
        .highlight(at: frame, style: piece.style, clock: clock)
    }
    layers.append(Layer(.takeaway, .text(piece), opacity: opacity))
    return layers + badge(shown: shown, look: look, shelf: shelf)
  }

  private func badge(shown: Double, look: Look, shelf: AssetShelf) -> [Layer] {
    guard let bulb = shelf.asset("icons", "light-bulb") else { return [] }
    let side = 170 * scale
    let box = Box(x: card.midX - side / 2, y: card.y - side / 2, width: side, height: side).onPixels
    let disc = Panel(
      box: box, radius: box.width / 2, paint: .flat(Look.card),
      outline: Panel.Outline(width: max(1, 7 * scale), colour: look.accent), shadow: 14 * scale)
    let size = 0.6 + 0.4 * shown
    return [
      Layer(.icon, .panel(disc), opacity: min(1, shown * 1.4), scale: size),
      Layer(.icon, .picture(bulb, box.inset(by: side * 0.17).onPixels, at: 1), opacity: min(1, shown * 1.4), scale: size),
    ]
  }
}
