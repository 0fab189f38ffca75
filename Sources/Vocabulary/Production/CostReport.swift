/// What some days cost: who was paid for what, what the house's own work comes to by its rates, and what came of it.
package struct CostReport: Hashable, Sendable, Codable {
  /// Nil: of all clients together.
  package let client: ClientName?
  package let days: ViewDays
  package var items: [Item] = []
  package var byDay: [Day] = []
  /// The dearest first.
  package var jobs: [Job] = []
  /// What all other jobs cost, and what is no single job's: views of unknown videos, work beside the line, plans of hosts.
  package var otherJobs = Money.zero
  package var apart = Money.zero
  /// What was dropped into each folder of the inbox, the dearest first; none where nothing was.
  package var projects: [Project] = []
  package var otherProjects = Money.zero
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
  /// Limits of what may be paid to others in this month, which goes on, and how much of them is spent.
  package var limits: [Allowance] = []
  /// When it was reckoned.
  package var asOf: Moment?
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

  package struct Project: Hashable, Sendable, Codable {
    /// Its folders, joined by slashes; empty for the inbox itself.
    package let name: String
    package let cost: Money
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
  package static let mostProjects = 200

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
    client: ClientName?, days: ViewDays, _ facts: CostFacts, rates: RateBook, perView: Money = .zero, perClick: Money = .zero,
    today: String
  ) {
    self.init(client: client, days: days)
    let last = min(days.until ?? today, today)
    let all = facts.usage + facts.sent + Self.lying(facts.stored, until: last) + Self.plans(facts, rates, days, until: last)
    let sums = UsageSums(all, rates: rates)
    add(sums.all)
    divide(all, of: sums)
    list(facts, of: sums, last: last, withApart: all.filter { $0.project == nil })
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

  private mutating func add(_ sums: [(usage: Usage, cost: Money)]) {
    var byKind: [String: Item] = [:]
    var byDay: [String: Money] = [:]
    for (usage, cost) in sums {
      let key = "\(usage.kind.rawValue) \(usage.provider)"
      var item = byKind[key] ?? Item(kind: usage.kind, provider: usage.provider, amount: 0, cost: .zero)
      item.amount = Int64(clamping: Int128(item.amount) + Int128(usage.amount))
      item.cost = item.cost + cost
      byKind[key] = item
      byDay[usage.day] = (byDay[usage.day] ?? .zero) + cost
      total = total + cost
    }
    items = byKind.values.sorted { ($0.kind.rawValue, $0.provider) < ($1.kind.rawValue, $1.provider) }
    self.byDay = byDay.sorted { $0.key < $1.key }.map { Day(day: $0.key, cost: $0.value) }
  }

  /// Among projects, and what is of none.
  private mutating func divide(_ all: [Usage], of sums: UsageSums) {
    var sums = sums
    for usage in all where usage.project == nil { apart = apart + sums.cost(ofPart: usage) }
    var byProject: [String: Money] = [:]
    for usage in all {
      if let project = usage.project { byProject[project] = (byProject[project] ?? .zero) + sums.cost(ofPart: usage) }
    }
    guard byProject.keys.contains(where: { !$0.isEmpty }) else { return }
    let dear = byProject.filter { $0.value > .zero }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    projects = dear.prefix(Self.mostProjects).map { Project(name: $0.key, cost: $0.value) }
    otherProjects = dear.dropFirst(Self.mostProjects).reduce(.zero) { $0 + $1.value }
  }

  private mutating func list(_ facts: CostFacts, of sums: UsageSums, last: String, withApart apart: [Usage]) {
    var sums = sums
    for usage in apart { _ = sums.cost(ofPart: usage) }
    var byJob: [JobName: Money] = [:]
    for usage in facts.jobs + Self.lying(facts.storedOfJobs, until: last) {
      if let job = usage.job { byJob[job] = (byJob[job] ?? .zero) + sums.cost(ofPart: usage) }
    }
    let dear = byJob.filter { $0.value > .zero }.sorted { ($1.value, $0.key.text) < ($0.value, $1.key.text) }
    jobs = dear.prefix(Self.mostJobs).map { Job(job: $0.key, cost: $0.value, estimate: facts.estimates[$0.key]) }
    let told = jobs.reduce(self.apart) { $0 + $1.cost }
    otherJobs = Money(microDollars: max(0, total.microDollars - told.microDollars))
  }

  /// What lies somewhere on each day, by what came and went.
  private static func lying(_ changes: [Usage], until last: String) -> [Usage] {
    struct Place: Hashable {
      let provider: String
      let job: JobName?
      let project: String?

      /// Who comes first is rounded first.
      var words: String { "\(provider)/\(job?.text ?? "")/\(project ?? "")" }
    }
    var usage: [Usage] = []
    let places = Dictionary(grouping: changes) { Place(provider: $0.provider, job: $0.job, project: $0.project) }
    for (place, changes) in places.sorted(by: { $0.key.words < $1.key.words }) {
      let came = Dictionary(changes.map { ($0.day, $0.amount) }) { Int64(clamping: Int128($0) + Int128($1)) }
      guard let first = came.keys.min(), var day = CivilDay(first) else { continue }
      var bytes: Int64 = 0
      while day.text <= last {
        bytes = Int64(clamping: Int128(bytes) + Int128(came[day.text] ?? 0))
        if bytes > 0 {
          usage.append(
            Usage(
              day: day.text, kind: .storage, provider: place.provider, job: place.job, project: place.project, amount: bytes))
        }
        day = day.next
      }
    }
    return usage
  }

  /// Each day of the plans that are told of, from when on something lay there.
  private static func plans(_ facts: CostFacts, _ rates: RateBook, _ days: ViewDays, until last: String) -> [Usage] {
    rates.plans.sorted().flatMap { host -> [Usage] in
      guard let first = facts.hostsSince[host], var day = CivilDay(max(first, days.since ?? first)) else { return [] }
      var usage: [Usage] = []
      while day.text <= last {
        if rates.on(day.text, at: host).planMonth > .zero {
          usage.append(Usage(day: day.text, kind: .plan, provider: host, project: nil, amount: 1))
        }
        day = day.next
      }
      return usage
    }
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
