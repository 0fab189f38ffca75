package import Drawing
package import Production

/// A card with a few words that stands before or after a recording: still, and in the brand.
package struct Slide: Hashable, Sendable {
  package let picture: PictureDescription

  /// Frames of any size; either text may be empty.
  package init(
    title: String, text: String = "", style: VideoStyle, brand: Brand?, width: Int, height: Int, shelf: AssetShelf,
    fonts: FontBook
  ) throws {
    let layout = FrameLayout(width: width, height: height, company: .nobody)
    let look = Look(style)
    let words = try Words(title, text, layout: layout, look: look, setter: TextSetter(fonts: fonts))
    var layers = [Composer.backdrop(style, look: look, shelf: shelf, frame: layout.frame)] + words.layers
    var obstacles = layers.dropFirst().map(\.box)
    for mark in try brand.map({ try BrandMark.all(of: $0, layout: layout, shelf: shelf) }) ?? [] {
      guard let box = mark.place(in: layout, among: obstacles) else { continue }
      obstacles.append(box)
      layers.append(mark.layer(in: box))
    }
    let isOwn = shelf.asset(AssetKind.backgrounds, style.rawValue).map(shelf.isOwn) ?? false
    let picture = PictureDescription(layers: layers)
    self.picture = brand?.colours.map { Livery($0, over: look).dressed(picture, keepingBackdrop: isOwn) } ?? picture
  }

  /// Both texts as one block in the middle, a bar between them.
  private struct Words {
    private(set) var layers: [Layer] = []

    init(_ title: String, _ text: String, layout: FrameLayout, look: Look, setter: TextSetter) throws {
      let s = layout.scale
      let room = layout.title
      let (gap, bar) = (44 * s, 12 * s)
      func titleSet(in box: Box) throws -> SetText? {
        try title.isEmpty
          ? nil
          : setter.set(
            title, style: TextStyle(.heading, size: layout.titleSize, weight: 800, lineHeight: 1.12), colour: Look.paper,
            in: TextSetter.Room(box: box, mostLines: 4, smallest: 0.42 * layout.titleSize, prefersEvenLines: true)
          ).withAccentedLastLine(look.accent, shadow: 14 * s)
      }
      // Alone, it is what the card is about.
      let textStyle =
        title.isEmpty
        ? TextStyle(.heading, size: 0.72 * layout.titleSize, weight: 700, lineHeight: 1.2)
        : TextStyle(.body, size: 56 * s, weight: 500, lineHeight: 1.35)
      func textSet(in box: Box) throws -> SetText? {
        try text.isEmpty
          ? nil
          : setter.set(
            text, style: textStyle, colour: Look.paper,
            in: TextSetter.Room(box: box, mostLines: 4, smallest: 34 * s, prefersEvenLines: true))
      }
      func box(_ y: Double, _ height: Double) -> Box { Box(x: room.x, y: y, width: room.width, height: height) }
      let between = title.isEmpty || text.isEmpty ? 0 : 2 * gap + bar
      // Each as high as it needs to be; then both where they belong.
      let upper = try titleSet(in: box(room.y, text.isEmpty ? room.height : (room.height - between) * 0.6))?.piece.box.height ?? 0
      let lower = try textSet(in: box(room.y, room.height - between - upper))?.piece.box.height ?? 0
      let top = room.midY - (upper + between + lower) / 2
      if let set = try titleSet(in: box(top, upper)) { layers.append(Layer(.title, .text(set.piece))) }
      if between > 0 || title.isEmpty && lower > 0 {
        let y = between > 0 ? top + upper + gap : top + lower + gap
        let line = Box(x: room.midX - 75 * s, y: y, width: 150 * s, height: bar).onPixels
        layers.append(Layer(.ornament, .panel(Panel(box: line, radius: line.height / 2, paint: .flat(Look.brand)))))
      }
      if let set = try textSet(in: box(top + upper + between, lower)) { layers.append(Layer(.caption, .text(set.piece))) }
    }
  }
}

/// A logo or a watermark as it lies over a recording: in its own corner, whatever there is to be seen.
package struct MarkOverRecording: Sendable {
  package let pixels: TilePixels
  package let x: Int
  package let y: Int

  /// What a brand lays over frames of that size. Where both want one corner, the watermark gives way.
  package static func all(of brand: Brand, width: Int, height: Int, shelf: AssetShelf) throws -> [MarkOverRecording] {
    let layout = FrameLayout(width: width, height: height, company: .nobody)
    var taken: [Box] = []
    return try BrandMark.all(of: brand, layout: layout, shelf: shelf).compactMap { mark in
      guard let box = mark.place(in: layout, among: taken)?.onPixels else { return nil }
      taken.append(box)
      let picture = try shelf.picture(mark.asset).tile(width: Int(box.width), height: Int(box.height))
      let tile = try Tile(width: picture.width, height: picture.height) { canvas in
        canvas.lay(picture, atX: 0, y: 0, opacity: mark.opacity)
      }
      return MarkOverRecording(pixels: try tile.pixels(), x: Int(box.x), y: Int(box.y))
    }
  }
}
