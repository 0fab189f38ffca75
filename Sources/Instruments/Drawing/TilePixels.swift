import CPango
import Glibc

/// The pixels of a tile as a value, which goes from thread to thread: a tile itself stays on its own.
package struct TilePixels: Sendable {
  package let width: Int
  package let height: Int
  /// Blue, green, red and opacity, the colours multiplied by it; rows without gaps.
  package let bytes: [UInt8]
}

extension Tile {
  package func pixels() throws -> TilePixels {
    var canvas = try Canvas(width: width, height: height)
    canvas.lay(self, atX: 0, y: 0)
    let row = width * 4
    var bytes: [UInt8] = []
    bytes.reserveCapacity(row * height)
    try canvas.withPixels { pixels, stride in
      for start in Swift.stride(from: 0, to: height * stride, by: stride) {
        unsafe pixels.extracting(start..<start + row).withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
      }
    }
    return TilePixels(width: width, height: height, bytes: bytes)
  }

  /// A tile of its own with those pixels.
  package convenience init(_ pixels: TilePixels) throws(DrawingError) {
    let row = pixels.width * 4
    let surface = try unsafe PixelSurface.filled(width: pixels.width, height: pixels.height, name: "a tile") { target, stride in
      unsafe pixels.bytes.withUnsafeBytes { source in
        guard let source = source.baseAddress else { return }
        for y in 0..<pixels.height { unsafe memcpy(target + y * stride, source + y * row, row) }
      }
      return nil
    }
    unsafe self.init(width: pixels.width, height: pixels.height, owning: surface)
  }
}
