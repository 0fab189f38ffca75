import CPango
import CTurbojpeg

/// Reading JPEG pictures from memory.
enum JPEG {
  static let signature: [UInt8] = [0xFF, 0xD8, 0xFF]

  /// Reads a file into a surface that the caller owns.
  ///
  /// The corresponding C functions are `tjDecompressHeader3` and `tjDecompress2`.
  static func read(_ bytes: [UInt8], name: String) throws(DrawingError) -> (surface: OpaquePointer, width: Int, height: Int) {
    guard let decoder = unsafe tjInitDecompress() else {
      throw DrawingError(.surface, of: name, detail: "there is no decoder for it")
    }
    defer { unsafe tjDestroy(decoder) }
    var (wide, high, subsampling, colours): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
    guard unsafe tjDecompressHeader3(decoder, bytes, UInt(bytes.count), &wide, &high, &subsampling, &colours) == 0 else {
      throw unsafe DrawingError(.unreadablePicture, of: name, detail: words(of: decoder))
    }
    let (width, height) = (Int(wide), Int(high))
    try PixelSurface.check(width: width, height: height, name: name)
    let surface = unsafe try PixelSurface.filled(width: width, height: height, name: name) { pixels, stride in
      // A picture in hundreds of passes over itself is made to keep somebody busy.
      let flags = TJFLAG_LIMITSCANS | TJFLAG_ACCURATEDCT
      let status = unsafe tjDecompress2(
        decoder, bytes, UInt(bytes.count), pixels, wide, Int32(stride), high, Int32(TJPF_BGRA.rawValue), flags)
      guard status != 0 else { return nil }
      // Cameras write bytes too many, which harm nothing; what is cut off is not shown half.
      let words = unsafe Self.words(of: decoder)
      return unsafe tjGetErrorCode(decoder) == Int32(TJERR_WARNING.rawValue) && !words.contains("Premature") ? nil : words
    }
    return unsafe try turned(surface, width: width, height: height, as: JPEGOrientation(of: bytes), name: name)
  }

  /// Takes a surface and answers with one that stands upright.
  private static func turned(
    _ surface: OpaquePointer, width: Int, height: Int, as orientation: JPEGOrientation, name: String
  ) throws(DrawingError) -> (surface: OpaquePointer, width: Int, height: Int) {
    let (w, h) = (Double(width), Double(height))
    // Where across and down go, and where the corner comes to be.
    let matrices: [Int: (Double, Double, Double, Double, Double, Double)] = [
      2: (-1, 0, 0, 1, w, 0), 3: (-1, 0, 0, -1, w, h), 4: (1, 0, 0, -1, 0, h), 5: (0, 1, 1, 0, 0, 0), 6: (0, 1, -1, 0, h, 0),
      7: (0, -1, -1, 0, h, w), 8: (0, -1, 1, 0, 0, w),
    ]
    guard let to = matrices[orientation.number] else { return unsafe (surface, width, height) }
    defer { unsafe cairo_surface_destroy(surface) }
    let (wide, high) = orientation.swapsSides ? (height, width) : (width, height)
    let upright = unsafe try PixelSurface.filled(width: wide, height: high, name: name) { _, _ in nil }
    let context = unsafe cairo_create(upright)
    defer { unsafe cairo_destroy(context) }
    var matrix = cairo_matrix_t(xx: to.0, yx: to.1, xy: to.2, yy: to.3, x0: to.4, y0: to.5)
    unsafe cairo_set_matrix(context, &matrix)
    unsafe cairo_set_source_surface(context, surface, 0, 0)
    unsafe cairo_pattern_set_filter(cairo_get_source(context), CAIRO_FILTER_NEAREST)
    unsafe cairo_paint(context)
    return unsafe (upright, wide, high)
  }

  private static func words(of decoder: tjhandle) -> String {
    guard let words = unsafe tjGetErrorStr2(decoder) else { return "no reason was given" }
    return unsafe String(cString: words)
  }
}
