import Glibc
package import Production

/// How far the clocks of the people who read the notes are from UTC.
package struct WallClock: Sendable {
  let secondsFromUTC: @Sendable (Moment) -> Int

  package static func fixed(secondsFromUTC seconds: Int) -> WallClock { WallClock { _ in seconds } }

  /// What the machine is set to. The corresponding C function is `localtime_r`.
  package static let ofTheMachine = WallClock { moment in
    var seconds = time_t(moment.microseconds / 1_000_000)
    var parts = tm()
    return localtime_r(&seconds, &parts) == nil ? 0 : parts.tm_gmtoff
  }

  package func moment(of time: WallTime) -> Moment { time.moment(secondsFromUTC: secondsFromUTC) }

  package func minuteOfDay(at moment: Moment) -> Int { civil(moment).hour * 60 + civil(moment).minute }

  /// "4 March 2026"
  func day(of moment: Moment) -> String { civil(moment).date }

  func civil(_ moment: Moment) -> CivilTime { CivilTime(moment, secondsFromUTC: secondsFromUTC(moment)) }
}
