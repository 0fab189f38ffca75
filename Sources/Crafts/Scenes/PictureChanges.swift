import Drawing

/// Where one picture differs from another.
struct PictureChanges {
  let boxes: [Box]

  /// Compares layer by layer; `tile` gives what a shape looks like.
  init(from old: PictureDescription, to new: PictureDescription, tile: (Shape) throws -> PlacedTile) throws {
    var boxes: [Box] = []
    if old.layers.map(\.role) == new.layers.map(\.role) {
      for (before, after) in zip(old.layers, new.layers) where before != after {
        boxes += try Self.boxes(from: before, to: after, tile: tile)
      }
    } else {
      // Something came or went: all between what is the same at the back and what is the same at the front.
      let same = zip(old.layers, new.layers).prefix { $0 == $1 }.count
      let rest = min(old.layers.count, new.layers.count) - same
      let front = zip(old.layers.reversed(), new.layers.reversed()).prefix(rest).prefix { $0 == $1 }.count
      for layer in old.layers[same..<old.layers.count - front] + new.layers[same..<new.layers.count - front] {
        boxes.append(try Self.drawn(layer, tile: tile))
      }
    }
    self.boxes = boxes
  }

  private static func boxes(from before: Layer, to after: Layer, tile: (Shape) throws -> PlacedTile) throws -> [Box] {
    if before.rests, after.rests, before.opacity == after.opacity {
      switch (before.shape, after.shape) {
      case (.text(let one), .text(let other)) where before.shape.withoutHighlight == after.shape.withoutHighlight:
        // Only the mark moved on.
        return [one.highlight, other.highlight].compactMap { $0?.drawn(in: one.style) }
      case (.figure(let one), .figure(let other))
      where one.box == other.box && one.brightness == other.brightness:
        // The same pose with another face: few rows differ.
        guard let rows = try tile(before.shape).tile.rowsDiffering(from: tile(after.shape).tile) else { return [] }
        return [Box(x: one.box.x, y: one.box.y + Double(rows.lowerBound), width: one.box.width, height: Double(rows.count))]
      default: break
      }
    }
    return try [drawn(before, tile: tile), drawn(after, tile: tile)]
  }

  /// All that a layer may leave pixels on.
  static func drawn(_ layer: Layer, tile: (Shape) throws -> PlacedTile) throws -> Box {
    var box = try tile(layer.shape).box
    if case .text(let text) = layer.shape, let highlight = text.highlight { box = box.union(highlight.drawn(in: text.style)) }
    if layer.scale != 1 {
      let middle = layer.shape.middle
      box = Box(
        x: middle.x + (box.x - middle.x) * layer.scale, y: middle.y + (box.y - middle.y) * layer.scale,
        width: box.width * layer.scale, height: box.height * layer.scale
      ).inset(by: -2)
    }
    return box.moved(byX: layer.shift.x, y: layer.shift.y)
  }
}

extension Layer {
  /// Whether it is drawn where its shape says, and all of it.
  fileprivate var rests: Bool { scale == 1 && shift == Shift() && clip == nil }
}

extension TextPiece.Highlight {
  /// The mark, and letters that reach out of it.
  func drawn(in style: TextStyle) -> Box {
    mark.union(word.box).scaled(by: scale).inset(by: -0.35 * style.size)
  }
}
