import Drawing
import Testing

@Suite struct CanvasTests {
  @Test func pixelsAreBlueGreenRedAlphaPremultiplied() throws {
    var canvas = try Canvas(width: 3, height: 2)
    #expect(try canvas.pixel(0, 0) == [0, 0, 0, 0])
    canvas.fill(Colour(red: 1, green: 0.5, blue: 0, alpha: 1))
    #expect(try canvas.pixel(2, 1) == [0, 128, 255, 255])
    canvas.clear()
    canvas.fill(Colour(red: 1, green: 1, blue: 1, alpha: 0.5))
    #expect(try canvas.pixel(1, 1) == [128, 128, 128, 128])
  }

  @Test(arguments: [(0, 10), (10, 0), (-1, 5), (Canvas.longestSide + 1, 1), (1, 1 << 40)])
  func absurdSizesAreRefused(width: Int, height: Int) {
    #expect(throws: DrawingError.self) { _ = try Canvas(width: width, height: height) }
  }

  @Test func aRoundedBoxLeavesItsCornersOut() throws {
    var canvas = try Canvas(width: 20, height: 20)
    canvas.fill(canvas.box, radius: 8, with: .flat(.white))
    #expect(try canvas.pixel(0, 0)[3] == 0)
    #expect(try canvas.pixel(10, 0)[3] == 255)
    #expect(try canvas.pixel(10, 10) == [255, 255, 255, 255])
  }

  @Test func aTailReachesOutOfItsBox() throws {
    var canvas = try Canvas(width: 40, height: 40)
    let box = Box(x: 0, y: 0, width: 40, height: 20)
    canvas.fill(box, tail: Tail(rootX: 20, rootWidth: 12, tipX: 20, tipY: 36), with: .flat(.white))
    #expect(try canvas.pixel(20, 24)[3] > 200)
    #expect(try canvas.pixel(5, 24)[3] == 0)
  }

  @Test func gradientsGoFromOneColourToTheOther() throws {
    var canvas = try Canvas(width: 8, height: 64)
    canvas.fill(canvas.box, with: .falling(from: .black, to: .white))
    let (top, middle, bottom) = try (canvas.pixel(4, 1)[0], canvas.pixel(4, 32)[0], canvas.pixel(4, 62)[0])
    #expect(top < 10 && bottom > 245 && (118...138).contains(middle))
  }

  @Test func clippingEndsWithItsBody() throws {
    var canvas = try Canvas(width: 10, height: 10)
    canvas.clipped(to: Box(x: 0, y: 0, width: 5, height: 10)) { $0.fill(.white) }
    #expect(try canvas.pixel(2, 5)[3] == 255)
    #expect(try canvas.pixel(7, 5)[3] == 0)
    canvas.fill(.white)
    #expect(try canvas.pixel(7, 5)[3] == 255)
  }

  @Test func dimmingDarkensWhatIsThereAndNothingElse() throws {
    var canvas = try Canvas(width: 10, height: 10)
    canvas.fill(Box(x: 0, y: 0, width: 5, height: 10), with: .flat(.white))
    canvas.dim(to: 0.6)
    #expect(try (150...156).contains(canvas.pixel(2, 5)[0]))
    #expect(try canvas.pixel(2, 5)[3] == 255)
    #expect(try canvas.pixel(7, 5) == [0, 0, 0, 0])
  }

  @Test func aShadowIsSoft() throws {
    var canvas = try Canvas(width: 60, height: 60)
    canvas.shadow(under: Box(x: 20, y: 20, width: 20, height: 20), radius: 4, blur: 10, offset: 0, colour: .black)
    let (inside, edge, outside) = try (canvas.pixel(30, 30)[3], canvas.pixel(16, 30)[3], canvas.pixel(3, 30)[3])
    #expect(inside > edge && edge > outside && outside == 0)
  }

  @Test func contrastIsWhatWCAGSays() {
    #expect(abs(Colour.black.contrast(with: .white) - 21) < 0.01)
    #expect(abs(Colour(0x767676).contrast(with: .white) - 4.54) < 0.01)
  }
}

extension Canvas {
  /// The four bytes of one pixel.
  borrowing func pixel(_ x: Int, _ y: Int) throws -> [UInt8] {
    try withPixels { bytes, stride in
      (0..<4).map { bytes.unsafeLoad(fromByteOffset: y * stride + x * 4 + $0, as: UInt8.self) }
    }
  }
}
