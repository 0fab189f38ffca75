/// A day of the calendar, and its number since 1970-01-01.
struct CivilDay: Hashable {
  let year: Int64
  let month: Int64
  let day: Int64

  init?(year: Int64, month: Int64, day: Int64) {
    guard (1970...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// Years begin in March, so that the leap day is the last.
  var number: Int64 {
    let shifted = month > 2 ? year : year - 1
    let era = shifted / 400
    let ofEra = shifted - era * 400
    let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
  }

  /// 0 is Sunday. The first day of 1970 was a Thursday.
  var weekday: Int64 { (number + 4) % 7 }

  static func year(ofSeconds seconds: Int64) -> Int64 {
    var year = 1970 + seconds / 31_556_952
    if let next = CivilDay(year: year + 1, month: 1, day: 1), next.number * 86_400 <= seconds { year += 1 }
    if let this = CivilDay(year: year, month: 1, day: 1), this.number * 86_400 > seconds { year -= 1 }
    return year
  }
}

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
    let year = CivilDay.year(ofSeconds: now)
    guard let spring = sunday(8, of: 3, year), let autumn = sunday(1, of: 11, year) else { return -8 * 3600 }
    let isAhead = now >= spring * 86_400 + 10 * 3600 && now < autumn * 86_400 + 9 * 3600
    return (isAhead ? -7 : -8) * 3600
  }

  /// The first Sunday from a day on.
  private static func sunday(_ day: Int64, of month: Int64, _ year: Int64) -> Int64? {
    CivilDay(year: year, month: month, day: day).map { $0.number + (7 - $0.weekday) % 7 }
  }
}
