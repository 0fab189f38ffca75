import CWebp

/// Turns pixels into the bytes of a WebP file.
package enum WebPPicture {
  /// Pixels are BGRA bytes, row after row; `quality` is from 1 to 100. The corresponding C function is `WebPEncodeBGRA`.
  package static func bytes(
    of pixels: RawSpan, stride: Int, width: Int, height: Int, quality: Int = 82
  ) throws(DrawingError) -> [UInt8] {
    let name = "a picture of \(width) x \(height)"
    guard (1...16_383).contains(width), (1...16_383).contains(height), stride >= width * 4,
      pixels.byteCount >= stride * (height - 1) + width * 4
    else { throw DrawingError(.surface, of: name, detail: "WebP has no such size, or there are too few pixels") }
    var output: UnsafeMutablePointer<UInt8>?
    let count = unsafe pixels.withUnsafeBytes { bytes in
      unsafe WebPEncodeBGRA(
        bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), Int32(width), Int32(height), Int32(clamping: stride),
        Float(quality),
        &output)
    }
    defer { unsafe WebPFree(output) }
    guard count > 0, let output = unsafe output else {
      throw DrawingError(.surface, of: name, detail: "it cannot be written as WebP")
    }
    return unsafe Array(UnsafeBufferPointer(start: output, count: count))
  }
}
