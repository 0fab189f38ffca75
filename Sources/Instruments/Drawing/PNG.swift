import CPango

/// Reading PNG files from memory.
enum PNG {
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// Reads a PNG file into a surface that the caller owns.
  ///
  /// The corresponding C function is `cairo_image_surface_create_from_png_stream`.
  static func read(_ bytes: [UInt8], name: String) throws(DrawingError) -> (surface: OpaquePointer, width: Int, height: Int) {
    // The size stands at a fixed place; it is judged before anything is unpacked.
    guard bytes.count >= 33 else { throw DrawingError(.unreadablePicture, of: name, detail: "the file is cut off") }
    let width = number(at: 16, in: bytes)
    let height = number(at: 20, in: bytes)
    try PixelSurface.check(width: width, height: height, name: name)
    let surface = unsafe bytes.withUnsafeBytes { all in
      var rest = unsafe all[...]
      return unsafe withUnsafeMutablePointer(to: &rest) { rest in
        unsafe cairo_image_surface_create_from_png_stream(
          { rest, target, count in
            guard let target = unsafe target,
              let rest = unsafe rest?.assumingMemoryBound(to: Slice<UnsafeRawBufferPointer>.self),
              unsafe rest.pointee.count >= Int(count)
            else { return CAIRO_STATUS_READ_ERROR }
            let part = unsafe rest.pointee.prefix(Int(count))
            unsafe UnsafeMutableRawBufferPointer(start: target, count: Int(count)).copyBytes(from: part)
            unsafe rest.pointee.removeFirst(Int(count))
            return CAIRO_STATUS_SUCCESS
          }, rest)
      }
    }
    let status = unsafe cairo_surface_status(surface)
    guard let surface = unsafe surface, status == CAIRO_STATUS_SUCCESS else {
      unsafe cairo_surface_destroy(surface)
      throw DrawingError(.unreadablePicture, of: name, detail: CairoStatus.words(for: status))
    }
    return unsafe (surface, width, height)
  }

  private static func number(at offset: Int, in bytes: [UInt8]) -> Int {
    bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
  }
}
