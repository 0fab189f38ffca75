/// A moment as storage services write it: to the second, in UTC.
package struct S3Time: Hashable, Sendable {
  package let year: Int64
  package let month: Int64
  package let day: Int64
  package let hour: Int64
  package let minute: Int64
  package let second: Int64

  /// By the civil calendar; years begin in March, so that the leap day is the last.
  package init(seconds: Int64) {
    let days = Int64((Double(seconds) / 86_400).rounded(.down))
    let rest = seconds - days * 86_400
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let ofEra = shifted - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * ofYear + 2) / 153
    day = ofYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
  }

  /// As in 20130524.
  package var date: String { Self.digits(year, 4) + Self.digits(month, 2) + Self.digits(day, 2) }

  /// As in 20130524T000000Z.
  package var stamp: String { "\(date)T\(Self.digits(hour, 2))\(Self.digits(minute, 2))\(Self.digits(second, 2))Z" }

  /// Seconds since 1970 of what is written as 2013-05-24T00:00:00.000Z; nil for anything else.
  package static func seconds(of text: String) -> Int64? {
    let words = text.split(whereSeparator: { "-T:.Z".contains($0) }).prefix(6).map { Int64($0) }
    guard words.count == 6, let year = words[0], let month = words[1], let day = words[2], let hour = words[3],
      let minute = words[4], let second = words[5], (1970...9999).contains(year), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    let shifted = month > 2 ? year : year - 1
    let era = shifted / 400
    let ofEra = shifted - era * 400
    let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let days = era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
    return days * 86_400 + hour * 3600 + minute * 60 + second
  }

  private static func digits(_ number: Int64, _ count: Int) -> String {
    let text = "\(number)"
    return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
  }
}
