import Drawing

/// Finds room for something among things that must not be covered.
struct FreePlace {
  /// It lies in here.
  let room: Box
  let obstacles: [Box]
  /// How far it stays away from them.
  let clearance: Double
  let step: Double

  /// The place nearest to the wanted one; nil where there is none.
  func box(nearest wanted: Box) -> Box? {
    guard wanted.width <= room.width, wanted.height <= room.height else { return nil }
    let blocked = obstacles.map { $0.inset(by: -clearance) }
    var best: (distance: Double, box: Box)?
    for y in places(from: room.y, to: room.bottom - wanted.height, with: wanted.y) {
      for x in places(from: room.x, to: room.right - wanted.width, with: wanted.x) {
        let box = Box(x: x, y: y, width: wanted.width, height: wanted.height)
        let distance = (x - wanted.x) * (x - wanted.x) + (y - wanted.y) * (y - wanted.y)
        if let best, best.distance <= distance { continue }
        if !blocked.contains(where: box.overlaps) { best = (distance, box) }
      }
    }
    return best?.box.onPixels
  }

  private func places(from low: Double, to high: Double, with wanted: Double) -> [Double] {
    Array(stride(from: low, through: max(low, high), by: step)) + [max(low, high), min(max(low, wanted), max(low, high))]
  }
}
