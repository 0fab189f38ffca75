/// How a stored picture is turned, and perhaps mirrored, to be upright: by right angles only.
struct QuarterTurn: Hashable {
  /// From a stored place to a shown one: x' = xx·x + yx·y, y' = xy·x + yy·y; each is -1, 0 or 1.
  private let xx, xy, yx, yy: Int

  static let none = QuarterTurn(xx: 1, xy: 0, yx: 0, yy: 1)

  private init(xx: Int, xy: Int, yx: Int, yy: Int) { (self.xx, self.xy, self.yx, self.yy) = (xx, xy, yx, yy) }

  /// Of the nine numbers of a display matrix; nil for one that turns by another angle.
  init?(matrix: [Int32]) {
    guard matrix.count == 9 else { return nil }
    let parts = [matrix[0], matrix[1], matrix[3], matrix[4]].map { $0.magnitude < 1 << 12 ? 0 : $0.signum() }.map(Int.init)
    let (xx, xy, yx, yy) = (parts[0], parts[1], parts[2], parts[3])
    let isUpright = xx != 0 && yy != 0 && xy == 0 && yx == 0
    let isOnItsSide = xx == 0 && yy == 0 && xy != 0 && yx != 0
    guard isUpright || isOnItsSide else { return nil }
    self.init(xx: xx, xy: xy, yx: yx, yy: yy)
  }

  /// Whether width and height change places.
  var swapsSides: Bool { xx == 0 }

  /// The way back.
  var inverse: QuarterTurn { QuarterTurn(xx: xx, xy: yx, yx: xy, yy: yy) }

  /// Where the upper left corner of a part of a picture of that size comes to lie.
  func corner(x: Int, y: Int, of part: StillPicture.Size, in size: StillPicture.Size) -> (x: Int, y: Int) {
    let target = upright(size)
    let (startX, startY) = (xx + yx < 0 ? target.width - 1 : 0, xy + yy < 0 ? target.height - 1 : 0)
    func place(_ x: Int, _ y: Int) -> (x: Int, y: Int) { (xx * x + yx * y + startX, xy * x + yy * y + startY) }
    let (one, other) = (place(x, y), place(x + part.width - 1, y + part.height - 1))
    return (min(one.x, other.x), min(one.y, other.y))
  }

  func upright(_ size: StillPicture.Size) -> StillPicture.Size {
    swapsSides ? .init(width: size.height, height: size.width) : size
  }

  /// Where in the shown picture the first stored pixel lies, and how far it is there from one to the next of a stored row, and from one row to the next.
  func path(of size: StillPicture.Size) -> (start: Int, step: Int, rowStep: Int) {
    let target = upright(size)
    let (startX, startY) = (xx + yx < 0 ? target.width - 1 : 0, xy + yy < 0 ? target.height - 1 : 0)
    return (startY * target.width + startX, xy * target.width + xx, yy * target.width + yx)
  }

  /// Pixels of four bytes, without gaps between rows, as they are shown.
  func turned(_ pixels: [UInt8], size: StillPicture.Size) -> [UInt8] {
    guard self != .none, pixels.count == size.width * size.height * 4 else { return pixels }
    let path = path(of: size)
    var result = [UInt8](repeating: 0, count: pixels.count)
    unsafe pixels.withUnsafeBytes { from in
      unsafe result.withUnsafeMutableBytes { to in
        for row in 0..<size.height {
          var place = path.start + row * path.rowStep
          for column in 0..<size.width {
            precondition(place >= 0 && place < size.width * size.height)
            let pixel = unsafe from.loadUnaligned(fromByteOffset: (row * size.width + column) * 4, as: UInt32.self)
            unsafe to.storeBytes(of: pixel, toByteOffset: place * 4, as: UInt32.self)
            place += path.step
          }
        }
      }
    }
    return result
  }
}
