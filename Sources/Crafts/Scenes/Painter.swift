package import Drawing
package import Production

/// Draws pictures as they are described; what stays the same from picture to picture is drawn once.
package final class Painter {
  package let width: Int
  package let height: Int
  private let shelf: AssetShelf
  private let fonts: FontBook
  private let backgrounds: Backgrounds
  private var tiles: TileCache
  /// What was painted last, and on what.
  private var last: (mark: CanvasMark, picture: PictureDescription)?

  package convenience init(
    format: VideoFormat, assets: AssetShelf, fonts: FontBook, backgrounds: Backgrounds = Backgrounds()
  ) throws {
    try self.init(width: format.width, height: format.height, assets: assets, fonts: fonts, backgrounds: backgrounds)
  }

  /// Makes a painter for pictures of one size.
  package init(
    width: Int, height: Int, assets: AssetShelf, fonts: FontBook, backgrounds: Backgrounds = Backgrounds()
  ) throws {
    self.width = width
    self.height = height
    shelf = assets
    self.fonts = fonts
    self.backgrounds = backgrounds
    // Enough for two characters in the faces of a scene, some pages of captions and the background; there are several painters at a time.
    tiles = TileCache(mostBytes: max(8 << 20, width * height * 4 * 6))
  }

  /// Makes a canvas of the painter's size.
  package func makeCanvas() throws -> Canvas { try Canvas(width: width, height: height) }

  /// Draws the picture over whatever is on the canvas, and returns the part of the canvas that may have changed.
  ///
  /// On the canvas that it painted last, and that nobody else drew on since, only what differs is drawn anew; what comes
  /// out is the same to the bit.
  @discardableResult
  package func paint(_ picture: PictureDescription, onto canvas: inout Canvas) throws -> Box {
    let changed = try changes(to: picture, on: canvas)
    if !changed.isEmpty {
      try canvas.clipped(to: changed) { canvas in
        for layer in picture.layers where layer.opacity > 0 { try paint(layer, onto: &canvas, within: changed) }
      }
    }
    try canvas.check()
    last = (CanvasMark(canvas), picture)
    return changed.dropFirst().reduce(changed.first ?? Box(x: 0, y: 0, width: 0, height: 0)) { $0.union($1) }
  }

  /// Writes on a sheet of any size, over what is on it.
  func write(_ text: TextPiece, onto canvas: inout Canvas) throws {
    let placed = try tile(for: .text(text))
    canvas.lay(placed.tile, atX: placed.x, y: placed.y)
  }

  private func paint(_ layer: Layer, onto canvas: inout Canvas, within changed: [Box]) throws {
    let drawn = try PictureChanges.drawn(layer, tile: tile)
    guard changed.contains(where: drawn.overlaps) else { return }
    guard let clip = layer.clip else { return try draw(layer, onto: &canvas) }
    try canvas.clipped(to: clip) { canvas in try draw(layer, onto: &canvas) }
  }

  private func draw(_ layer: Layer, onto canvas: inout Canvas) throws {
    guard layer.shift == Layer.Shift() else {
      var there = layer
      there.shift = Layer.Shift()
      return try canvas.moved(byX: layer.shift.x, y: layer.shift.y) { canvas in try draw(there, onto: &canvas) }
    }
    guard layer.scale == 1 else {
      let middle = layer.shape.middle
      return try canvas.scaled(by: layer.scale, aroundX: middle.x, y: middle.y) { canvas in
        var there = layer
        there.scale = 1
        try draw(there, onto: &canvas)
      }
    }
    let placed = try tile(for: layer.shape)
    guard case .text(let text) = layer.shape, let highlight = text.highlight else {
      return canvas.lay(placed.tile, atX: placed.x, y: placed.y, opacity: layer.opacity)
    }
    // As one: the word must not be seen through its mark.
    try canvas.faded(to: layer.opacity, within: placed.box.union(highlight.drawn(in: text.style))) { canvas in
      canvas.lay(placed.tile, atX: placed.x, y: placed.y)
      try draw(highlight, of: text, onto: &canvas)
    }
  }

  func tile(for shape: Shape) throws -> PlacedTile {
    let shape = shape.withoutHighlight
    if let placed = tiles.tile(for: shape) { return placed }
    // To draw one shape may need others: the cache is not held while it is done.
    let placed = try draw(shape)
    tiles.keep(placed, for: shape)
    return placed
  }

  /// Where the picture differs from the one that is on the canvas; all of it, if that is not known.
  private func changes(to picture: PictureDescription, on canvas: borrowing Canvas) throws -> [Box] {
    guard let last, canvas.isUnchanged(since: last.mark) else { return [canvas.box] }
    let boxes = try PictureChanges(from: last.picture, to: picture, tile: tile).boxes
    return boxes.map(\.roundedOut)
  }

  private func draw(_ shape: Shape) throws -> PlacedTile {
    switch shape {
    case .whole(let picture, let box):
      let tile = try Tile(width: Int(box.width), height: Int(box.height)) { canvas in
        for layer in picture.layers where layer.opacity > 0 { try paint(layer, onto: &canvas, within: [box]) }
      }
      return PlacedTile(tile: tile, x: box.x, y: box.y)
    case .backdrop(let backdrop): return try draw(backdrop)
    case .figure(let figure):
      let tile = try shelf.picture(figure.asset).tile(
        width: Int(figure.box.width), height: Int(figure.box.height), brightness: figure.brightness, tint: Look.ink,
        at: figure.moment)
      return PlacedTile(tile: tile, x: figure.box.x, y: figure.box.y)
    case .picture(let asset, let box, let moment):
      let tile = try shelf.picture(asset).tile(width: Int(box.width), height: Int(box.height), at: moment)
      return PlacedTile(tile: tile, x: box.x, y: box.y)
    case .panel(let panel): return try draw(panel)
    case .text(let text): return try draw(text)
    }
  }

  private func draw(_ backdrop: Backdrop) throws -> PlacedTile {
    let box = backdrop.box.scaled(by: backdrop.overscan).onPixels
    let tile = try backgrounds.tile(for: backdrop) {
      try Tile.smooth(width: Int(box.width), height: Int(box.height)) { canvas in
        canvas.fill(canvas.box, with: .falling(from: backdrop.top, to: backdrop.bottom))
        if let asset = backdrop.asset { try canvas.draw(shelf.picture(asset), in: canvas.box, fit: .covering) }
      }
    }
    return PlacedTile(tile: tile, x: box.x, y: box.y)
  }

  private func draw(_ panel: Panel) throws -> PlacedTile {
    let reach = panel.shadow * 1.5 + 2
    var outer = panel.box.inset(by: -reach)
    if let tail = panel.tail {
      outer = outer.union(Box(x: outer.x, y: outer.y, width: outer.width, height: tail.tipY - outer.y + 4))
    }
    outer = outer.onPixels
    let box = panel.box.moved(byX: -outer.x, y: -outer.y)
    let tail = panel.tail.map {
      Tail(rootX: $0.rootX - outer.x, rootWidth: $0.rootWidth, tipX: $0.tipX - outer.x, tipY: $0.tipY - outer.y)
    }
    let tile = try Tile(width: Int(outer.width), height: Int(outer.height)) { canvas in
      if panel.shadow > 0 {
        canvas.shadow(
          under: box, radius: panel.radius, blur: panel.shadow, offset: panel.shadow * 0.4, colour: Look.ink.opacity(0.4))
      }
      canvas.fill(box, radius: panel.radius, tail: tail, with: panel.paint)
      if let outline = panel.outline {
        canvas.outline(box, radius: panel.radius, tail: tail, width: outline.width, with: outline.colour)
      }
    }
    return PlacedTile(tile: tile, x: outer.x, y: outer.y)
  }

  private func draw(_ text: TextPiece) throws -> PlacedTile {
    // Room for letters that reach out of their line, and for the shadow.
    let reach = max(text.style.size * 0.3, text.shadow * 2).rounded(.up)
    let outer = text.box.inset(by: -reach).onPixels
    let layout = try TextLayout(
      text.text, style: text.style, width: text.box.width, mostLines: text.mostLines, colours: text.parts, fonts: fonts)
    let (x, y) = (text.box.x - outer.x, text.box.y - outer.y)
    let tile = try Tile(width: Int(outer.width), height: Int(outer.height)) { canvas in
      if text.shadow > 0 {
        for step in 1...4 {
          canvas.outline(
            layout, atX: x, y: y + text.shadow * 0.3, width: text.shadow * Double(step) / 4, colour: Look.ink.opacity(0.16))
        }
      }
      canvas.draw(layout, atX: x, y: y, colour: text.colour)
    }
    return PlacedTile(tile: tile, x: outer.x, y: outer.y)
  }

  private func draw(_ highlight: TextPiece.Highlight, of text: TextPiece, onto canvas: inout Canvas) throws {
    let word = try TextLayout(highlight.word.text, style: text.style, fonts: fonts)
    let place = highlight.word
    canvas.scaled(by: highlight.scale, aroundX: place.box.midX, y: highlight.mark.midY) { canvas in
      canvas.fill(highlight.mark, radius: highlight.mark.height * 0.22, with: .flat(highlight.markColour))
      canvas.draw(word, atX: place.box.x, y: place.baseline - word.baseline, colour: highlight.textColour)
    }
  }
}

extension Shape {
  var withoutHighlight: Shape {
    guard case .text(var text) = self, text.highlight != nil else { return self }
    text.highlight = nil
    return .text(text)
  }

  var middle: (x: Double, y: Double) {
    let box = Layer(.ornament, self).box
    return (box.midX, box.midY)
  }
}
