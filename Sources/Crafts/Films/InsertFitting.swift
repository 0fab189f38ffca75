import Drawing
import Media

/// Lays a picture of any shape into a frame: as large as it goes, whole, in the middle, on a ground. Pixels are BGRA bytes without gaps.
struct InsertFitting {
  let width: Int
  let height: Int
  let ground: InsertSource.Ground

  /// Bars of less than this part of a side are no bars: the picture takes up the whole side.
  private static let sliver = 0.01
  /// The ground is drawn so much smaller first: enlarged again, nothing in it is sharp.
  private static let blur = 48
  /// A line as long as nobody draws one is seen a little bent out of focus, rather than not at all.
  private static let widest = 4096
  private static let longest = 1e4

  /// How large a picture of that shape is in the frame.
  func size(of picture: StillPicture.Size) -> StillPicture.Size {
    let scale = min(Double(width) / Double(picture.width), Double(height) / Double(picture.height))
    func side(_ own: Int, _ whole: Int) -> Int {
      let side = min(whole, max(1, Int((Double(own) * scale).rounded())))
      return Double(whole - side) <= Self.sliver * Double(whole) ? whole : side
    }
    return .init(width: side(picture.width, width), height: side(picture.height, height))
  }

  /// The frame with a picture in it that has its size already; `draw` draws it in any other.
  func frame(
    of pixels: [UInt8], size: StillPicture.Size, draw: (StillPicture.Size) throws(MediaError) -> [UInt8]
  ) throws(MediaError) -> [UInt8] {
    if size.width == width, size.height == height { return pixels }
    var frame = try ground(beside: size, draw: draw)
    let (left, top) = ((width - size.width) / 2, (height - size.height) / 2)
    let row = size.width * 4
    for y in 0..<size.height {
      let place = ((top + y) * width + left) * 4
      frame.replaceSubrange(place..<place + row, with: pixels[y * row..<(y + 1) * row])
    }
    return frame
  }

  /// The frame with a picture file in it, which may be seen through.
  func frame(of bytes: [UInt8], name: String) throws -> [UInt8] {
    let picture = try Drawing.Picture(bytes, name: name)
    let wanted = size(of: .init(width: max(1, Int(min(Self.longest, picture.aspect) * 10_000)), height: 10_000))
    let pixels = try Self.drawn(picture, wanted)
    let isOpaque = !stride(from: 3, to: pixels.count, by: 4).contains { pixels[$0] < 255 }
    if isOpaque, wanted.width == width, wanted.height == height { return pixels }
    var failure: (any Error)?
    var frame = try ground(beside: wanted) { size throws(MediaError) in
      do { return try Self.drawn(picture, size) } catch {
        failure = error
        return [UInt8](repeating: 0, count: size.width * size.height * 4)
      }
    }
    if let failure { throw failure }
    let (left, top) = ((width - wanted.width) / 2, (height - wanted.height) / 2)
    for y in 0..<wanted.height {
      for x in 0..<wanted.width {
        let (from, to) = ((y * wanted.width + x) * 4, ((top + y) * width + left + x) * 4)
        let clear = 255 - Int(pixels[from + 3])
        for channel in 0..<4 {
          frame[to + channel] = UInt8(min(255, Int(pixels[from + channel]) + Int(frame[to + channel]) * clear / 255))
        }
      }
    }
    return frame
  }

  private static func drawn(_ picture: Drawing.Picture, _ size: StillPicture.Size) throws -> [UInt8] {
    var canvas = try Canvas(width: size.width, height: size.height)
    try canvas.draw(picture, in: canvas.box, fit: .covering)
    try canvas.check()
    return try canvas.withPixels { pixels, stride in
      let all = pixels.withUnsafeBytes { [UInt8]($0) }
      return (0..<size.height).flatMap { all[$0 * stride..<$0 * stride + size.width * 4] }
    }
  }

  private func ground(
    beside size: StillPicture.Size, draw: (StillPicture.Size) throws(MediaError) -> [UInt8]
  ) throws(MediaError) -> [UInt8] {
    switch ground {
    case .colour(let colour):
      let pixel = [colour.blue, colour.green, colour.red, 1].map { UInt8((max(0, min(1, $0)) * 255).rounded()) }
      let row = (0..<width).flatMap { _ in pixel }
      var frame: [UInt8] = []
      frame.reserveCapacity(width * height * 4)
      for _ in 0..<height { frame += row }
      return frame
    case .blurred: return try blurred(size, draw)
    }
  }

  private func blurred(
    _ size: StillPicture.Size, _ draw: (StillPicture.Size) throws(MediaError) -> [UInt8]
  ) throws(MediaError) -> [UInt8] {
    let small = StillPicture.Size(width: max(4, width / Self.blur), height: max(4, height / Self.blur))
    let scale = max(Double(small.width) / Double(size.width), Double(small.height) / Double(size.height))
    let whole = StillPicture.Size(
      width: max(small.width, min(Self.widest, Int((Double(size.width) * scale).rounded()))),
      height: max(small.height, min(Self.widest, Int((Double(size.height) * scale).rounded()))))
    let drawn = try draw(whole)
    let (left, top) = ((whole.width - small.width) / 2, (whole.height - small.height) / 2)
    var middle: [UInt8] = []
    for y in 0..<small.height {
      let place = ((top + y) * whole.width + left) * 4
      // A fifth darker, so that the picture itself stands out.
      middle += drawn[place..<place + small.width * 4].map { UInt8(Int($0) * 4 / 5) }
    }
    middle = Self.softened(middle, width: small.width)
    return try StillPicture.scaled(
      middle.span.bytes, stride: small.width * 4, size: small, to: .init(width: width, height: height))
  }

  /// Each pixel mixed with the eight around it.
  private static func softened(_ pixels: [UInt8], width: Int) -> [UInt8] {
    let height = pixels.count / 4 / width
    return pixels.indices.map { place in
      let (x, y) = (place / 4 % width, place / 4 / width)
      var sum = 8
      for (row, rowWeight) in [(y - 1, 1), (y, 2), (y + 1, 1)] {
        for (column, weight) in [(x - 1, 1), (x, 2), (x + 1, 1)] {
          let near = (min(height - 1, max(0, row)) * width + min(width - 1, max(0, column))) * 4 + place % 4
          sum += Int(pixels[near]) * rowWeight * weight
        }
      }
      return UInt8(sum / 16)
    }
  }
}
