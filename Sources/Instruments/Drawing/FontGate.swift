import Dispatch

/// One thread at a time for all that touches fonts.
///
/// Pango, fontconfig and cairo's font cache are said to bear threads as long as each has a font map of its own. Measured with
/// Pango 1.50.12 and cairo 1.16.0, eight threads, a map each: one run in ten broke a line at another letter, so that the same
/// film came out different. Behind this gate none of eighty did. Texts are drawn once and kept: nobody waits for long.
enum FontGate {
  private static let semaphore = DispatchSemaphore(value: 1)

  /// Waits until no other thread is inside; `leave` must follow on the same path. It is not to be entered twice.
  static func enter() { semaphore.wait() }

  static func leave() { semaphore.signal() }
}
