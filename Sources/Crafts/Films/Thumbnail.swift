package import Media

/// The still picture that stands for a film.
package enum Thumbnail {
  /// What platforms take at most.
  package static let largest = 2_000_000

  /// A JPEG of at most `largest` bytes: as good as fits.
  ///
  /// `pixels` holds BGRA bytes, row after row, `stride` bytes from one row to the next.
  package static func jpeg(
    _ pixels: RawSpan, stride: Int, size: StillPicture.Size, scaledTo target: StillPicture.Size? = nil, largest: Int = largest
  ) throws(MediaError) -> [UInt8] {
    var bytes: [UInt8] = []
    for quality in [95, 85, 70, 50, 30, 10] {
      bytes = try StillPicture.jpeg(pixels, stride: stride, size: size, scaledTo: target, quality: quality)
      if bytes.count <= largest { break }
    }
    return bytes
  }
}
