import Testing

@testable import Media

@Suite struct ColourTests {
  private static func picture(_ seed: Int) -> Canvas {
    var canvas = Canvas(width: 96, height: 64, .black)
    var state = UInt64(seed + 1)
    for index in canvas.bytes.indices {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      canvas.bytes[index] = UInt8(truncatingIfNeeded: state >> 56)
    }
    return canvas
  }

  private static func planes(_ draw: (inout PlanarPicture) throws -> Void) throws -> [[UInt8]] {
    var picture = PlanarPicture(width: 96, height: 64, file: "")
    try draw(&picture)
    return [
      Array(UnsafeBufferPointer(start: picture.luma, count: 96 * 64)),
      Array(UnsafeBufferPointer(start: picture.blue, count: 48 * 32)),
      Array(UnsafeBufferPointer(start: picture.red, count: 48 * 32)),
    ]
  }

  /// Converting what changed is the same as converting all of it.
  @Test(arguments: [
    PixelBox(x: 0..<96, y: 0..<64), .init(x: 0..<1, y: 0..<1), .init(x: 95..<96, y: 63..<64), .init(x: 17..<33, y: 9..<10),
    .init(x: 18..<32, y: 10..<30), .init(x: 31..<31, y: 4..<9), .init(x: -5..<200, y: 60..<90), .init(x: 41..<42, y: 0..<64),
  ])
  func changedBoxesAreExact(_ box: PixelBox) throws {
    let (old, new) = (Self.picture(1), Self.picture(2))
    var mixed = old
    for y in box.y.clamped(to: 0..<64) {
      for x in box.x.clamped(to: 0..<96) {
        let place = y * mixed.stride + 4 * x
        mixed.bytes.replaceSubrange(place..<place + 4, with: new.bytes[place..<place + 4])
      }
    }
    let whole = try Self.planes { try $0.draw(mixed.bytes.span.bytes, stride: mixed.stride) }
    let partly = try Self.planes { picture in
      try picture.draw(old.bytes.span.bytes, stride: old.stride)
      try picture.draw(mixed.bytes.span.bytes, stride: mixed.stride, within: box)
    }
    #expect(partly == whole)
  }

  /// Against the formulas of BT.709 in limited range.
  @Test func everyColourIsExact() throws {
    for seed in 0..<4 {
      var canvas = Self.picture(seed)
      // Blocks of one colour, so that neighbours do not count.
      for y in 0..<64 {
        for x in 0..<96 {
          let from = (y / 8 * 8) * canvas.stride + x / 8 * 32
          for channel in 0..<4 { canvas.bytes[y * canvas.stride + 4 * x + channel] = canvas.bytes[from + channel] }
        }
      }
      let planes = try Self.planes { try $0.draw(canvas.bytes.span.bytes, stride: canvas.stride) }
      for block in 0..<96 {
        let (x, y) = (block % 12 * 8 + 4, block / 12 * 8 + 4)
        let pixel = canvas.bytes[(y * canvas.stride + 4 * x)...].prefix(3).map { Double($0) }
        let light = 0.2126 * pixel[2] + 0.7152 * pixel[1] + 0.0722 * pixel[0]
        #expect(abs(Double(planes[0][y * 96 + x]) - (16 + light * 219 / 255)) < 0.52)
        #expect(abs(Double(planes[1][y / 2 * 48 + x / 2]) - (128 + (pixel[0] - light) / 1.8556 * 224 / 255)) < 0.52)
        #expect(abs(Double(planes[2][y / 2 * 48 + x / 2]) - (128 + (pixel[2] - light) / 1.5748 * 224 / 255)) < 0.52)
      }
    }
  }
}
