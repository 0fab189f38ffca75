/// A day of the calendar.
package struct CivilDay: Hashable, Sendable {
  package let year: Int
  package let month: Int
  package let day: Int

  /// Nil where there is no such day.
  package init?(year: Int, month: Int, day: Int) {
    guard (0...9999).contains(year), (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day) else {
      return nil
    }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// As in "2026-01-31".
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2], parts.joined().utf8.allSatisfy({ (48...57).contains($0) }),
      let year = Int(parts[0]),
      let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// So many days after 1970-01-01. Years begin in March here, so that the leap day is the last.
  package init(number: Int) {
    let (era, dayOfEra) = Self.divided(number + 719_468, by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shifted + 2) / 5 + 1
    month = shifted < 10 ? shifted + 3 : shifted - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// The day of UTC, or of a clock that is so far from it.
  package init(at moment: Moment, secondsFromUTC: Int = 0) {
    let (seconds, _) = Self.divided(Int(clamping: moment.microseconds), by: 1_000_000)
    self.init(number: Self.divided(seconds &+ secondsFromUTC, by: 86_400).whole)
  }

  /// Since 1970-01-01.
  package var number: Int {
    let shifted = month > 2 ? year : year - 1
    let (era, ofEra) = Self.divided(shifted, by: 400)
    let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
  }

  package var next: CivilDay { CivilDay(number: number + 1) }

  /// 0 is Sunday: the first day of 1970 was a Thursday.
  package var weekday: Int { Self.divided(number + 4, by: 7).rest }

  package var daysOfMonth: Int { Self.days(in: month, of: year) }

  /// "2026-01-31"
  package var text: String { "\(Self.digits(year, 4))-\(Self.digits(month, 2))-\(Self.digits(day, 2))" }

  private static func days(in month: Int, of year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  private static func digits(_ number: Int, _ count: Int) -> String {
    let text = "\(number)"
    return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
  }

  /// Rounded down, before 1970 too.
  private static func divided(_ number: Int, by divisor: Int) -> (whole: Int, rest: Int) {
    let (whole, rest) = number.quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? (whole - 1, rest + divisor) : (whole, rest)
  }
}
