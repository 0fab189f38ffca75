import Drawing

/// A drawn shape and where it belongs.
struct PlacedTile {
  let tile: Tile
  let x: Double
  let y: Double

  var box: Box { Box(x: x, y: y, width: Double(tile.width), height: Double(tile.height)) }
}

/// Shapes that were drawn already; when there are too many, those that were not used for longest go.
struct TileCache {
  let mostBytes: Int
  private var entries: [Shape: (placed: PlacedTile, used: Int)] = [:]
  private var bytes = 0
  private var clock = 0

  init(mostBytes: Int) { self.mostBytes = mostBytes }

  /// A shape that was kept.
  mutating func tile(for shape: Shape) -> PlacedTile? {
    clock += 1
    guard let entry = entries[shape] else { return nil }
    entries[shape]?.used = clock
    return entry.placed
  }

  mutating func keep(_ placed: PlacedTile, for shape: Shape) {
    bytes += placed.tile.byteCount
    entries[shape] = (placed, clock)
    if bytes > mostBytes { dropOldest() }
  }

  /// Half of what there is, so that this is not done for every tile.
  private mutating func dropOldest() {
    for (shape, entry) in entries.sorted(by: { $0.value.used < $1.value.used }) {
      guard bytes > mostBytes / 2, entry.used < clock else { break }
      bytes -= entry.placed.tile.byteCount
      entries[shape] = nil
    }
  }
}
