package import Production

/// What the house's own work costs: machines, disks and lines are paid by whoever runs it, not by call.
package struct RateSettings: Sendable, Equatable {
  /// For an hour of one core.
  package var computeHour = Money.zero
  /// For a gigabyte that is kept for a month.
  package var storedGigabyteMonth = Money.zero
  /// For a gigabyte that viewers fetched.
  package var sentGigabyte = Money.zero

  package init() {}
}

extension ServiceSettings {
  static var ofRates: [Setting<ServiceSettings>] {
    [
      Setting("rates.compute_hour_dollars", \.rates.computeHour, .dollars),
      Setting("rates.stored_gigabyte_month_dollars", \.rates.storedGigabyteMonth, .dollars),
      Setting("rates.sent_gigabyte_dollars", \.rates.sentGigabyte, .dollars),
    ]
  }
}
