/// A time as people say it, by the clock on their wall: "2026-12-01 06:00".
package struct WallTime: Hashable, Sendable {
  package let text: String
  /// As if it were a time of UTC.
  private let seconds: Int64

  package init?(_ text: String) {
    let parts = text.split { $0 == " " || $0 == "T" }
    guard parts.count == 2, let day = CivilDay(String(parts[0])), (2000...2999).contains(day.year),
      let clock = Self.numbers(parts[1], by: ":", digits: [2, 2]), clock[0] < 24, clock[1] < 60
    else { return nil }
    self.text = "\(parts[0]) \(parts[1])"
    seconds = Int64(day.number * 86_400 + clock[0] * 3600 + clock[1] * 60)
  }

  /// When that is. `secondsFromUTC` is how far the clock is from UTC at a moment.
  package func moment(secondsFromUTC: (Moment) -> Int) -> Moment {
    let guess = Moment(microseconds: seconds * 1_000_000)
    // The clock may be changed between the guess and what is meant: a second look is at what is meant.
    let near = guess.advanced(by: .seconds(-secondsFromUTC(guess)))
    return guess.advanced(by: .seconds(-secondsFromUTC(near)))
  }

  private static func numbers(_ text: Substring, by separator: Character, digits: [Int]) -> [Int]? {
    let parts = text.split(separator: separator, omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == digits, parts.joined().utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return parts.compactMap { Int($0) }
  }
}

extension WallTime: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let time = WallTime(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "That is no time")
    }
    self = time
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
