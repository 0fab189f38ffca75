import Production

/// What the rest of a job may cost at most, by provider: a script stage tells it in facts named `price.PROVIDER`, in micro-dollars.
struct PriceList {
  let prices: [(provider: String, amount: Money)]

  init(_ facts: [String: String]) {
    prices = facts.sorted { $0.key < $1.key }.compactMap { key, value in
      guard key.hasPrefix("price."), let amount = Int64(value), amount > 0 else { return nil }
      return (String(key.dropFirst("price.".count)), Money(microDollars: amount))
    }
  }

  var total: Money { prices.reduce(.zero) { $0 + $1.amount } }
}
