import CPango

extension Canvas {
  /// Writes the picture as a PNG file's bytes.
  ///
  /// The corresponding C function is `cairo_surface_write_to_png_stream`.
  package borrowing func png() throws(DrawingError) -> [UInt8] {
    var bytes: [UInt8] = []
    let status = unsafe withUnsafeMutablePointer(to: &bytes) { sink in
      unsafe cairo_surface_write_to_png_stream(
        surface,
        { sink, data, count in
          guard let sink = unsafe sink, let data = unsafe data else { return CAIRO_STATUS_WRITE_ERROR }
          let part = unsafe UnsafeBufferPointer(start: data, count: Int(count))
          unsafe sink.assumingMemoryBound(to: [UInt8].self).pointee.append(contentsOf: part)
          return CAIRO_STATUS_SUCCESS
        }, sink)
    }
    guard status == CAIRO_STATUS_SUCCESS else {
      throw DrawingError(.surface, of: "a canvas of \(width) x \(height)", detail: CairoStatus.words(for: status))
    }
    return bytes
  }
}
