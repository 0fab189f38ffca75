import Drawing
import Testing

@Suite struct PixelFileTests {
  /// 4 x 2 pixels: red, green, blue and half-transparent white in columns, without loss.
  static let webp: [UInt8] = [
    0x52, 0x49, 0x46, 0x46, 0x2E, 0x00, 0x00, 0x00, 0x57, 0x45, 0x42, 0x50, 0x56, 0x50, 0x38, 0x4C, 0x21, 0x00,
    0x00, 0x00, 0x2F, 0x03, 0x40, 0x00, 0x10, 0x1F, 0x20, 0x10, 0x48, 0xDE, 0x1F, 0x3A, 0x8D, 0xF9, 0x17, 0x10,
    0x14, 0xFC, 0x1F, 0x9D, 0x80, 0xA0, 0xE8, 0xBA, 0xE5, 0x22, 0x66, 0x0F, 0x42, 0x8D, 0x23, 0xFA, 0x1F, 0x00,
  ]
  /// 16 x 8 pixels: the left half red, the right half blue.
  static let jpeg: [UInt8] = [
    0xFF, 0xD8, 0xFF, 0xFE, 0x00, 0x10, 0x4C, 0x61, 0x76, 0x63, 0x35, 0x39, 0x2E, 0x33, 0x37, 0x2E, 0x31, 0x30,
    0x30, 0x00, 0xFF, 0xDB, 0x00, 0x43, 0x00, 0x08, 0x04, 0x04, 0x04, 0x04, 0x04, 0x05, 0x05, 0x05, 0x05, 0x05,
    0x05, 0x06, 0x06, 0x06, 0x06, 0x06, 0x06, 0x06, 0x06, 0x06, 0x06, 0x06, 0x06, 0x06, 0x07, 0x07, 0x07, 0x08,
    0x08, 0x08, 0x07, 0x07, 0x07, 0x06, 0x06, 0x07, 0x07, 0x08, 0x08, 0x08, 0x08, 0x09, 0x09, 0x09, 0x08, 0x08,
    0x08, 0x08, 0x09, 0x09, 0x0A, 0x0A, 0x0A, 0x0C, 0x0C, 0x0B, 0x0B, 0x0E, 0x0E, 0x0E, 0x11, 0x11, 0x14, 0xFF,
    0xC4, 0x00, 0x4E, 0x00, 0x01, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x06, 0x01, 0x01, 0x01, 0x01, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x08, 0x07, 0x06, 0x10, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x11, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xC0, 0x00, 0x11, 0x08, 0x00, 0x08, 0x00, 0x10, 0x03, 0x01,
    0x12, 0x00, 0x02, 0x12, 0x00, 0x03, 0x12, 0x00, 0xFF, 0xDA, 0x00, 0x0C, 0x03, 0x01, 0x00, 0x02, 0x11, 0x03,
    0x11, 0x00, 0x3F, 0x00, 0x8B, 0x1C, 0xA0, 0xDF, 0xC4, 0x80, 0xAA, 0x84, 0xD6, 0x3F, 0xFF, 0xD9,
  ]

  @Test func aWebPKeepsWhatShinesThrough() throws {
    let picture = try Picture(Self.webp, name: "flag.webp")
    #expect(picture.aspect == 2 && picture.seconds == nil)
    var canvas = try Canvas(width: 4, height: 2)
    canvas.lay(try picture.tile(width: 4, height: 2), atX: 0, y: 0)
    #expect(try canvas.pixel(0, 0) == [0, 0, 255, 255])
    #expect(try canvas.pixel(2, 1) == [255, 0, 0, 255])
    #expect(try canvas.pixel(3, 0) == [128, 128, 128, 128])
  }

  @Test func aJPEGIsDrawn() throws {
    let picture = try Picture(Self.jpeg, name: "halves.jpg")
    #expect(picture.aspect == 2)
    var canvas = try Canvas(width: 16, height: 8)
    canvas.lay(try picture.tile(width: 16, height: 8), atX: 0, y: 0)
    let (left, right) = (try canvas.pixel(2, 4), try canvas.pixel(13, 4))
    #expect(left[2] > 240 && left[0] < 16 && left[3] == 255 && right[0] > 240 && right[2] < 16)
  }

  /// The same with a camera's note of how it was held, in either order of bytes.
  private static func jpeg(turned number: UInt8, isLittle: Bool) -> [UInt8] {
    let list: [UInt8] =
      isLittle
      ? [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, number, 0, 0, 0, 0, 0, 0, 0]
      : [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, number, 0, 0, 0, 0, 0, 0]
    return jpeg[..<2] + [0xFF, 0xE1, 0, UInt8(8 + list.count)] + Array("Exif\0\0".utf8) + list + jpeg[2...]
  }

