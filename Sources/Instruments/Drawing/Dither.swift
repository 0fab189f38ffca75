import CPango

/// Brings a picture of 10 bits a channel to 8 by scattering what lies between two steps: a long gradient shows no bands.
///
/// The pattern is an ordered one, so that the same picture always gives the same pixels.
enum Dither {
  /// 8 x 8 thresholds, no two alike, each far from those that are next to it in value (Bayer).
  private static let thresholds: [Int] = (0..<64).map { place in
    let (x, y) = (place % 8, place / 8)
    return (0..<3).reduce(0) { sum, bit in
      let (right, down) = (x >> (2 - bit) & 1, y >> (2 - bit) & 1)
      return sum | ((right ^ down) << 1 | down) << (2 * bit)
    }
  }

  /// For each threshold and each of 1024 values the value of 256. What is as good as a step of its own stays one: flat grounds stay flat.
  private static let table: [UInt8] = thresholds.flatMap { threshold in
    (0..<1024).map { value in
      let exact = Double(value) * 255 / 1023
      let below = exact.rounded(.down)
      let rest = (exact - below - 0.13) / 0.74
      return UInt8(rest > (Double(threshold) + 0.5) / 64 ? below + 1 : below)
    }
  }

  /// Writes the rows of an RGB30 picture as opaque ARGB32.
  static func write(
    _ deep: UnsafePointer<UInt8>, stride: Int, onto rows: UnsafeMutablePointer<UInt8>, stride target: Int, width: Int, height: Int
  ) {
    unsafe table.withUnsafeBufferPointer { table in
      for y in 0..<height {
        let source = unsafe UnsafeRawPointer(deep + y * stride).assumingMemoryBound(to: UInt32.self)
        let row = unsafe UnsafeMutableRawPointer(rows + y * target).assumingMemoryBound(to: UInt32.self)
        for x in 0..<width {
          let pixel = unsafe Int(source[x])
          let start = ((y & 7) << 3 | x & 7) << 10
          let red = unsafe UInt32(table[start + (pixel >> 20 & 1023)])
          let green = unsafe UInt32(table[start + (pixel >> 10 & 1023)])
          let blue = unsafe UInt32(table[start + (pixel & 1023)])
          unsafe row[x] = 0xFF00_0000 | red << 16 | green << 8 | blue
        }
      }
    }
  }
}

extension Tile {
  /// Draws a tile that nothing shines through, in finer steps than a screen has, and scatters them: its gradients show no bands.
  ///
  /// The corresponding C function is `cairo_image_surface_create`, with `CAIRO_FORMAT_RGB30`.
  package static func smooth(width: Int, height: Int, _ draw: (inout Canvas) throws -> Void) throws -> Tile {
    var canvas = try Canvas(width: width, height: height, format: CAIRO_FORMAT_RGB30)
    try draw(&canvas)
    try canvas.check()
    unsafe cairo_surface_flush(canvas.surface)
    guard let deep = unsafe cairo_image_surface_get_data(canvas.surface) else {
      throw DrawingError(.surface, of: "a canvas of \(width) x \(height)", detail: "its pixels cannot be read")
    }
    let stride = canvas.stride
    let surface = unsafe try PixelSurface.filled(width: width, height: height, name: "a background") { rows, target in
      unsafe Dither.write(deep, stride: stride, onto: rows, stride: target, width: width, height: height)
      return nil
    }
    return unsafe Tile(width: width, height: height, owning: surface)
  }
}
