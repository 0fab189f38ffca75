import Production

/// The clock in California, by which Google's days begin: an hour ahead from the second Sunday of March to the first of November, 2:00.
enum PacificTime {
  static func untilMidnight(from now: Int64) -> Duration {
    let today = (now + shift(at: now)) / 86_400
    let midnight = (today + 1) * 86_400
    // The clock may be changed before it is midnight.
    let guess = midnight - shift(at: now)
    return .seconds(max(1, midnight - shift(at: guess) - now))
  }

  /// Seconds from UTC; west of it they are negative.
  static func shift(at now: Int64) -> Int64 {
    let year = CivilDay(number: Int(now / 86_400)).year
    guard let spring = sunday(8, of: 3, year), let autumn = sunday(1, of: 11, year) else { return -8 * 3600 }
    let isAhead = now >= spring * 86_400 + 10 * 3600 && now < autumn * 86_400 + 9 * 3600
    return (isAhead ? -7 : -8) * 3600
  }

  /// The first Sunday from a day on.
  private static func sunday(_ day: Int, of month: Int, _ year: Int) -> Int64? {
    CivilDay(year: year, month: month, day: day).map { Int64($0.number + (7 - $0.weekday) % 7) }
  }
}
