import CPango

/// A surface that a decoder fills.
enum PixelSurface {
  /// Refuses sizes before there is any memory for them.
  static func check(width: Int, height: Int, name: String) throws(DrawingError) {
    guard width > 0, height > 0, width <= 20_000, height <= 20_000, width * height <= Picture.mostPixels else {
      throw DrawingError(.pictureTooLarge, of: name, detail: "\(width) x \(height) pixels")
    }
  }

  /// Makes a surface that the caller owns, transparent all over, and lends its rows; `fill` answers what went wrong, if anything.
  ///
  /// The corresponding C function is `cairo_image_surface_get_data`.
  static func filled(
    width: Int, height: Int, name: String, _ fill: (_ pixels: UnsafeMutablePointer<UInt8>, _ stride: Int) -> String?
  ) throws(DrawingError) -> OpaquePointer {
    let made = unsafe cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(width), Int32(height))
    guard let surface = unsafe made, let pixels = unsafe cairo_image_surface_get_data(surface) else {
      unsafe cairo_surface_destroy(made)
      throw DrawingError(.surface, of: name, detail: "\(width) x \(height) is no size to draw at")
    }
    unsafe cairo_surface_flush(surface)
    if let trouble = unsafe fill(pixels, Int(cairo_image_surface_get_stride(surface))) {
      unsafe cairo_surface_destroy(surface)
      throw DrawingError(.unreadablePicture, of: name, detail: trouble)
    }
    unsafe cairo_surface_mark_dirty(surface)
    return unsafe surface
  }
}
