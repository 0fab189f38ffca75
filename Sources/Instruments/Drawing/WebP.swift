import CWebp

/// Reading still WebP pictures from memory, with what shines through.
enum WebP {
  static func isOne(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 12 && bytes.starts(with: Array("RIFF".utf8)) && bytes[8..<12].elementsEqual("WEBP".utf8)
  }

  /// Reads a file into a surface that the caller owns.
  ///
  /// The corresponding C functions are `WebPGetFeatures` and `WebPDecode`.
  static func read(_ bytes: [UInt8], name: String) throws(DrawingError) -> (surface: OpaquePointer, width: Int, height: Int) {
    var config = unsafe WebPDecoderConfig()
    guard unsafe WebPInitDecoderConfig(&config) != 0,
      unsafe WebPGetFeatures(bytes, bytes.count, &config.input) == VP8_STATUS_OK
    else { throw DrawingError(.unreadablePicture, of: name, detail: "it is cut off, or no WebP picture") }
    guard unsafe config.input.has_animation == 0 else {
      throw DrawingError(.unreadablePicture, of: name, detail: "it moves; only still WebP pictures are drawn")
    }
    let (width, height) = unsafe (Int(config.input.width), Int(config.input.height))
    try PixelSurface.check(width: width, height: height, name: name)
    let surface = unsafe try PixelSurface.filled(width: width, height: height, name: name) { pixels, stride in
      unsafe config.output.colorspace = MODE_bgrA
      unsafe config.output.is_external_memory = 1
      unsafe config.output.u.RGBA = WebPRGBABuffer(rgba: pixels, stride: Int32(stride), size: stride * height)
      return unsafe WebPDecode(bytes, bytes.count, &config) == VP8_STATUS_OK ? nil : "it is cut off or damaged"
    }
    return unsafe (surface, width, height)
  }
}
