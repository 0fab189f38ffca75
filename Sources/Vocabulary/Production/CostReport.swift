/// What something was used for, on one day.
package struct Usage: Hashable, Sendable, Codable {
  /// Of UTC, as 2026-01-31.
  package let day: String
  package let kind: Kind
  /// Who was paid, or which stage worked; empty for disks and lines.
  package let provider: String
  package let job: JobName?
  /// Of calls, microseconds of a processor, or bytes.
  package let amount: Int64
  /// What was paid by call; the house's own work gets its price by its rates.
  package let cost: Money

  package enum Kind: String, Sendable, Codable, CaseIterable {
    /// Paid by call.
    case script, voice, other
    /// The house's own.
    case compute, storage, transfer
  }

  package init(day: String, kind: Kind, provider: String, job: JobName?, amount: Int64, cost: Money) {
    self.day = day
    self.kind = kind
    self.provider = provider
    self.job = job
    self.amount = amount
    self.cost = cost
  }
}

/// How tries of a stage, or calls to a provider, ended.
package struct Performance: Hashable, Sendable, Codable {
  package let name: String
  package let isProvider: Bool
  package let good: Int
  package let bad: Int
  /// Of those that ended well, on average.
  package let meanMilliseconds: Int

  package init(name: String, isProvider: Bool, good: Int, bad: Int, meanMilliseconds: Int) {
    self.name = name
    self.isProvider = isProvider
    self.good = good
    self.bad = bad
    self.meanMilliseconds = meanMilliseconds
  }

  package var successPercent: Int? { good + bad == 0 ? nil : good * 100 / (good + bad) }
}

/// What the ledger knows of what a client, or all of them, cost in some days.
package struct CostFacts: Hashable, Sendable {
  /// Of each day, kind and provider, all together.
  package var usage: [Usage] = []
  /// Of the dearest jobs, each by itself.
  package var jobs: [Usage] = []
  /// What lay in the outbox before the first day, and what came to it on each.
  package var storedBefore: Int64 = 0
  package var stored: [Stored] = []
  package var sent: [Usage] = []
  /// What of all this is no job's: views of unknown videos, work beside the line.
  package var apart: [Usage] = []
  /// What was told to people before they approved: of the dearest jobs, and of all together.
  package var estimates: [JobName: Money] = [:]
  package var estimate = Money.zero
  package var performance: [Performance] = []
  package var views = 0
  package var clicks = 0

  package struct Stored: Hashable, Sendable {
    package let day: String
    package let bytes: Int64

    package init(day: String, bytes: Int64) {
      self.day = day
      self.bytes = bytes
    }
  }

  package init() {}
}

/// What some days cost: who was paid for what, what the house's own work comes to by its rates, and what came of it.
package struct CostReport: Hashable, Sendable, Codable {
  /// Nil: of all clients together.
  package let client: ClientName?
  package let days: ViewDays
  package var items: [Item] = []
  package var byDay: [Day] = []
  /// The dearest first.
  package var jobs: [Job] = []
  /// What all other jobs cost, and what is no single job's: what is stored, views of unknown videos, work beside the line.
  package var otherJobs = Money.zero
  package var apart = Money.zero
  package var performance: [Performance] = []
  package var total = Money.zero
  /// What people were told before they approved what is in here.
  package var estimate = Money.zero
  /// What the month comes to at this pace; nil where the days are no month that goes on.
  package var projection: Money?
  package var views = 0
  package var clicks = 0
  /// What views and clicks are worth, by the settings.
  package var value = Money.zero
  /// What the hosts would cost now; nil where there are none, or the days are over.
  package var hosts: HostComparison?

  package struct Item: Hashable, Sendable, Codable {
    package let kind: Usage.Kind
    package let provider: String
    package var amount: Int64
    package var cost: Money
  }

  package struct Day: Hashable, Sendable, Codable {
    package let day: String
    package let cost: Money
  }

  package struct Job: Hashable, Sendable, Codable {
    package let job: JobName
    package let cost: Money
    package let estimate: Money?
  }

  /// Whether nothing was used, and nothing done.
  package var isEmpty: Bool { items.isEmpty && performance.isEmpty }
  package var costPerView: Money? { views == 0 ? nil : Money(microDollars: total.microDollars / Int64(views)) }
  /// What came back of a hundred; nil where nothing was spent, or nothing is worth anything.
  package var returnPercent: Int? {
    guard total > .zero, value > .zero else { return nil }
    return Int(clamping: (Int128(value.microDollars) - Int128(total.microDollars)) * 100 / Int128(total.microDollars))
  }

  package static let mostJobs = 200

  /// All days that were asked for, those that cost nothing too; of very many only those that cost something.
  package var eachDay: [Day] {
    guard let first = byDay.first, let last = byDay.last, let start = CivilDay(days.since ?? first.day),
      let end = CivilDay(days.until ?? last.day), end.number - start.number < 400
    else { return byDay }
    let costs = Dictionary(byDay.map { ($0.day, $0.cost) }) { $1 }
    return (start.number...max(start.number, end.number)).map { number in
      let day = CivilDay(number: number).text
      return Day(day: day, cost: costs[day] ?? .zero)
    }
  }
}

