import Production

/// A moment as storage services write it: to the second, in UTC.
package struct S3Time: Hashable, Sendable {
  private let day: CivilDay
  private let second: Int64

  package init(seconds: Int64) {
    day = CivilDay(at: Moment(microseconds: seconds * 1_000_000))
    second = seconds - Int64(day.number) * 86_400
  }

  /// As in 20130524.
  package var date: String { day.text.filter { $0 != "-" } }

  /// As in 20130524T000000Z.
  package var stamp: String { "\(date)T\(Self.two(second / 3600))\(Self.two(second / 60 % 60))\(Self.two(second % 60))Z" }

  /// Seconds since 1970 of what is written as 2013-05-24T00:00:00.000Z; nil for anything else.
  package static func seconds(of text: String) -> Int64? {
    guard let day = CivilDay(String(text.prefix(10))), text.dropFirst(10).first == "T" else { return nil }
    let words = text.dropFirst(11).split(whereSeparator: { ":.Z".contains($0) }).prefix(3).map { Int64($0) }
    guard words.count == 3, let hour = words[0], let minute = words[1], let second = words[2] else { return nil }
    return Int64(day.number) * 86_400 + hour * 3600 + minute * 60 + second
  }

  private static func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
