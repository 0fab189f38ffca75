/// An amount of US dollars, exact to a millionth.
package struct Money: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
  package let microDollars: Int64

  package static let zero = Money(microDollars: 0)

  package init(microDollars: Int64) { self.microDollars = microDollars }

  package static func + (left: Money, right: Money) -> Money {
    let (sum, overflow) = left.microDollars.addingReportingOverflow(right.microDollars)
    // A sum that large is no price; staying at the largest keeps every budget check on the safe side.
    return Money(microDollars: overflow ? .max : sum)
  }

  package static func < (left: Money, right: Money) -> Bool { left.microDollars < right.microDollars }

  /// As a person reads it: whole cents, rounded up, so that no price is ever understated.
  package var description: String {
    let cents = microDollars / 10_000 + (microDollars % 10_000 > 0 ? 1 : 0)
    let rest = cents.magnitude % 100
    return "\(cents < 0 ? "-" : "")$\(cents.magnitude / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// As reports show what was spent: to the nearest cent, and what is less than one as that. Rounded up, many small parts would look like more
  /// than their sum.
  package var spent: String {
    if microDollars > 0, microDollars < 10_000 { return "under $0.01" }
    let cents = microDollars / 10_000 + (microDollars % 10_000) / 5000
    return Money(microDollars: cents.multipliedReportingOverflow(by: 10_000).partialValue).description
  }

  package init(from decoder: any Decoder) throws {
    microDollars = try decoder.singleValueContainer().decode(Int64.self)
  }
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(microDollars)
  }
}
