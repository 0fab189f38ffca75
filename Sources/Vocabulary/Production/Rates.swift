/// What the house's own work costs: machines, disks and lines are paid by whoever runs it, not by call.
package struct Rates: Hashable, Sendable, Codable {
  /// For an hour of one core.
  package var computeHour = Money.zero
  /// For a gigabyte that is kept for a month.
  package var storedGigabyteMonth = Money.zero
  /// For a gigabyte that viewers fetched.
  package var sentGigabyte = Money.zero

  package init() {}

  package func compute(microseconds: Int64) -> Money { Self.product(microseconds, computeHour, per: 3_600_000_000) }
  package func sent(bytes: Int64) -> Money { Self.product(bytes, sentGigabyte, per: 1_000_000_000) }
  /// For one day of a month that has so many.
  package func stored(bytes: Int64, daysOfMonth: Int64) -> Money {
    Self.product(bytes, storedGigabyteMonth, per: 1_000_000_000 * Int128(max(1, daysOfMonth)))
  }

  /// To the nearest millionth of a dollar, without a fraction on the way.
  private static func product(_ amount: Int64, _ price: Money, per unit: Int128) -> Money {
    let exact = Int128(max(0, amount)) * Int128(price.microDollars)
    return Money(microDollars: Int64(clamping: (exact + unit / 2) / unit))
  }
}

/// Rates as they change: the first ones, and others from a day on.
package struct DatedRates: Hashable, Sendable, Codable {
  package var first = Rates()
  package var later: [Entry] = []

  package struct Entry: Hashable, Sendable, Codable {
    /// Of UTC, as 2026-01-31.
    package let since: String
    package let rates: Rates

    package init(since: String, rates: Rates) {
      self.since = since
      self.rates = rates
    }
  }

  package init() {}

  /// Those that hold on a day.
  package func on(_ day: String) -> Rates { later.filter { $0.since <= day }.max { $0.since < $1.since }?.rates ?? first }
}
