/// What the ledger knows of what a client, or all of them, cost in some days.
package struct CostFacts: Hashable, Sendable {
  /// Of each day, kind, provider and project, all together.
  package var usage: [Usage] = []
  package var sent: [Usage] = []
  /// Bytes that came or went, in the outbox and at hosts; what lay there before the first day came on that day.
  package var stored: [Usage] = []
  /// The same of the dearest jobs, each by itself.
  package var jobs: [Usage] = []
  package var storedOfJobs: [Usage] = []
  /// The first day on which something of anybody's lay at each host.
  package var hostsSince: [String: String] = [:]
  /// What was told to people before they approved: of the dearest jobs, and of all together.
  package var estimates: [JobName: Money] = [:]
  package var estimate = Money.zero
  package var performance: [Performance] = []
  package var views = 0
  package var clicks = 0

  package init() {}
}
