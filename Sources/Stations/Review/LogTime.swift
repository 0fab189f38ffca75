import Production

/// The time at which syslog says that it wrote a line: "2026-03-04T15:42:07.123456+01:00 …" or "Mar  4 15:42:07 …".
enum LogTime {
  static func read(_ head: Substring, now: Moment, secondsFromUTC: (Moment) -> Int) -> Moment? {
    let words = head.split(separator: " ")
    guard let first = words.first else { return nil }
    if let whole = exact(first) { return whole }
    guard words.count >= 3, let month = months.firstIndex(of: String(first)), let day = Int(words[1]),
      let seconds = clock(words[2])
    else { return nil }
    // The old form knows no year: it is the one that brings it nearest to now.
    let year = Int(now.microseconds / 31_556_952_000_000) + 1970
    let candidates = [year - 1, year, year + 1].map { year -> Moment in
      let local = Moment(microseconds: Int64(days(year, month + 1, day) * 86_400 + seconds) * 1_000_000)
      return Moment(microseconds: local.microseconds - Int64(secondsFromUTC(local)) * 1_000_000)
    }
    return candidates.min { abs($0.microseconds - now.microseconds) < abs($1.microseconds - now.microseconds) }
  }

  private static func exact(_ text: Substring) -> Moment? {
    let parts = text.split(separator: "T")
    guard parts.count == 2 else { return nil }
    let date = parts[0].split(separator: "-").compactMap { Int($0) }
    guard date.count == 3, (1...12).contains(date[1]), (1...31).contains(date[2]), (1970...9999).contains(date[0]),
      let seconds = clock(parts[1].prefix(8))
    else { return nil }
    var offset = 0
    if let sign = parts[1].lastIndex(where: { $0 == "+" || $0 == "-" }) {
      let away = parts[1][parts[1].index(after: sign)...].split(separator: ":").compactMap { Int($0) }
      guard away.count == 2 else { return nil }
      offset = (away[0] * 3600 + away[1] * 60) * (parts[1][sign] == "-" ? -1 : 1)
    } else if parts[1].last != "Z" {
      return nil
    }
    return Moment(microseconds: Int64(days(date[0], date[1], date[2]) * 86_400 + seconds - offset) * 1_000_000)
  }

  /// The second of the day.
  private static func clock(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":").compactMap { Int($0) }
    guard parts.count == 3, (0...23).contains(parts[0]), (0...59).contains(parts[1]), (0...60).contains(parts[2]) else {
      return nil
    }
    return parts[0] * 3600 + parts[1] * 60 + parts[2]
  }

  /// Days since 1970, in years that begin in March, so that leap days come last.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let era = year / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
