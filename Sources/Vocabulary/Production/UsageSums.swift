/// Sums of what was used, by day, kind and provider, and what parts of them cost. A part is rounded together with those before it, so that all
/// of them come to what their sum costs, and never to more.
struct UsageSums {
  private let rates: RateBook
  private var sums: [Key: Usage] = [:]
  private var parts: [Key: Usage] = [:]

  private struct Key: Hashable {
    let day: String
    let kind: Usage.Kind
    let provider: String

    init(_ usage: Usage) { (day, kind, provider) = (usage.day, usage.kind, usage.provider) }
  }

  init(_ usage: [Usage], rates: RateBook) {
    self.rates = rates
    for usage in usage { sums[Key(usage)] = sums[Key(usage)]?.and(usage) ?? usage }
  }

  /// Each sum, and what it costs.
  var all: [(usage: Usage, cost: Money)] { sums.values.map { ($0, $0.cost(by: rates)) } }

  mutating func cost(ofPart part: Usage) -> Money {
    let key = Key(part)
    guard let sum = sums[key] else { return .zero }
    let before = parts[key]
    let until = (before?.and(part) ?? part).atMost(sum)
    parts[key] = until
    return Money(microDollars: until.cost(by: rates).microDollars - (before?.cost(by: rates).microDollars ?? 0))
  }
}

extension Usage {
  /// What was paid, or what it comes to by the rates of its day.
  fileprivate func cost(by book: RateBook) -> Money {
    switch kind {
    case .script, .voice, .other: cost
    case .compute: book.house.on(day).compute(microseconds: amount)
    case .transfer: book.on(day, at: provider).sent(bytes: amount)
    case .requests: book.on(day, at: provider).requests(amount)
    case .storage: book.on(day, at: provider).stored(bytes: amount, daysOfMonth: daysOfMonth)
    case .plan: book.on(day, at: provider).plan(days: amount, daysOfMonth: daysOfMonth)
    }
  }

  private var daysOfMonth: Int64 { Int64(CivilDay(day)?.daysOfMonth ?? 30) }

  fileprivate func and(_ other: Usage) -> Usage {
    having(Int64(clamping: Int128(amount) + Int128(other.amount)), cost + other.cost)
  }

  fileprivate func atMost(_ sum: Usage) -> Usage { having(min(amount, sum.amount), min(cost, sum.cost)) }

  private func having(_ amount: Int64, _ cost: Money) -> Usage {
    Usage(day: day, kind: kind, provider: provider, job: nil, project: nil, amount: amount, cost: cost)
  }
}
