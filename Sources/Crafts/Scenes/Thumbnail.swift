package import Drawing
import Production

/// The picture that a film is chosen by: its title, large, and its characters.
package struct Thumbnail: Hashable, Sendable {
  package let width: Int
  package let height: Int
  package let picture: PictureDescription

  /// Designs a thumbnail for a film.
  package init(of plan: FilmPlan, width: Int, height: Int, shelf: AssetShelf, fonts: FontBook) throws {
    self.width = width
    self.height = height
    let layout = FrameLayout(for: plan, width: width, height: height)
    let look = Look(plan.style)
    let setter = TextSetter(fonts: fonts)
    var layers = [Composer.backdrop(plan.style, look: look, shelf: shelf, frame: layout.frame)]
    layers += try Self.figures(plan, layout: layout, shelf: shelf)
    layers += try Self.title(plan.title, layout: layout, look: look, setter: setter)
    picture = try Self.dressed(PictureDescription(layers: layers), plan, layout: layout, shelf: shelf)
  }

  private static func dressed(
    _ picture: PictureDescription, _ plan: FilmPlan, layout: FrameLayout, shelf: AssetShelf
  ) throws -> PictureDescription {
    guard let brand = plan.brand else { return picture }
    var picture = picture
    var occupied = picture.boxesToKeepFree(layout)
    for mark in try BrandMark.all(of: brand, layout: layout, shelf: shelf) {
      guard let box = mark.place(in: layout, among: occupied) else { continue }
      picture.layers.append(mark.layer(in: box))
      occupied.append(box)
    }
    let owns = shelf.asset(AssetKind.backgrounds, plan.style.rawValue).map(shelf.isOwn) ?? false
    return brand.colours.map { Livery($0, over: Look(plan.style)).dressed(picture, keepingBackdrop: owns) } ?? picture
  }

  /// The explainer large and pointing at the title, the questioner behind, wondering.
  private static func figures(_ plan: FilmPlan, layout: FrameLayout, shelf: AssetShelf) throws -> [Layer] {
    var cast: [PlannedLine.Side: String] = [:]
    for line in plan.lines where cast[line.side] == nil { cast[line.side] = line.character }
    let asking = plan.lines.first?.side ?? .left
    return try [asking, asking.other].compactMap { side in
      guard let character = cast[side] else { return nil }
      let isAsking = side == asking && cast.count > 1
      let pose = isAsking ? "thinking" : "pointing"
      guard let asset = shelf.asset("characters", character, pose) ?? shelf.asset("characters", character, "standing") else {
        throw SceneError.unknownCharacter(character)
      }
      let height = layout.figureHeight * (isAsking ? 0.98 : 1.06)
      let box = layout.figure(on: side, height: height, aspect: try shelf.picture(asset).aspect)
      return Layer(isAsking ? .listener : .speaker, .figure(Figure(asset: asset, box: box, brightness: 1)))
    }
  }

  /// Of a long title the beginning, where that stands by itself: up to a colon, a question mark or the like. Else all of it: half of a
  /// sentence says nothing.
  package static func fewWords(of title: String) -> String {
    let words = title.split(whereSeparator: \.isWhitespace).map(String.init)
    guard words.count > mostWords, let end = words.prefix(mostWords).firstIndex(where: { $0.last.map(":?!".contains) ?? false })
    else { return words.joined(separator: " ") }
    let few = words[...end].joined(separator: " ")
    return few.hasSuffix(":") ? String(few.dropLast()) : few
  }

  private static let mostWords = 4

  private static func title(_ title: String, layout: FrameLayout, look: Look, setter: TextSetter) throws -> [Layer] {
    let s = layout.scale
    let title = fewWords(of: title)
    let style = TextStyle(.heading, size: layout.titleSize * 1.15, weight: 800, lineHeight: 1.1)
    let room = TextSetter.Room(
      box: layout.title.inset(byX: 44 * s, y: 44 * s), mostLines: 4, smallest: 0.4 * layout.titleSize, prefersEvenLines: true)
    let set = try setter.set(title, style: style, colour: Look.paper, in: room).withAccentedLastLine(look.accent, shadow: 0)
    guard !title.isEmpty else { return [] }
    let text = set.piece.box
    let box = Box(x: layout.title.x, y: text.y - 44 * s, width: layout.title.width, height: text.height + 92 * s).onPixels
    let card = Panel(
      box: box, radius: 52 * s, paint: .flat(Look.board), outline: Panel.Outline(width: max(1, 8 * s), colour: look.accent),
      shadow: 30 * s)
    let bar = Box(x: box.midX - 90 * s, y: box.bottom - 9 * s, width: 180 * s, height: 18 * s).onPixels
    return [
      Layer(.card, .panel(card)), Layer(.title, .text(set.piece)),
      Layer(.ornament, .panel(Panel(box: bar, radius: bar.height / 2, paint: .flat(Look.brand)))),
    ]
  }
}