  @Test(arguments: 0...9 as ClosedRange<UInt8>, [true, false]) func aPhotoStandsAsItWasTaken(_ number: UInt8, isLittle: Bool)
    throws
  {
    let picture = try Picture(Self.jpeg(turned: number, isLittle: isLittle), name: "photo.jpg")
    let isOnItsSide = (5...8).contains(number)
    let (width, height) = isOnItsSide ? (8, 16) : (16, 8)
    #expect(try #require(picture.pixelSize) == (width, height) && picture.aspect == Double(width) / Double(height))
    var canvas = try Canvas(width: width, height: height)
    canvas.lay(try picture.tile(width: width, height: height), atX: 0, y: 0)
    let (first, last) = (try canvas.pixel(1, 1), try canvas.pixel(width - 2, height - 2))
    // Red was on the left.
    let (red, blue) = [2, 3, 7, 8].contains(number) ? (last, first) : (first, last)
    #expect(red[2] > 240 && red[0] < 16 && blue[0] > 240 && blue[2] < 16)
  }

  @Test func aBrokenNoteTurnsNothing() throws {
    let whole = Self.jpeg(turned: 6, isLittle: true)
    for place in 4..<38 {
      var bytes = whole
      bytes[place] ^= 0xFF
      guard let picture = try? Picture(bytes, name: "photo.jpg"), let size = picture.pixelSize else { continue }
      #expect(size == (16, 8) || size == (8, 16))
    }
  }

  @Test(arguments: [webp, jpeg]) func cutAndChangedFilesAreDrawnOrRefused(_ whole: [UInt8]) {
    for end in stride(from: 13, to: whole.count - 2, by: 3) {
      let bytes = Array(whole[..<end])
      #expect(throws: DrawingError.self) { _ = try Picture(bytes, name: "cut") }
    }
    for place in whole.indices.dropFirst(12) {
      var bytes = whole
      bytes[place] ^= 0xFF
      let picture = try? Picture(bytes, name: "changed")
      #expect(picture.map { $0.aspect > 0 } ?? true)
    }
  }

  @Test func hugeSizesAreRefusedBeforeThereIsMemoryForThem() throws {
    var jpeg = Self.jpeg
    let frame = try #require(jpeg.indices.dropLast(9).first { jpeg[$0] == 0xFF && jpeg[$0 + 1] == 0xC0 })
    jpeg.replaceSubrange(frame + 5..<frame + 9, with: [0xFF, 0xDC, 0xFF, 0xDC])
    #expect { _ = try Picture(jpeg, name: "huge.jpg") } throws: { ($0 as? DrawingError)?.kind == .pictureTooLarge }
    // A lossless WebP has its sizes, less one, in 14 bits each after the signature 0x2F.
    var webp = Self.webp
    let sign = try #require(webp.firstIndex(of: 0x2F))
    webp.replaceSubrange(sign + 1..<sign + 5, with: [0xFF, 0xFF, 0xFF, 0x1F])
    #expect { _ = try Picture(webp, name: "huge.webp") } throws: { ($0 as? DrawingError)?.kind == .pictureTooLarge }
  }
}

@Suite struct SmoothTests {
  @Test func aLongGradientIsScatteredAndAFlatGroundIsNot() throws {
    let (dark, light) = (Colour(0x101020), Colour(0x181830))
    let tile = try Tile.smooth(width: 64, height: 256) { canvas in
      canvas.fill(canvas.box, with: .falling(from: dark, to: light))
      canvas.fill(Box(x: 0, y: 0, width: 64, height: 32), with: .flat(Colour(0x4C8DFF)))
    }
    var canvas = try Canvas(width: 64, height: 256)
    canvas.lay(tile, atX: 0, y: 0)
    var (flat, mixed, mean): (Set<[UInt8]>, Int, Double) = ([], 0, 0)
    for y in 0..<256 {
      let row = try (0..<64).map { try canvas.pixel($0, y) }
      if y < 32 { flat.formUnion(row) } else if Set(row).count > 1 { mixed += 1 }
      if y == 160 { mean = Double(row.reduce(0) { $0 + Int($1[0]) }) / 64 }
      #expect(row.allSatisfy { $0[3] == 255 })
    }
    #expect(flat == [[0xFF, 0x8D, 0x4C, 255]])
    #expect(mixed > 120)
    #expect(abs(mean - (32 + 16 * 160.5 / 256)) < 0.3)
  }
}
