/// What something was used for, on one day.
package struct Usage: Hashable, Sendable, Codable {
  /// Of UTC, as 2026-01-31.
  package let day: String
  package let kind: Kind
  /// Who was paid, which stage worked, or which host something lay at; empty for the house's own disks and lines.
  package let provider: String
  /// Nil where it is of several, or of none.
  package let job: JobName?
  /// The folder of the inbox in which was dropped what it is for; empty where that was the inbox itself, nil where it is of no job.
  package let project: String?
  /// Of calls, microseconds of a processor, bytes, requests, or days of a plan.
  package let amount: Int64
  /// What was paid by call; the house's own work gets its price by its rates.
  package let cost: Money

  package enum Kind: String, Sendable, Codable, CaseIterable {
    /// Paid by call.
    case script, voice, other
    /// The house's own.
    case compute, storage, transfer
    /// A host's.
    case requests, plan
  }

  package init(
    day: String, kind: Kind, provider: String, job: JobName? = nil, project: String? = "", amount: Int64, cost: Money = .zero
  ) {
    self.day = day
    self.kind = kind
    self.provider = provider
    self.job = job
    self.project = project
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
