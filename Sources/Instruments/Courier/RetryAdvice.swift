/// What an answer that is no success says about trying again. Pure: the time and the dice come from outside.
package enum RetryAdvice: Hashable, Sendable {
  /// The same may go well. `after` is what the other side asked for, within reason; nil where it said nothing.
  case again(after: Duration?)
  /// The key is refused, or there is no money left: each further call would only be refused too, until a person has acted.
  case pauseProvider
  case never

  /// The longest pause that the other side may ask for.
  package static let longestPause = Duration.seconds(900)

  /// `now` is in seconds since 1970.
  package init(status: Int, headers: ReplyHeaders, now: Int64) {
    switch headers["x-should-retry"]?.lowercased() {
    case "true": self = .again(after: Self.pause(headers, now: now))
    case "false" where !Self.refusesKey(status): self = .never
    default:
      if Self.refusesKey(status) {
        self = .pauseProvider
      } else {
        self = Self.mayPass(status) ? .again(after: Self.pause(headers, now: now)) : .never
      }
    }
  }

  /// Not 403: that is also said of one request that goes against the rules of a provider.
  private static func refusesKey(_ status: Int) -> Bool { [401, 402].contains(status) }

  /// Whether the same may go well later. A server that cannot do it at all (501) will not be able to later.
  package static func mayPass(_ status: Int) -> Bool {
    [408, 409, 425, 429].contains(status) || (500...599).contains(status) && status != 501
  }

  /// By `retry-after-ms`, else `retry-after` in seconds or as a date; at most `longestPause`.
  static func pause(_ headers: ReplyHeaders, now: Int64) -> Duration? {
    if let text = headers["retry-after-ms"], let milliseconds = number(text) { return bounded(milliseconds / 1000) }
    guard let text = headers["retry-after"] else { return nil }
    if let seconds = number(text) { return bounded(seconds) }
    return HTTPDate.seconds(of: text).map { bounded(Double($0 - now)) }
  }

  private static func number(_ text: String) -> Double? {
    guard let number = Double(text), number.isFinite, number >= 0 else { return nil }
    return number
  }

  private static func bounded(_ seconds: Double) -> Duration {
    .seconds(min(max(0, seconds), 900))
  }

  /// The pause before the next try where the other side did not ask for one: doubled with each try, and cut by up to a half, so that many
  /// do not come back at one moment. `dice` is from 0 to 1.
  package static func backoff(
    tries: Int, first: Duration = .milliseconds(500), longest: Duration = .seconds(8), dice: Double
  ) -> Duration {
    let doubled = first * Double(1 << min(max(tries - 1, 0), 20))
    return min(doubled, longest) * (1 - 0.5 * min(max(dice, 0), 1))
  }
}

/// The date of a header, in the three ways that HTTP has had for it.
package enum HTTPDate {
  /// Seconds since 1970; nil for what is no date.
  package static func seconds(of text: String) -> Int64? {
    let words = text.split(whereSeparator: { " ,-:".contains($0) }).map(String.init)
    // Sun, 06 Nov 1994 08:49:37 GMT · Sunday, 06-Nov-94 08:49:37 GMT · Sun Nov  6 08:49:37 1994
    let isOldest = words.count > 1 && Int(words[1]) == nil
    let order = isOldest ? [2, 1, 6, 3, 4, 5] : [1, 2, 3, 4, 5, 6]
    guard words.count >= 7, let month = months.firstIndex(of: words[order[1]].lowercased()) else { return nil }
    let numbers = [0, 2, 3, 4, 5].map { Int64(words[order[$0]]) }
    guard let day = numbers[0], var year = numbers[1], let hour = numbers[2], let minute = numbers[3], let second = numbers[4]
    else { return nil }
    if year < 100 { year += year < 70 ? 2000 : 1900 }
    guard (1...31).contains(day), (1970...9999).contains(year), (0...23).contains(hour), (0...59).contains(minute),
      (0...60).contains(second)
    else { return nil }
    return days(year, Int64(month + 1), day) * 86_400 + hour * 3600 + minute * 60 + second
  }

  private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

  /// Days since 1970 by the civil calendar: years begin in March, so that the leap day is the last.
  private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let shifted = month > 2 ? year : year - 1
    let era = shifted / 400
    let ofEra = shifted - era * 400
    let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
  }
}
