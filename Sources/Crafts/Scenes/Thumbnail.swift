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
    let figures = try Self.figures(plan, layout: layout, shelf: shelf)
    let room = Self.titleRoom(above: figures.map { layout.face(in: $0.box) }, layout: layout)
    layers += figures
    layers += try Self.title(plan.title, in: room, layout: layout, look: look, setter: setter)
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
    for line in plan.lines where !line.character.isEmpty && cast[line.side] == nil { cast[line.side] = line.character }
    let asking = plan.lines.first?.side ?? .left
    // Two lines of the title go above the heads.
    let free = layout.safe.y + 2 * lineHeight * leastSize(layout) + 2 * (padding + margin) * layout.scale
    let tallest = min(1.06 * layout.figureHeight, (layout.frame.bottom - free) / 0.945)
    return try [asking, asking.other].compactMap { side in
      guard let character = cast[side] else { return nil }
      let isAsking = side == asking && cast.count > 1
      let pose = isAsking ? "thinking" : "pointing"
      guard let asset = shelf.asset("characters", character, pose) ?? shelf.asset("characters", character, "standing") else {
        throw SceneError.unknownCharacter(character)
      }
      let box = layout.figure(on: side, height: isAsking ? 0.925 * tallest : tallest, aspect: try shelf.aspect(asset))
      return Layer(isAsking ? .listener : .speaker, .figure(Figure(asset: asset, box: box, brightness: 1)))
    }
  }

  /// From the top to above the heads; where nobody is seen, down to where platforms write the film's length.
  private static func titleRoom(above faces: [Box], layout: FrameLayout) -> Box {
    // Buttons of a platform lie beside its lower half: above, as much may stay free at both sides.
    let side = min(layout.safe.x, layout.frame.width - layout.safe.right)
    let wide = Box(x: side, y: layout.safe.y, width: layout.frame.width - 2 * side, height: layout.safe.height)
    let room = wide.inset(by: margin * layout.scale)
    let bottom = faces.map(\.y).min().map { $0 - margin * layout.scale } ?? min(room.bottom, 0.84 * layout.frame.bottom)
    return Box(x: room.x, y: room.y, width: room.width, height: bottom - room.y)
  }

  /// What is said of a title, in the order of what is best: a part that stands by itself, all of it, and then ever fewer words.
  ///
  /// An ellipsis says that it goes on; no word is torn, and none is left that leans on the next one.
  package static func fewWords(of title: String) -> [String] {
    let words = title.split(whereSeparator: \.isWhitespace).map {
      CaptionWord(text: String($0), start: .zero, end: .zero)
    }
    guard words.count > 1 else { return [title.trimmed] }
    let all = words.map(\.text).joined(separator: " ")
    var (whole, parts): ([String], [String]) = ([], [])
    for count in 1..<words.count {
      let (last, next) = (words[count - 1], words[count])
      let text = words[..<count].map(\.text).joined(separator: " ")
      if text.last.map(":?!".contains) ?? false {
        whole.append(text.hasSuffix(":") ? String(text.dropLast()) : text)
      } else if !last.leans, !LineBreaks.isOneAmount(last, next) {
        parts.append(String(text.reversed().drop(while: { ",;.…–-".contains($0) }).reversed()) + "…")
      }
    }
    return (words.count > mostWords ? whole + [all] : [all] + whole) + parts.reversed()
  }

  /// A title of more is said in part, where a part stands by itself.
  private static let mostWords = 4
  /// In the pixels of a frame whose shorter side has 1080.
  private static let padding = 26.0
  private static let margin = 14.0
  private static let lineHeight = 1.1

  /// In lists a thumbnail is 240 pixels wide: letters of 120 where it has 1280 can still be read.
  private static func leastSize(_ layout: FrameLayout) -> Double { layout.frame.width * 120 / 1280 }

  private static func title(_ title: String, in room: Box, layout: FrameLayout, look: Look, setter: TextSetter) throws -> [Layer]
  {
    let s = layout.scale
    guard
      let set = try set(title, in: room.inset(byX: 1.5 * padding * s, y: padding * s), layout: layout, setter: setter)?
        .withAccentedLastLine(look.accent, shadow: 0)
    else { return [] }
    let text = set.piece.box
    let box = Box(x: room.x, y: text.y - padding * s, width: room.width, height: text.height + 2 * padding * s).onPixels
    let card = Panel(
      box: box, radius: 52 * s, paint: .flat(Look.board), outline: Panel.Outline(width: max(1, 8 * s), colour: look.accent),
      shadow: 30 * s)
    let bar = Box(x: box.midX - 90 * s, y: box.bottom - 9 * s, width: 180 * s, height: 18 * s).onPixels
    return [
      Layer(.card, .panel(card)), Layer(.title, .text(set.piece)),
      Layer(.ornament, .panel(Panel(box: bar, radius: bar.height / 2, paint: .flat(Look.brand)))),
    ]
  }

  /// The most that can be said in large letters. Only a word that is wider than the picture is set smaller.
  private static func set(_ title: String, in box: Box, layout: FrameLayout, setter: TextSetter) throws -> SetText? {
    let least = leastSize(layout)
    let style = TextStyle(.heading, size: max(1.15 * layout.titleSize, 1.2 * least), weight: 800, lineHeight: lineHeight)
    var last: SetText?
    for smallest in [least, 0.4 * layout.titleSize] {
      let room = TextSetter.Room(box: box, mostLines: 4, smallest: smallest, prefersEvenLines: true)
      for text in fewWords(of: title) where !text.isEmpty {
        let set = try setter.set(text, style: style, colour: Look.paper, in: room)
        if set.piece.mostLines == nil { return set }
        last = set
      }
    }
    return last
  }
}

extension String {
  fileprivate var trimmed: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
