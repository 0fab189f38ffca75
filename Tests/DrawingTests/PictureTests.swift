import Drawing
import Glibc
import Testing

@Suite struct PictureTests {
  static func svg(_ body: String, attributes: String = #"viewBox="0 0 20 10""#) -> [UInt8] {
    Array(
      #"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" \#(attributes)>\#(body)</svg>"#.utf8)
  }

  static let halves = svg(##"<rect width="10" height="10" fill="#f00"/><rect x="10" width="10" height="10" fill="#00f"/>"##)

  @Test func anSVGIsDrawnAtAnySize() throws {
    let picture = try Picture(Self.halves, name: "halves.svg")
    #expect(picture.aspect == 2)
    for width in [20, 64, 300] {
      var canvas = try Canvas(width: width, height: width / 2)
      canvas.lay(try picture.tile(width: width, height: width / 2), atX: 0, y: 0)
      #expect(try canvas.pixel(width / 4, width / 4) == [0, 0, 255, 255])
      #expect(try canvas.pixel(width * 3 / 4, width / 4) == [255, 0, 0, 255])
    }
  }

  @Test func aPictureFitsInsideOrCoversItsBox() throws {
    let picture = try Picture(Self.halves, name: "halves.svg")
    var inside = try Canvas(width: 40, height: 40)
    try inside.draw(picture, in: inside.box, fit: .inside)
    #expect(try inside.pixel(10, 2)[3] == 0)
    #expect(try inside.pixel(10, 20) == [0, 0, 255, 255])
    var covering = try Canvas(width: 40, height: 40)
    try covering.draw(picture, in: covering.box, fit: .covering)
    #expect(try covering.pixel(2, 2) == [0, 0, 255, 255])
    #expect(try covering.pixel(37, 37) == [255, 0, 0, 255])
  }

  @Test func aPNGComesBackAsItWasWritten() throws {
    var canvas = try Canvas(width: 9, height: 7)
    canvas.fill(Box(x: 2, y: 2, width: 4, height: 3), with: .flat(Colour(0x16213E)))
    let picture = try Picture(try canvas.png(), name: "square.png")
    var copy = try Canvas(width: 9, height: 7)
    copy.lay(try picture.tile(width: 9, height: 7), atX: 0, y: 0)
    for (x, y) in [(0, 0), (2, 2), (5, 4), (6, 5)] { #expect(try copy.pixel(x, y) == canvas.pixel(x, y)) }
  }

  static let broken: [(String, [UInt8], DrawingError.Kind)] = [
    ("empty.svg", [], .unreadablePicture),
    ("text.svg", Array("This is no picture.".utf8), .unreadablePicture),
    ("cut.svg", Array(svg("<rect").dropLast(12)), .unreadablePicture),
    ("page.svg", Array("<html><body/></html>".utf8), .unreadablePicture),
    ("short.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0], .unreadablePicture),
    ("huge.png", png(width: 19_000, height: 19_000), .pictureTooLarge),
    ("wide.png", png(width: 4_000_000_000, height: 1), .pictureTooLarge),
    ("nothing.png", png(width: 0, height: 4), .pictureTooLarge),
    ("headonly.png", png(width: 4, height: 4), .unreadablePicture),
  ]

  /// The head of a PNG file, and no picture after it.
  static func png(width: UInt32, height: UInt32) -> [UInt8] {
    func number(_ value: UInt32) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) } }
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8) + number(width) + number(height)
      + [8, 6, 0, 0, 0, 0, 0, 0, 0]
  }

  @Test(arguments: broken) func whatCannotBeReadIsRefusedByName(name: String, bytes: [UInt8], kind: DrawingError.Kind) {
    #expect {
      _ = try Picture(bytes, name: name)
    } throws: { error in
      guard let error = error as? DrawingError else { return false }
      return error.kind == kind && error.subject == name && error.description.contains(name)
    }
  }

  @Test func aFileThatIsTooLongIsNotEvenParsed() {
    #expect {
      _ = try Picture([UInt8](repeating: 0x20, count: Picture.mostBytes + 1), name: "large.svg")
    } throws: { ($0 as? DrawingError)?.kind == .pictureTooLarge }
  }

  @Test(arguments: ["file://%", "%", "../../../../../..%"]) func nothingOutsideOfTheBytesIsLoaded(address: String) throws {
    var red = try Canvas(width: 10, height: 10)
    red.fill(Colour(0xFF0000))
    let path = "/tmp/dropreel-drawing-\(getpid())-\(address.utf8.count).png"
    let bytes = try red.png()
    let file = try #require(fopen(path, "wb"))
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
    defer { unlink(path) }
    let target = address.split(separator: "%", omittingEmptySubsequences: false).joined(separator: path)
    let picture = try Picture(
      Self.svg(#"<image xlink:href="\#(target)" href="\#(target)" width="20" height="10"/>"#), name: "sly.svg")
    var canvas = try Canvas(width: 20, height: 10)
    try? canvas.draw(picture, in: canvas.box)
    #expect(try canvas.pixel(5, 5) == [0, 0, 0, 0])
  }
}
