import Drawing
import Synchronization

/// Backgrounds, each drawn once for all painters of a film, on whatever threads these are.
///
/// One takes as long as many frames: it is large, and drawn in finer steps than a screen has.
package final class Backgrounds: Sendable {
  private let drawn = Mutex<[Backdrop: Drawn]>([:])

  /// Goes from thread to thread because its pixels are never changed, and its surface is used by nobody: others have their own for them.
  private struct Drawn: @unchecked Sendable {
    let tile: Tile
  }

  package init() {}

  /// The background; who asks while another draws it waits for that one.
  func tile(for backdrop: Backdrop, _ draw: () throws -> Tile) throws -> Tile {
    let drawn = try self.drawn.withLock { known in
      if let drawn = known[backdrop] { return drawn }
      let drawn = Drawn(tile: try draw())
      known[backdrop] = drawn
      return drawn
    }
    return try Tile(sharing: drawn.tile)
  }
}
