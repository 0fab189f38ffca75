import Production
import Testing

/// What hosts would cost, and from how many views on which one costs least.
@Suite struct HostComparisonTests {
  private static func host(_ name: String, plan: Int64 = 0, stored: Int64 = 0, sent: Int64 = 0, requests: Int64 = 0)
    -> HostAccount
  {
    var host = HostAccount(name: name, kind: .folder)
    host.rates.planMonth = Money(microDollars: plan)
    host.rates.storedGigabyteMonth = Money(microDollars: stored)
    host.rates.sentGigabyte = Money(microDollars: sent)
    host.rates.thousandRequests = Money(microDollars: requests)
    return host
  }

  private static func use(stored: Int64 = 0, views: Int = 0, bytes: Int64 = 0) -> HostUse {
    var use = HostUse()
    (use.stored, use.views, use.bytesOfView) = (stored, views, bytes)
    return use
  }

  @Test func theOneThatCostsLessForAViewWinsWhenThereAreEnough() {
    // A gigabyte costs 9 cents at one; the other has a plan of 9 dollars, and nothing more.
    let hosts = [Self.host("flat", plan: 9_000_000), Self.host("metered", sent: 90_000)]
    let comparison = HostComparison(hosts, Self.use(views: 50, bytes: Rates.gigabyte))
    #expect(comparison.offers.map(\.host) == ["metered", "flat"])
    #expect(comparison.offers.map(\.month.microDollars) == [4_500_000, 9_000_000])
    #expect(comparison.offers.map(\.thousandViews.microDollars) == [90_000_000, 0])
    // At a hundred views they cost the same.
    #expect(comparison.cheapest.map { "\($0.host) \($0.from)" } == ["metered 0", "flat 101"])
    #expect(comparison.words == "metered costs least up to 100 views a month, flat from 101 views on.")
  }

  @Test func whoIsNeverCheapestIsNoStepOnTheWay() {
    let hosts = [
      Self.host("dear", plan: 20_000_000, sent: 1000), Self.host("cheap", sent: 100_000),
      Self.host("middle", plan: 1_000_000, sent: 50_000),
      Self.host("flat", plan: 5_000_000),
    ]
    let comparison = HostComparison(hosts, Self.use(bytes: Rates.gigabyte))
    #expect(comparison.cheapest.map(\.host) == ["cheap", "middle", "flat"])
    #expect(comparison.cheapest.map(\.from) == [0, 21, 81])
    // Around each break-even point the one that is named does cost least.
    for (range, next) in zip(comparison.cheapest, comparison.cheapest.dropFirst()) {
      for views in [range.from, next.from - 1] {
        let best = HostComparison(hosts, Self.use(views: views, bytes: Rates.gigabyte)).offers
        #expect(best.first { $0.host == range.host }?.month == best.first?.month, "\(views)")
      }
    }
  }

  @Test func whereNobodyIsEverCheaperThereIsNoBreakEven() {
    let equal = HostComparison([Self.host("b"), Self.host("a")], Self.use(stored: 5 << 30, views: 7, bytes: 1000))
    #expect(equal.cheapest.map(\.host) == ["a"] && equal.words == "a costs least, however many views there are.")
    let none = HostComparison([], Self.use())
    #expect(none.offers.isEmpty && none.cheapest.isEmpty && none.words.isEmpty)
    // Sums that fit into no number stay the largest.
    let huge = HostComparison(
      [Self.host("a", plan: .max, stored: .max, sent: .max)], Self.use(stored: .max, views: .max, bytes: .max))
    #expect(huge.offers.first?.month.microDollars == .max)
  }

  @Test func requestsAndWhatIsStoredCountToo() {
    let host = Self.host("s3", stored: 23_000, requests: 400)
    let comparison = HostComparison([host], Self.use(stored: 10 * Rates.gigabyte, views: 1000))
    #expect(comparison.offers.first?.unseen.microDollars == 230_000)
    #expect(comparison.offers.first?.month.microDollars == 234_000)
  }
}
