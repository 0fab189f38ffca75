/// A picture as it is coded: brightness, and two colours of half the size (4:2:0), BT.709 in limited range.
@safe package struct PlanarPicture: ~Copyable {
  package let width: Int
  package let height: Int
  /// What errors name.
  private let file: String
  let luma: UnsafeMutablePointer<UInt8>
  let blue: UnsafeMutablePointer<UInt8>
  let red: UnsafeMutablePointer<UInt8>

  /// As a film of that track needs it. It is black.
  package init(_ track: VideoTrack, file: String) throws(MediaError) {
    try track.check(file: file)
    self.init(width: track.width, height: track.height, file: file)
  }

  /// Both sides are even.
  init(width: Int, height: Int, file: String) {
    self.width = width
    self.height = height
    self.file = file
    let count = width * height
    unsafe luma = .allocate(capacity: count)
    unsafe blue = .allocate(capacity: count / 4)
    unsafe red = .allocate(capacity: count / 4)
    unsafe luma.initialize(repeating: 16, count: count)
    unsafe blue.initialize(repeating: 128, count: count / 4)
    unsafe red.initialize(repeating: 128, count: count / 4)
  }

  deinit {
    unsafe luma.deallocate()
    unsafe blue.deallocate()
    unsafe red.deallocate()
  }

  /// The three planes, one behind the other.
  package var bytes: [UInt8] {
    let count = width * height
    return unsafe Array(UnsafeBufferPointer(start: luma, count: count)) + UnsafeBufferPointer(start: blue, count: count / 4)
      + UnsafeBufferPointer(start: red, count: count / 4)
  }

  /// Takes over four bytes a pixel: blue, green, red, and one that is not looked at. Only what `box` touches is converted, to exactly
  /// what converting all of it would give.
  package mutating func draw(_ pixels: RawSpan, stride: Int, within box: PixelBox? = nil) throws(MediaError) {
    let needed = stride.multipliedReportingOverflow(by: height - 1)
    guard stride >= width * 4, !needed.overflow, pixels.byteCount >= needed.partialValue + width * 4 else {
      throw MediaError(
        .misfit("\(pixels.byteCount) bytes in rows of \(stride) for \(width)x\(height) pixels"), file: file, track: .picture)
    }
    let all = PixelBox(x: 0..<width, y: 0..<height)
    let box = box.map { PixelBox(x: $0.x.clamped(to: all.x), y: $0.y.clamped(to: all.y)) } ?? all
    guard !box.isEmpty else { return }
    // A colour is that of two rows, and of the pixels to the left and right of it.
    let rows = box.y.lowerBound / 2..<(box.y.upperBound + 1) / 2
    let columns = box.x.lowerBound / 2..<min(width / 2, box.x.upperBound / 2 + 1)
    unsafe pixels.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      for row in rows {
        let upper = unsafe base + 2 * row * stride
        let lower = unsafe upper + stride
        unsafe Self.luma(of: upper, columns, into: luma + 2 * row * width)
        unsafe Self.luma(of: lower, columns, into: luma + (2 * row + 1) * width)
        unsafe Self.colours(of: upper, lower, columns, width, into: blue + row * width / 2, red + row * width / 2)
      }
    }
  }

  // The matrix of BT.709 from full to limited range, in parts of 1 << 15: exact to a hundredth of a step. The loops are as plain as they are so
  // that the compiler makes them work on many pixels at once.

  private static func luma(of row: UnsafeRawPointer, _ columns: Range<Int>, into luma: UnsafeMutablePointer<UInt8>) {
    for x in 2 * columns.lowerBound..<2 * columns.upperBound {
      let pixel = unsafe row.loadUnaligned(fromByteOffset: 4 &* x, as: Int32.self)
      let sum = (pixel & 255) &* 2032 &+ (pixel >> 8 & 255) &* 20127 &+ (pixel >> 16 & 255) &* 5983
      unsafe luma[x] = UInt8(truncatingIfNeeded: (sum &+ (16 << 15 | 1 << 14)) >> 15)
    }
  }

  /// Colours lie on the left one of each two columns, as players take it: a quarter of each neighbour, half of itself.
  private static func colours(
    of upper: UnsafeRawPointer, _ lower: UnsafeRawPointer, _ columns: Range<Int>, _ width: Int,
    into blue: UnsafeMutablePointer<UInt8>, _ red: UnsafeMutablePointer<UInt8>
  ) {
    func convert(_ x: Int, _ before: Int) {
      @inline(__always) func load(_ x: Int) -> (Int32, Int32) {
        let one = unsafe upper.loadUnaligned(fromByteOffset: 4 &* x, as: Int32.self)
        let other = unsafe lower.loadUnaligned(fromByteOffset: 4 &* x, as: Int32.self)
        return ((one & 0xFF00FF) &+ (other & 0xFF00FF), (one >> 8 & 255) &+ (other >> 8 & 255))
      }
      let (left, middle, right) = (load(2 &* x &- before), load(2 &* x), load(2 &* x &+ 1))
      // Eight pixels' worth: two fields of 16 bits each have room for it.
      let outer = left.0 &+ right.0 &+ 2 &* middle.0
      let green = left.1 &+ right.1 &+ 2 &* middle.1
      let (b, r) = (outer & 0xFFFF, outer >> 16)
      let half: Int32 = 128 << 18 | 1 << 17
      unsafe blue[x] = UInt8(truncatingIfNeeded: (b &* 14392 &- green &* 11094 &- r &* 3298 &+ half) >> 18)
      unsafe red[x] = UInt8(truncatingIfNeeded: (r &* 14392 &- green &* 13072 &- b &* 1320 &+ half) >> 18)
    }
    if columns.lowerBound == 0 { convert(0, 0) }
    for x in max(1, columns.lowerBound)..<max(1, columns.upperBound) { convert(x, 1) }
  }
}
