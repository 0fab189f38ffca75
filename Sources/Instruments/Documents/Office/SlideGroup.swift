/// A group on a slide: where it lies, and what its own measure is.
struct SlideGroup {
  private var place: (x: Int, y: Int)?
  private var extent = (x: 1, y: 1)
  private var innerPlace = (x: 0, y: 0)
  private var innerExtent = (x: 1, y: 1)

  mutating func take(_ sign: SlideSign, _ first: Int, _ second: Int) {
    switch sign {
    case .off: if place == nil { place = (first, second) }
    case .ext: extent = (first, second)
    case .chOff: innerPlace = (first, second)
    case .chExt: innerExtent = (first, second)
    default: return
    }
  }

  func outside(_ inner: (x: Int, y: Int)) -> (x: Int, y: Int) {
    guard let place else { return inner }
    func moved(_ inner: Int, _ from: Int, _ innerExtent: Int, _ extent: Int, _ to: Int) -> Int {
      let stretched = Double(inner - from) * Double(extent) / Double(max(1, innerExtent))
      return Int(max(-1e12, min(1e12, stretched))) + to
    }
    return (
      moved(inner.x, innerPlace.x, innerExtent.x, extent.x, place.x),
      moved(inner.y, innerPlace.y, innerExtent.y, extent.y, place.y)
    )
  }
}
