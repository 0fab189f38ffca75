import Drawing
import Production

// The speech bubble: whose turn it is, what is said, and the picture that goes with it.
extension Composer {
  func dialogue(at frame: Int) throws -> [Layer] {
    guard let index = staging.turn(at: frame) else { return [] }
    let turn = staging.turns[index]
    let colour = Look.colour(of: turn.line.side)
    // It pops in when the title has gone, and then stays where it is.
    let shown = entersByBridge(at: staging.titleEnd) ? 1 : staging.clock.easedOut(frame, since: staging.titleEnd, lasting: 0.25)
    let bubble = Panel(
      box: layout.bubble, radius: 40 * layout.scale, paint: .flat(Look.board), tail: tail(of: turn),
      outline: Panel.Outline(width: max(1, 5 * layout.scale), colour: colour), shadow: 20 * layout.scale)
    var layers: [Layer] = []
    if plan.motion.burnsCaptions {
      layers.append(Layer(.bubble, .panel(bubble), opacity: shown, scale: 0.94 + 0.06 * shown))
      if let page = turn.page(at: frame) { layers.append(caption(page, of: turn, at: frame)) }
      layers += nameTag(of: turn, colour: colour)
    }
    return try layers + icon(of: turn, colour: colour, at: frame)
  }

  /// The page, with the word marked that is being said.
  private func caption(_ page: CaptionPage, of turn: Turn, at frame: Int) -> Layer {
    var text = page.text
    if strategy.text == .highlightKeywords { text.parts = page.keywords.map { ColouredPart(range: $0, colour: look.accent) } }
    if plan.motion.marksWords {
      text.highlight = WordMark(words: page.words, places: page.places, accent: look.accent, scale: layout.scale)
        .highlight(at: frame, style: text.style, clock: staging.clock)
    }
    let first = max(page.first, staging.titleEnd)
    // What comes with its scene over a bridge has come.
    guard !entersByBridge(at: first) else { return Layer(.caption, .text(text)) }
    let next = turn.pages.first { $0.first > page.first }
    let entrance = TextEntrance(animation: strategy.text, clock: staging.clock, room: layout.bubble, scale: layout.scale)
    return entrance.layer(text, at: frame, since: first, until: next?.first ?? turn.end)
  }

  private func tail(of turn: Turn) -> Tail? {
    guard !turn.line.character.isEmpty else { return nil }
    let s = layout.scale
    let centre = layout.figure(on: turn.line.side, height: layout.figureHeight).midX
    let root = max(layout.bubble.x + 90 * s, min(layout.bubble.right - 90 * s, centre))
    return Tail(
      rootX: root, rootWidth: 52 * s, tipX: root + (turn.line.side == .left ? -14 : 14) * s, tipY: layout.bubble.bottom + 38 * s)
  }

  static func name(_ name: String, layout: FrameLayout, setter: TextSetter) throws -> SetText {
    let style = TextStyle(.heading, size: 40 * layout.scale, weight: 700, alignment: .leading)
    let height = 58 * layout.scale
    let width = layout.bubble.width * 0.64
    let room = TextSetter.Room(
      box: Box(x: 0, y: 0, width: width, height: height), mostLines: 1, smallest: 36 * layout.scale)
    return try setter.set(name, style: style, colour: Look.ink, in: room)
  }

  private func nameTag(of turn: Turn, colour: Colour) -> [Layer] {
    // Who is not seen is nobody in the picture.
    guard !turn.line.character.isEmpty, let name = names[turn.line.speaker] else { return [] }
    let s = layout.scale
    let padding = 26 * s
    let width = min(layout.bubble.width * 0.7, name.visibleWidth + 2 * padding)
    let height = 58 * s
    let x = turn.line.side == .left ? layout.bubble.x + 34 * s : layout.bubble.right - 34 * s - width
    let box = Box(x: x, y: layout.bubble.y - height / 2, width: width, height: height).onPixels
    let text = name.moved(toX: box.x + padding, y: box.midY - name.piece.box.height / 2)
    return [
      Layer(.name, .panel(Panel(box: box, radius: box.height / 2, paint: .flat(colour)))),
      Layer(.name, .text(text)),
    ]
  }

  /// The icon sits on the bubble's corner, away from the speaker.
  private func icon(of turn: Turn, colour: Colour, at frame: Int) throws -> [Layer] {
    guard let name = turn.line.icon, let asset = cast.shelf.asset("icons", name) else { return [] }
    let first = max(turn.first + staging.clock.frames(0.25), staging.titleEnd + staging.clock.frames(0.2))
    guard frame >= first else { return [] }
    let box = layout.icon(for: turn.line.side)
    let shown = strategy.movesPictures ? staging.clock.easedOut(frame, since: first, lasting: 0.3) : 1
    let disc = Panel(
      box: box, radius: box.width / 2, paint: .flat(Look.card),
      outline: Panel.Outline(width: max(1, 7 * layout.scale), colour: colour), shadow: 16 * layout.scale)
    let scale = 0.5 + 0.5 * shown
    let moment = try moment(of: asset, at: frame, since: first)
    return [
      Layer(.icon, .panel(disc), opacity: min(1, shown * 1.5), scale: scale),
      Layer(
        .icon, .picture(asset, box.inset(by: box.width * 0.17).onPixels, at: moment), opacity: min(1, shown * 1.5), scale: scale),
    ]
  }

  /// The moment of a picture that is seen in a frame; of one that does not move, or is not to, its last.
  func moment(of asset: Asset, at frame: Int, since first: Int) throws -> Double {
    guard strategy.movesPictures, asset.isAnimation else { return 1 }
    return Playback(clock: staging.clock).moment(of: try cast.shelf.picture(asset), at: frame, since: first)
  }
}

extension SetText {
  /// The same text at another place, in a box that is no wider than its letters.
  func moved(toX x: Double, y: Double) -> TextPiece {
    let width = min(piece.box.width, visibleWidth.rounded(.up) + 1)
    return TextPiece(
      text: piece.text, style: piece.style, colour: piece.colour,
      box: Box(x: x.rounded(), y: y.rounded(), width: width, height: piece.box.height), mostLines: piece.mostLines)
  }
}
