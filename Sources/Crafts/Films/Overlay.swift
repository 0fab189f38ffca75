import Digests
package import Drawing
import Media
import Production

/// What lies over all pictures of a recording, at the same place: a logo, a watermark.
package struct Overlay: Sendable {
  let tile: PlanarTile
  /// Names all of it.
  let digest: Digest

  /// A place in pixels of the largest size; `opacity` is from 0 to 1.
  package init(_ pixels: TilePixels, atX x: Int, y: Int, opacity: Double = 1) {
    tile = PlanarTile(pixels.bytes, width: pixels.width, height: pixels.height, atX: x, y: y, opacity: opacity)
    let words = "overlay 1 \(pixels.width)x\(pixels.height) at \(x) \(y) \(opacity) "
    digest = Digest(of: Array(words.utf8) + pixels.bytes)
  }
}
