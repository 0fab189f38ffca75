import CLibav

/// A still picture that is laid over each picture of a movie: four bytes a pixel, blue, green, red and how much of it is seen, the colours
/// already weighted by that.
package struct PictureMark: Hashable, Sendable {
  package let pixels: [UInt8]
  package let size: StillPicture.Size
  /// Of its upper left corner, as the movie's pictures are stored.
  package let x: Int
  package let y: Int

  package init(pixels: [UInt8], size: StillPicture.Size, x: Int, y: Int) {
    self.pixels = pixels
    self.size = size
    self.x = max(0, x)
    self.y = max(0, y)
  }
}

/// A mark as planes, ready to be laid over pictures in 4:2:0.
struct PlanarMark {
  /// For each place of a plane: what is added, and what is left of what was there, of 1.
  private struct Plane {
    var added: [Float]
    var left: [Float]
    let width: Int
    let height: Int
  }

  private let planes: [Plane]
  private let x: Int
  private let y: Int

  /// `matrix` is swscale's number of the colour matrix.
  init(_ mark: PictureMark, matrix: Int32, isFullRange: Bool) {
    let (kr, kb): (Float, Float) = matrix == SWS_CS_ITU709 ? (0.2126, 0.0722) : (0.299, 0.114)
    let (black, white, colour): (Float, Float, Float) = isFullRange ? (0, 1, 1) : (16, 219.0 / 255, 224.0 / 255)
    // It begins on even places, as colours do.
    x = mark.x & ~1
    y = mark.y & ~1
    let (width, height) = (mark.size.width & ~1, mark.size.height & ~1)
    var luma = Plane(added: [], left: [], width: width, height: height)
    var blue = Plane(added: [], left: [], width: width / 2, height: height / 2)
    var red = blue
    func value(_ column: Int, _ row: Int) -> (b: Float, g: Float, r: Float, a: Float) {
      let place = (row * mark.size.width + column) * 4
      guard place + 3 < mark.pixels.count else { return (0, 0, 0, 0) }
      let pixel = mark.pixels[place..<place + 4].map { Float($0) }
      return (pixel[0], pixel[1], pixel[2], pixel[3] / 255)
    }
    for row in 0..<height {
      for column in 0..<width {
        let (b, g, r, a) = value(column, row)
        luma.added.append(black * a + white * (kr * r + (1 - kr - kb) * g + kb * b))
        luma.left.append(1 - a)
      }
    }
    for row in 0..<height / 2 {
      for column in 0..<width / 2 {
        let four = [(0, 0), (1, 0), (0, 1), (1, 1)].map { value(2 * column + $0.0, 2 * row + $0.1) }
        let (b, g, r) = (four.map(\.b).reduce(0, +) / 4, four.map(\.g).reduce(0, +) / 4, four.map(\.r).reduce(0, +) / 4)
        let a = four.map(\.a).reduce(0, +) / 4
        let light = kr * r + (1 - kr - kb) * g + kb * b
        blue.added.append(128 * a + colour * (b - light) / (2 * (1 - kb)))
        red.added.append(128 * a + colour * (r - light) / (2 * (1 - kr)))
        blue.left.append(1 - a)
        red.left.append(1 - a)
      }
    }
    planes = [luma, blue, red]
  }

  /// Lays it over a picture of three planes, 8 bits a sample, or 10 in two bytes.
  func lay(over frame: borrowing Frame, isDeep: Bool) {
    let data = unsafe [frame.raw.pointee.data.0, frame.raw.pointee.data.1, frame.raw.pointee.data.2]
    let strides = unsafe [frame.raw.pointee.linesize.0, frame.raw.pointee.linesize.1, frame.raw.pointee.linesize.2]
    let size = (Int(unsafe frame.raw.pointee.width), Int(unsafe frame.raw.pointee.height))
    for index in 0..<3 {
      guard let base = unsafe data[index] else { continue }
      let plane = planes[index]
      let half = index == 0 ? 1 : 2
      let (left, top) = (x / half, y / half)
      let columns = max(0, min(plane.width, size.0 / half - left))
      for row in 0..<max(0, min(plane.height, size.1 / half - top)) {
        let line = unsafe UnsafeMutableRawPointer(base) + (top + row) * Int(strides[index])
        for column in 0..<columns {
          let (added, rest) = (plane.added[row * plane.width + column], plane.left[row * plane.width + column])
          if rest == 1 { continue }
          if isDeep {
            let place = (left + column) * 2
            let old = Float(unsafe line.load(fromByteOffset: place, as: UInt16.self))
            unsafe line.storeBytes(
              of: UInt16(max(0, min(1023, old * rest + added * 4 + 0.5))), toByteOffset: place, as: UInt16.self)
          } else {
            let place = left + column
            let old = Float(unsafe line.load(fromByteOffset: place, as: UInt8.self))
            unsafe line.storeBytes(of: UInt8(max(0, min(255, old * rest + added + 0.5))), toByteOffset: place, as: UInt8.self)
          }
        }
      }
    }
  }
}
