/// A small picture that lies over others, a logo for one, as its brightness, colours and how much of what is under it is seen.
package struct PlanarTile: Sendable {
  /// Where it lies: even places, as colours are half as many as pixels.
  private let x: Int
  private let y: Int
  private let width: Int
  private let height: Int
  private let luma: Plane
  private let blue: Plane
  private let red: Plane

  /// What is added to a plane, and how much of it is left before, in parts of 256.
  private struct Plane: Sendable {
    let added: [UInt8]
    let left: [UInt16]
  }

  /// Pixels are BGRA bytes, premultiplied, row after row without gaps. `opacity` is from 0 to 1.
  package init(_ pixels: [UInt8], width: Int, height: Int, atX x: Int, y: Int, opacity: Double = 1) {
    (self.x, self.y) = (x & ~1, y & ~1)
    let (insetX, insetY) = (x & 1, y & 1)
    self.width = (width + insetX + 1) & ~1
    self.height = (height + insetY + 1) & ~1
    let given = pixels.count >= width * height * 4 ? pixels : []
    let strength = max(0, min(1, opacity))
    /// Of pixels beside it, nothing is seen.
    func pixel(_ column: Int, _ row: Int) -> SIMD4<Double> {
      let (column, row) = (column - insetX, row - insetY)
      guard !given.isEmpty, (0..<width).contains(column), (0..<height).contains(row) else { return .zero }
      let place = (row * width + column) * 4
      return SIMD4((0..<4).map { Double(given[place + $0]) }) * strength
    }
    func plane(_ columns: Int, _ rows: Int, _ weights: SIMD4<Double>, _ base: Double, _ seen: (Int, Int) -> SIMD4<Double>)
      -> Plane
    {
      var (added, left): ([UInt8], [UInt16]) = ([], [])
      for row in 0..<rows {
        for column in 0..<columns {
          let pixel = seen(column, row)
          let value = (pixel * weights).sum() + base * pixel.w / 255
          added.append(UInt8(max(0, min(255, value.rounded()))))
          left.append(UInt16(max(0, min(256, (256 * (1 - pixel.w / 255)).rounded()))))
        }
      }
      return Plane(added: added, left: left)
    }
    func cell(_ column: Int, _ row: Int) -> SIMD4<Double> {
      let (left, top) = (2 * column, 2 * row)
      return (pixel(left, top) + pixel(left + 1, top) + pixel(left, top + 1) + pixel(left + 1, top + 1)) / 4
    }
    // Blue, green and red, by BT.709 in limited range.
    luma = plane(self.width, self.height, SIMD4(0.0620, 0.6142, 0.1826, 0), 16, pixel)
    blue = plane(self.width / 2, self.height / 2, SIMD4(0.4392, -0.3386, -0.1006, 0), 128, cell)
    red = plane(self.width / 2, self.height / 2, SIMD4(-0.0403, -0.3989, 0.4392, 0), 128, cell)
  }

  /// Lays it over a picture; what lies outside of that is not seen.
  package func lay(on picture: inout PlanarPicture) {
    unsafe lay(luma, on: picture.luma, picture.width, picture.height, 1)
    unsafe lay(blue, on: picture.blue, picture.width / 2, picture.height / 2, 2)
    unsafe lay(red, on: picture.red, picture.width / 2, picture.height / 2, 2)
  }

  private func lay(_ plane: Plane, on target: UnsafeMutablePointer<UInt8>, _ across: Int, _ down: Int, _ scale: Int) {
    let (x, y, width, height) = (x / scale, y / scale, width / scale, height / scale)
    let columns = (x..<x + width).clamped(to: 0..<across)
    for row in (y..<y + height).clamped(to: 0..<down) {
      let line = (row - y) * width - x
      for column in columns {
        let place = row * across + column
        let under = unsafe UInt16(target[place]) * plane.left[line + column]
        unsafe target[place] = UInt8(min(255, UInt16(plane.added[line + column]) + (under + 128) >> 8))
      }
    }
  }
}
