/// What work, disks and lines cost whoever runs them: the house's own, or a host's. A gigabyte is 10^9 bytes.
package struct Rates: Hashable, Sendable, Codable {
  /// For an hour of one core.
  package var computeHour = Money.zero
  /// For a gigabyte that is kept for a month.
  package var storedGigabyteMonth = Money.zero
  /// For a gigabyte that viewers fetched.
  package var sentGigabyte = Money.zero
  /// For a thousand requests of viewers.
  package var thousandRequests = Money.zero
  /// For a month, whatever lies there and whoever watches.
  package var planMonth = Money.zero

  package init() {}

  /// So often something is asked for while a video is watched.
  package static let requestsOfView: Int64 = 10
  package static let gigabyte: Int64 = 1_000_000_000

  package func compute(microseconds: Int64) -> Money { Self.product(microseconds, computeHour, per: 3_600_000_000) }
  package func sent(bytes: Int64) -> Money { Self.product(bytes, sentGigabyte, per: Int128(Self.gigabyte)) }
  package func requests(_ count: Int64) -> Money { Self.product(count, thousandRequests, per: 1000) }
  /// For one day of a month that has so many.
  package func stored(bytes: Int64, daysOfMonth: Int64) -> Money {
    Self.product(bytes, storedGigabyteMonth, per: Int128(Self.gigabyte) * Int128(max(1, daysOfMonth)))
  }
  package func plan(days: Int64, daysOfMonth: Int64) -> Money { Self.product(days, planMonth, per: Int128(max(1, daysOfMonth))) }

  /// Of a month without anybody who watches.
  package func month(storing bytes: Int64) -> Money { planMonth + storing(bytes) }

  /// A month of it, besides the plan.
  package func storing(_ bytes: Int64) -> Money { stored(bytes: bytes, daysOfMonth: 1) }

  /// What is sent to who watches, and asked for meanwhile.
  package func views(_ count: Int, of bytes: Int64) -> Money {
    sent(bytes: Int64(clamping: Int128(bytes) * Int128(count)))
      + requests(Int64(clamping: Int128(count) * Int128(Self.requestsOfView)))
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

  /// Whether nobody said what anything costs.
  package var areUnknown: Bool { self == DatedRates() }
}

/// By what costs are reckoned: the house's own rates, and those of the hosts where its videos lie.
package struct RateBook: Hashable, Sendable, Codable {
  package var house: DatedRates
  package var hosts: [String: DatedRates]
  /// The hosts whose plans are told of as well: those that are nobody else's.
  package var plans: Set<String>

  package init(_ house: DatedRates = DatedRates(), hosts: [String: DatedRates] = [:], plans: Set<String> = []) {
    self.house = house
    self.hosts = hosts
    self.plans = plans
  }

  /// Of a client, or of the house: the plan of a host that several clients use is the house's own.
  package init(_ house: DatedRates, _ accounts: [HostAccount], of client: ClientName?) {
    self.init(house)
    for account in accounts {
      hosts[account.name] = account.datedRates
      if client == nil || account.clients == [client] { plans.insert(account.name) }
    }
  }

  /// Those that hold on a day for what lies at a host, or is sent from it; "" is the house.
  ///
  /// A host of which nobody said what it costs is taken for one at the end of the house's own line.
  package func on(_ day: String, at host: String) -> Rates {
    if host.isEmpty { return house.on(day) }
    if let rates = hosts[host], !rates.areUnknown { return rates.on(day) }
    var rates = Rates()
    rates.sentGigabyte = house.on(day).sentGigabyte
    return rates
  }

  // MARK: - For an order of many things

  /// What a unit costs in millionths of a dollar, not rounded: from a day on, at a host.
  package struct Change: Sendable, Codable {
    package let host: String
    package let day: String
    package let compute: Double
    package let sent: Double
    package let asked: Double
  }

  package var changes: [Change] {
    // Whatever the house's rates become, they hold for a host without its own, too.
    let days = Set(([house] + hosts.values).flatMap { $0.later.map(\.since) } + [""]).sorted()
    return ([""] + hosts.keys.sorted()).flatMap { host in
      days.map { day in
        let rates = on(day, at: host)
        return Change(
          host: host, day: day, compute: Double(rates.computeHour.microDollars) / 3.6e9,
          sent: Double(rates.sentGigabyte.microDollars) / Double(Rates.gigabyte),
          asked: Double(rates.thousandRequests.microDollars * Rates.requestsOfView) / 1000)
      }
    }
  }

  /// What a byte costs that lies somewhere from a day on.
  package struct Lying: Sendable, Codable {
    package let host: String
    package let day: String
    package let price: Double
  }

  /// Until the last day, which counts; only where it costs anything.
  package func lying(since first: String?, until last: String) -> [Lying] {
    guard let first = first.flatMap({ CivilDay($0) }), let last = CivilDay(last), first.number <= last.number else { return [] }
    return ([""] + hosts.keys.sorted()).flatMap { host -> [Lying] in
      var price = 0.0
      let prices = (first.number...last.number).reversed().map { number in
        let day = CivilDay(number: number)
        price +=
          Double(on(day.text, at: host).storedGigabyteMonth.microDollars) / Double(Rates.gigabyte) / Double(day.daysOfMonth)
        return Lying(host: host, day: day.text, price: price)
      }
      return price > 0 ? prices : []
    }
  }
}
