/// The most that may be spent; nil where nothing limits it.
package struct Budget: Hashable, Sendable {
  /// In a calendar month, by all clients together.
  package var month: Money
  /// In a calendar month, by the client of the job.
  package var clientMonth: Money?
  /// On one day, by all clients together.
  package var day: Money?
  /// For one video.
  package var video: Money?
  /// In a calendar month, by all clients together, for drafts.
  package var drafting: Money?

  package init(
    month: Money, clientMonth: Money? = nil, day: Money? = nil, video: Money? = nil, drafting: Money? = nil
  ) {
    self.drafting = drafting
    self.month = month
    self.clientMonth = clientMonth
    self.day = day
    self.video = video
  }
}

/// What was spent so far of what a budget limits.
package struct Spending: Hashable, Sendable {
  package var month: Money
  package var clientMonth: Money
  package var day: Money
  package var video: Money
  package var drafting: Money

  package init(month: Money, clientMonth: Money, day: Money, video: Money, drafting: Money = .zero) {
    self.drafting = drafting
    self.month = month
    self.clientMonth = clientMonth
    self.day = day
    self.video = video
  }
}

extension Budget {
  /// What of it limits a stage: drafting is paid before anybody has approved, and has a limit of its own.
  package func limiting(_ stage: Stage) -> Budget {
    var budget = self
    if StageCard.card(of: stage).purse != .drafting { budget.drafting = nil }
    // The rows of a list are many videos, and each is held to its own limit.
    if stage == .rows { budget.video = nil }
    return budget
  }

  /// Why so much more would be too much; nil where it is not.
  package func excess(of amount: Money, after spent: Spending) -> Refusal? {
    if amount == .zero { return nil }
    let limits: [(limit: Money?, spent: Money, of: String, key: String, turns: String)] = [
      (drafting, spent.drafting, "the month's budget for drafts", "budget.drafting_dollars", " or the next month begins"),
      (video, spent.video, "this video's budget", "budget.video_dollars", ""),
      (clientMonth, spent.clientMonth, "your budget for the month", "month_dollars of this client", " or the next month begins"),
      (day, spent.day, "the day's budget", "budget.day_dollars", " or the next day begins"),
      (month, spent.month, "the month's budget", "budget.month_dollars", " or the next month begins"),
    ]
    for item in limits {
      guard let limit = item.limit, item.spent + amount > limit else { continue }
      // What all clients together spent is for the administrator alone.
      return Refusal(
        "The next step may cost up to \(amount), which is more than is left of \(item.of) of \(limit), so it waits.",
        wayOut: "It goes on by itself when your administrator raises \(item.key) in config.toml\(item.turns). Or cancel it.",
        detail: "\(item.spent) is spent")
    }
    return nil
  }

  /// What of it lasts longer than one video, with what is spent.
  package func allowances(of client: ClientName, after spent: Spending) -> [Allowance] {
    let own = clientMonth.map {
      Allowance("budget of the month", key: "client.month_dollars", client: client, limit: $0, spent: spent.clientMonth)
    }
    return [
      Allowance("budget of the month", key: "budget.month_dollars", limit: month, spent: spent.month),
      day.map { Allowance("budget of the day", key: "budget.day_dollars", limit: $0, spent: spent.day) },
      drafting.map { Allowance("month's budget for drafts", key: "budget.drafting_dollars", limit: $0, spent: spent.drafting) },
      own,
    ].compactMap { $0 }
  }

  /// What one video may cost, with what it does so far; nil where that has no limit.
  package func allowance(of job: JobName, of client: ClientName, after spent: Money) -> Allowance? {
    video.map {
      Allowance("budget of \(job)", key: "budget.video_dollars", client: client, job: job, limit: $0, spent: spent)
    }
  }

  /// What is left for a job, by its tightest limit.
  package func left(after spent: Spending) -> Money {
    let left = [
      (limit: Optional(month), spent: spent.month), (clientMonth, spent.clientMonth), (day, spent.day), (video, spent.video),
    ].compactMap { item in item.limit.map { $0.microDollars.subtractingReportingOverflow(item.spent.microDollars).partialValue } }
    return Money(microDollars: max(0, left.min() ?? 0))
  }
}
