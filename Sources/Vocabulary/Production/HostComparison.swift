/// What a month of a client's videos would cost at each host, and from how many views on which one costs least. Pure.
package struct HostComparison: Hashable, Sendable, Codable {
  package let use: HostUse
  /// In the order of what they would cost at as many views as there were.
  package let offers: [Offer]
  /// Who costs least, by views; the first from none on.
  package let cheapest: [Range]

  package struct Offer: Hashable, Sendable, Codable {
    package let host: String
    /// Of a month with as many views as there were.
    package let month: Money
    /// Of a month in which nobody watches: the plan, and what is stored.
    package let unseen: Money
    package let thousandViews: Money
  }

  package struct Range: Hashable, Sendable, Codable {
    package let host: String
    /// Views a month.
    package let from: Int
  }

  package init(_ hosts: [HostAccount], _ use: HostUse) {
    self.use = use
    let lines = hosts.map { CostLine($0, use) }
    offers = lines.sorted { ($0.cost(of: use.views), $0.host) < ($1.cost(of: use.views), $1.host) }.map { line in
      Offer(
        host: line.host, month: Money(microDollars: line.cost(of: use.views)), unseen: Money(microDollars: line.unseen),
        thousandViews: Money(microDollars: line.cost(of: 1000) - line.unseen))
    }
    cheapest = Self.cheapest(lines)
  }

  /// From one break-even point to the next: each host on the way costs less for a view than the one before.
  private static func cheapest(_ lines: [CostLine]) -> [Range] {
    guard var line = lines.min(by: { ($0.unseen, $0.millionViews, $0.host) < ($1.unseen, $1.millionViews, $1.host) }) else {
      return []
    }
    var ranges = [Range(host: line.host, from: 0)]
    while true {
      let next = lines.compactMap { other in line.views(untilCheaperIs: other).map { (from: $0, line: other) } }
        .min { ($0.from, $0.line.millionViews, $0.line.host) < ($1.from, $1.line.millionViews, $1.line.host) }
      guard let next else { return ranges }
      line = next.line
      ranges.append(Range(host: line.host, from: next.from))
    }
  }

  /// In words, for people.
  package var words: String {
    guard let first = cheapest.first else { return "" }
    if cheapest.count == 1 { return "\(first.host) costs least, however many views there are." }
    let parts = zip(cheapest, cheapest.dropFirst()).map { range, next in
      range.from == 0 ? "\(range.host) costs least up to \(next.from - 1) views a month" : "\(range.host) from \(range.from)"
    }
    let last = cheapest.last.map { "\($0.host) from \($0.from)" } ?? ""
    return (parts + [last]).joined(separator: ", ") + " views on."
  }
}

/// What a client's videos need of a host.
package struct HostUse: Hashable, Sendable, Codable {
  /// Bytes that lie at hosts; where none do, those in the outbox.
  package var stored: Int64 = 0
  /// In the last 30 days.
  package var views = 0
  /// Of each of these, on average; where logs tell nothing, of a whole film.
  package var bytesOfView: Int64 = 0

  package init() {}

  package static let days = 30
}

/// A month's cost at a host: so much, and so much for each view.
private struct CostLine {
  let host: String
  /// In millionths of a dollar.
  let unseen: Int64
  let millionViews: Int64

  init(_ host: HostAccount, _ use: HostUse) {
    self.host = host.name
    unseen = host.rates.month(storing: use.stored).microDollars
    millionViews = host.rates.views(1_000_000, of: use.bytesOfView).microDollars
  }

  func cost(of views: Int) -> Int64 {
    Int64(clamping: Int128(unseen) + (Int128(millionViews) * Int128(views) + 500_000) / 1_000_000)
  }

  /// The first number of views at which the other one costs less; nil where it never does.
  func views(untilCheaperIs other: CostLine) -> Int? {
    guard other.millionViews < millionViews else { return nil }
    let ahead = Int128(other.unseen) - Int128(unseen)
    return Int(clamping: max(0, ahead) * 1_000_000 / Int128(millionViews - other.millionViews) + 1)
  }
}
