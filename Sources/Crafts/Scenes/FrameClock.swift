import Production

/// Turns times into frames, always to the nearest one.
struct FrameClock: Hashable, Sendable {
  let framesPerSecond: Int

  func frame(at time: Timecode) -> Int { frame(atSeconds: time.seconds) }

  func frame(atSeconds seconds: Double) -> Int { Int((seconds * Double(framesPerSecond)).rounded()) }

  /// How many frames a movement takes; at least one.
  func frames(_ seconds: Double) -> Int { max(1, frame(atSeconds: seconds)) }

  func seconds(_ frames: Int) -> Double { Double(frames) / Double(framesPerSecond) }

  /// How far a movement that began at `first` is, from 0 to 1, slowing down towards its end.
  func easedOut(_ frame: Int, since first: Int, lasting seconds: Double) -> Double {
    let count = frames(seconds)
    guard frame >= first else { return 0 }
    guard frame < first + count else { return 1 }
    let left = 1 - Double(frame - first + 1) / Double(count + 1)
    return 1 - left * left * left
  }

  /// A way from 0 to 1 that begins and ends slowly.
  static func eased(_ part: Double) -> Double { part * part * (3 - 2 * part) }

  /// How far a movement that is over at `end` is, from 0 to 1, gathering speed.
  func easedIn(_ frame: Int, until end: Int, lasting seconds: Double) -> Double {
    let count = frames(seconds)
    let part = max(0, min(1, Double(frame - end + count + 1) / Double(count + 1)))
    return part * part
  }
}
