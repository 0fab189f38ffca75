package import Production

/// Times as people read them in a film: 0:07, 1:23, 1:02:03.
package enum FilmClock {
  package static func text(_ time: Timecode) -> String {
    let whole = max(0, Int(time.seconds))
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    let (hours, minutes, seconds) = (whole / 3600, whole / 60 % 60, whole % 60)
    return hours > 0 ? "\(hours):\(two(minutes)):\(two(seconds))" : "\(minutes):\(two(seconds))"
  }
}
