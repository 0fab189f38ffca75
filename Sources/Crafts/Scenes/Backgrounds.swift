import Drawing
import Synchronization

/// Backgrounds, each drawn once for all painters of a film, on whatever threads these are.
///
/// One takes as long as many frames: it is large, and drawn in finer steps than a screen has.
package final class Backgrounds: Sendable {
  private let drawn = Mutex<[Backdrop: TilePixels]>([:])

  package init() {}

  /// The background; who asks while another draws it waits for that one.
  func tile(for backdrop: Backdrop, _ draw: () throws -> Tile) throws -> Tile {
    let pixels = try drawn.withLock { known in
      if let pixels = known[backdrop] { return pixels }
      let pixels = try draw().pixels()
      known[backdrop] = pixels
      return pixels
    }
    return try Tile(pixels)
  }
}
