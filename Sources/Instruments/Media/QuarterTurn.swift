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

  func upright(_ size: StillPicture.Size) -> StillPicture.Size {
    swapsSides ? .init(width: size.height, height: size.width) : size
  }

  /// Pixels of four bytes, without gaps between rows, as they are shown.
  func turned(_ pixels: [UInt8], size: StillPicture.Size) -> [UInt8] {
    guard self != .none, pixels.count == size.width * size.height * 4 else { return pixels }
    let target = upright(size)
    let (startX, startY) = (xx + yx < 0 ? target.width - 1 : 0, xy + yy < 0 ? target.height - 1 : 0)
    // From one pixel to the next of a stored row, and from one row to the next.
    let (step, rowStep) = (xy * target.width + xx, yy * target.width + yx)
    var result = [UInt8](repeating: 0, count: pixels.count)
    unsafe pixels.withUnsafeBytes { from in
      unsafe result.withUnsafeMutableBytes { to in
        for row in 0..<size.height {
          var place = startY * target.width + startX + row * rowStep
          for column in 0..<size.width {
            precondition(place >= 0 && place < size.width * size.height)
            let pixel = unsafe from.loadUnaligned(fromByteOffset: (row * size.width + column) * 4, as: UInt32.self)
            unsafe to.storeBytes(of: pixel, toByteOffset: place * 4, as: UInt32.self)
            place += step
          }
        }
      }
    }
    return result
  }
}
