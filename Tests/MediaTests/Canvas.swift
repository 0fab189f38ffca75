import Media

/// A small picture in memory: BGRA with rows longer than they need be, as Cairo makes them.
struct Canvas {
  let width: Int
  let height: Int
  let stride: Int
  var bytes: [UInt8]

  struct Colour: Sendable, CustomStringConvertible {
    let red: UInt8
    let green: UInt8
    let blue: UInt8
    var description: String { "\(red) \(green) \(blue)" }

    static let black = Colour(red: 0, green: 0, blue: 0)
    static let white = Colour(red: 255, green: 255, blue: 255)
  }

  init(width: Int = 64, height: Int = 36, _ colour: Colour) {
    self.width = width
    self.height = height
    stride = width * 4 + 32
    bytes = [UInt8](repeating: 0x5A, count: stride * height)
    fill(colour, x: 0..<width, y: 0..<height)
  }

  mutating func fill(_ colour: Colour, x columns: Range<Int>, y rows: Range<Int>) {
    for y in rows {
      for x in columns {
        let place = y * stride + x * 4
        bytes[place] = colour.blue
        bytes[place + 1] = colour.green
        bytes[place + 2] = colour.red
        bytes[place + 3] = 255
      }
    }
  }
}

extension MovieWriter {
  mutating func append(_ canvas: Canvas, count: Int = 1, keyFrame: Bool = false) throws(MediaError) {
    try append(picture: canvas.bytes.span.bytes, stride: canvas.stride, count: count, keyFrame: keyFrame)
  }
}