extension CostReport {
  /// `until` is the last day that counts, today at the latest.
  package init(
    client: ClientName?, days: ViewDays, _ facts: CostFacts, rates: DatedRates, perView: Money = .zero, perClick: Money = .zero,
    today: String
  ) {
    self.init(client: client, days: days)
    var byKind: [String: Item] = [:]
    var byDay: [String: Money] = [:]
    func add(_ usage: Usage, _ cost: Money) {
      let key = "\(usage.kind.rawValue) \(usage.provider)"
      var item = byKind[key] ?? Item(kind: usage.kind, provider: usage.provider, amount: 0, cost: .zero)
      item.amount = Int64(clamping: Int128(item.amount) + Int128(usage.amount))
      item.cost = item.cost + cost
      byKind[key] = item
      byDay[usage.day] = (byDay[usage.day] ?? .zero) + cost
      total = total + cost
    }
    var sums = UsageSums(facts.usage + facts.sent, rates: rates)
    for sum in sums.all { add(sum.usage, sum.cost) }
    for usage in Self.storage(facts, days, today: today) {
      let length = CivilDay(usage.day)?.daysOfMonth ?? 30
      let cost = rates.on(usage.day).stored(bytes: usage.amount, daysOfMonth: Int64(length))
      add(usage, cost)
      apart = apart + cost
    }
    for usage in facts.apart { apart = apart + sums.cost(ofPart: usage) }
    items = byKind.values.sorted { ($0.kind.rawValue, $0.provider) < ($1.kind.rawValue, $1.provider) }
    self.byDay = byDay.sorted { $0.key < $1.key }.map { Day(day: $0.key, cost: $0.value) }
    var byJob: [JobName: Money] = [:]
    for usage in facts.jobs {
      if let job = usage.job { byJob[job] = (byJob[job] ?? .zero) + sums.cost(ofPart: usage) }
    }
    let dear = byJob.filter { $0.value > .zero }.sorted { ($1.value, $0.key.text) < ($0.value, $1.key.text) }
    jobs = dear.prefix(Self.mostJobs).map { Job(job: $0.key, cost: $0.value, estimate: facts.estimates[$0.key]) }
    let told = jobs.reduce(apart) { $0 + $1.cost }
    otherJobs = Money(microDollars: max(0, total.microDollars - told.microDollars))
    estimate = facts.estimate
    performance = facts.performance
    (views, clicks) = (facts.views, facts.clicks)
    value = Money(
      microDollars: Int64(
        clamping: Int128(perView.microDollars) * Int128(views) + Int128(perClick.microDollars) * Int128(clicks)))
    projection = projected(today: today)
  }

  private init(client: ClientName?, days: ViewDays) {
    self.client = client
    self.days = days
  }

  /// What lies in the outbox on each day of those that are asked for and are over, or have begun.
  private static func storage(_ facts: CostFacts, _ days: ViewDays, today: String) -> [Usage] {
    // Nothing lay there before the first came.
    let first = facts.storedBefore > 0 ? days.since : facts.stored.first?.day
    guard let first, var day = CivilDay(first) else { return [] }
    let last = min(days.until ?? today, today)
    let came = Dictionary(facts.stored.map { ($0.day, $0.bytes) }) { $0 + $1 }
    var bytes = facts.storedBefore
    var usage: [Usage] = []
    while day.text <= last {
      bytes += came[day.text] ?? 0
      if bytes > 0 { usage.append(Usage(day: day.text, kind: .storage, provider: "", job: nil, amount: bytes, cost: .zero)) }
      day = day.next
    }
    return usage
  }

  private func projected(today: String) -> Money? {
    let month = today.prefix(7)
    guard days.since == "\(month)-01", days.until == nil || (days.until ?? "") >= today, let day = CivilDay(today)
    else {
      return nil
    }
    return Money(microDollars: Int64(clamping: Int128(total.microDollars) * Int128(day.daysOfMonth) / Int128(day.day)))
  }
}
