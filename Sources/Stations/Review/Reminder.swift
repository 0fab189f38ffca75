package import Production

/// When people are reminded of a script that waits for them. Pure: it needs no memory, so it holds over any restart.
package enum Reminder {
  /// How many whole days are to be told of a script that waits since `moment`; nil while nobody is to be reminded. It grows in steps of
  /// the interval, so that a note is not renamed each day.
  package static func days(since moment: Moment, now: Moment, every interval: Duration) -> Int? {
    let (waited, step) = (now.since(moment).inSeconds, interval.inSeconds)
    guard step > 0, waited >= step else { return nil }
    return max(1, Int((waited / step).rounded(.down) * step / 86_400))
  }
}
