import Production

/// Lengths of time in words.
enum Spans {
  /// A length that is known: "43 s", "2 min 5 s".
  static func exact(_ length: Timecode) -> String {
    let seconds = Int(max(0, min(length.seconds, 1e6)).rounded())
    if seconds < 60 { return "\(seconds) s" }
    let rest = seconds % 60
    return rest == 0 ? "\(seconds / 60) min" : "\(seconds / 60) min \(rest) s"
  }

  /// A length that is guessed, in steps so coarse that it does not flicker: "about 20 s", "about 3 min", "about 2 h".
  static func about(_ length: Duration) -> String {
    let seconds = max(0, min(length.inSeconds, 1e7))
    if seconds <= 50 { return "about \(Int((seconds / 10).rounded(.up)).clamped(1, 5) * 10) s" }
    if seconds < 90 * 60 { return "about \(Int((seconds / 60).rounded()).clamped(1, 90)) min" }
    return "about \(Int((seconds / 3600).rounded()).clamped(2, 9999)) h"
  }
}

extension Int {
  fileprivate func clamped(_ low: Int, _ high: Int) -> Int { Swift.min(Swift.max(self, low), high) }
}
