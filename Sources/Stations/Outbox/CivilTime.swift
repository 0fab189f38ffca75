import Production

/// A moment as a wall clock and a calendar show it.
struct CivilTime: Hashable {
  let year: Int
  let month: Int
  let day: Int
  let hour: Int
  let minute: Int
  let second: Int
  let weekday: Int

  init(_ moment: Moment, secondsFromUTC: Int = 0) {
    let date = CivilDay(at: moment, secondsFromUTC: secondsFromUTC)
    (year, month, day, weekday) = (date.year, date.month, date.day, date.weekday)
    let seconds = Self.divided(Int(clamping: moment.microseconds), by: 1_000_000).whole &+ secondsFromUTC
    let secondOfDay = Self.divided(seconds, by: 86_400).rest
    hour = secondOfDay / 3600
    minute = secondOfDay / 60 % 60
    second = secondOfDay % 60
  }

  /// "15:42"
  var clock: String { "\(Self.twoDigits(hour)):\(Self.twoDigits(minute))" }
  /// "4 March 2026"
  var date: String { "\(day) \(Self.months[month - 1]) \(year)" }
  /// "Wednesday 4 March"
  var weekdayAndDay: String { "\(Self.weekdays[weekday]) \(day) \(Self.months[month - 1])" }

  /// What stands below a page of figures. Only for a time of UTC.
  var asOf: String { "As of \(date), \(clock) UTC." }

  /// ISO 8601, for programs: "2026-03-04T15:42:07Z". Only for a time of UTC.
  var iso8601: String {
    "\(year)-\(Self.twoDigits(month))-\(Self.twoDigits(day))T\(clock):\(Self.twoDigits(second))Z"
  }

  private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// Rounded down, before 1970 too.
  private static func divided(_ number: Int, by divisor: Int) -> (whole: Int, rest: Int) {
    let (whole, rest) = number.quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? (whole - 1, rest + divisor) : (whole, rest)
  }

  private static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
  ]
}
