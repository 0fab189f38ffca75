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
    return unsafe (surface, width, height)
  }

  private static func words(of decoder: tjhandle) -> String {
    guard let words = unsafe tjGetErrorStr2(decoder) else { return "no reason was given" }
    return unsafe String(cString: words)
  }
}
