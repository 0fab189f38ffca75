/// A point in time: microseconds of UTC since 1970. Order comes from the ledger's sequence, never from this.
package struct Moment: Hashable, Sendable, Comparable, Codable {
  package let microseconds: Int64

  package init(microseconds: Int64) { self.microseconds = microseconds }

  package static func < (left: Moment, right: Moment) -> Bool { left.microseconds < right.microseconds }

  package func advanced(by duration: Duration) -> Moment {
    Moment(microseconds: microseconds.addingReportingOverflow(duration.wholeMicroseconds).partialValue)
  }

  package func since(_ earlier: Moment) -> Duration {
    .microseconds(microseconds.subtractingReportingOverflow(earlier.microseconds).partialValue)
  }

  package init(from decoder: any Decoder) throws {
    microseconds = try decoder.singleValueContainer().decode(Int64.self)
  }
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(microseconds)
  }
}

/// A place or a length in a video or a sound, in microseconds.
package struct Timecode: Hashable, Sendable, Comparable, Codable {
  package let microseconds: Int64

  package static let zero = Timecode(microseconds: 0)

  package init(microseconds: Int64) { self.microseconds = microseconds }

  /// Not a number, infinite and absurd values become zero or the limit: a decoder may say anything.
  package init(seconds: Double) {
    let scaled = seconds * 1_000_000
    microseconds = scaled.isNaN ? 0 : Int64(max(-9e15, min(9e15, scaled)))
  }

  package var seconds: Double { Double(microseconds) / 1_000_000 }

  package static func + (left: Self, right: Self) -> Self { Timecode(microseconds: left.microseconds &+ right.microseconds) }
  package static func - (left: Self, right: Self) -> Self { Timecode(microseconds: left.microseconds &- right.microseconds) }
  package static func < (left: Self, right: Self) -> Bool { left.microseconds < right.microseconds }

  package init(from decoder: any Decoder) throws {
    microseconds = try decoder.singleValueContainer().decode(Int64.self)
  }
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(microseconds)
  }
}

extension Duration {
  package var wholeMicroseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds.multipliedReportingOverflow(by: 1_000_000).partialValue &+ attoseconds / 1_000_000_000_000
  }

  package var inSeconds: Double { Double(wholeMicroseconds) / 1_000_000 }
}

extension Timecode {
  /// As players show it: "1:02:03.5", "0:10", "90". Nil for anything else, and for more than a day.
  package init?(clock text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), let last = parts.last, let seconds = Self.plain(last) else { return nil }
    let larger = parts.dropLast()
    let numbers = larger.compactMap { part in
      part.utf8.count <= 5 && part.utf8.allSatisfy { (48...57).contains($0) } ? Int(part) : nil
    }
    guard numbers.count == larger.count, larger.isEmpty || seconds < 60, numbers.count < 2 || numbers[1] < 60 else { return nil }
    let total = numbers.reduce(0) { $0 * 60 + Double($1) } * 60 + seconds
    guard total <= 86_400 else { return nil }
    self.init(microseconds: Int64((total * 1_000_000).rounded()))
  }

  /// Digits, and perhaps a fraction: no sign, no power, no name of a number.
  private static func plain(_ text: Substring) -> Double? {
    let halves = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(halves.count), text.utf8.count <= 12,
      halves.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } })
    else { return nil }
    return Double(text)
  }
}
