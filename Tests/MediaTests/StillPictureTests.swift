import Media
import Testing

@Suite struct StillPictureTests {
  let folder: WorkFolder

  init() throws { folder = try WorkFolder() }

  private static let size = StillPicture.Size(width: 64, height: 36)

  private static func farthest(_ bytes: [UInt8], from colour: Canvas.Colour) -> Int {
    let wanted = [colour.red, colour.green, colour.blue]
    return bytes.indices.reduce(0) { max($0, abs(Int(bytes[$1]) - Int(wanted[$1 % 3]))) }
  }

  @Test(arguments: [
    Canvas.Colour.black, .white, .init(red: 233, green: 69, blue: 96), .init(red: 0, green: 0, blue: 255),
  ])
  func keepsColoursInJPEG(_ colour: Canvas.Colour) throws {
    let canvas = Canvas(colour)
    let bytes = try StillPicture.jpeg(canvas.bytes.span.bytes, stride: canvas.stride, size: Self.size, quality: 95)
    #expect(bytes.starts(with: [0xFF, 0xD8, 0xFF]))
    let path = try folder.write(bytes, to: "flat.jpg")
    let seen = try Referee.frames(of: path)
    #expect(seen.count == 64 * 36 * 3)
    #expect(Self.farthest(seen, from: colour) <= 3)
  }

  @Test func keepsEveryPixelInPNG() throws {
    var canvas = Canvas(.init(red: 1, green: 2, blue: 3))
    canvas.fill(.init(red: 250, green: 128, blue: 7), x: 10..<11, y: 5..<20)
    let bytes = try StillPicture.png(canvas.bytes.span.bytes, stride: canvas.stride, size: Self.size)
    let seen = try Referee.frames(of: folder.write(bytes, to: "exact.png"))
    let wanted = (0..<36).flatMap { y in
      (0..<64).flatMap { x -> [UInt8] in x == 10 && (5..<20).contains(y) ? [250, 128, 7] : [1, 2, 3] }
    }
    #expect(seen == wanted)
  }

  @Test func scalesToTheSizeAskedFor() throws {
    let colour = Canvas.Colour(red: 30, green: 200, blue: 90)
    let canvas = Canvas(colour)
    let bytes = try StillPicture.png(
      canvas.bytes.span.bytes, stride: canvas.stride, size: Self.size, scaledTo: .init(width: 33, height: 21))
    let seen = try Referee.frames(of: folder.write(bytes, to: "small.png"))
    #expect(seen.count == 33 * 21 * 3)
    #expect(Self.farthest(seen, from: colour) <= 2)
  }

  @Test func weighsLessAtLowerQuality() throws {
    var canvas = Canvas(.white)
    for x in 0..<64 {
      for y in 0..<36 {
        canvas.fill(.init(red: UInt8(x * 4), green: UInt8(y * 7), blue: UInt8(x * y % 256)), x: x..<x + 1, y: y..<y + 1)
      }
    }
    let sizes = try [1, 40, 80, 100].map { quality in
      try StillPicture.jpeg(canvas.bytes.span.bytes, stride: canvas.stride, size: Self.size, quality: quality).count
    }
    #expect(sizes == sizes.sorted())
    #expect(Set(sizes).count == 4)
  }

  @Test func makesTheSameBytesTwice() throws {
    let canvas = Canvas(.init(red: 9, green: 8, blue: 7))
    let once = try StillPicture.jpeg(canvas.bytes.span.bytes, stride: canvas.stride, size: Self.size)
    #expect(try StillPicture.jpeg(canvas.bytes.span.bytes, stride: canvas.stride, size: Self.size) == once)
  }

  @Test func refusesWhatDoesNotFit() {
    let canvas = Canvas(.white)
    #expect(throws: MediaError.self) {
      _ = try StillPicture.jpeg(canvas.bytes.span.bytes, stride: canvas.stride, size: .init(width: 64, height: 37))
    }
    #expect(throws: MediaError.self) {
      _ = try StillPicture.png(canvas.bytes.span.bytes, stride: canvas.stride, size: .init(width: 0, height: 36))
    }
    #expect(throws: MediaError.self) {
      _ = try StillPicture.png(canvas.bytes.span.bytes, stride: -4, size: Self.size)
    }
  }
}
