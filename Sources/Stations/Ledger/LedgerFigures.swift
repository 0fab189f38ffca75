package import Production

/// How much of everything there is, at one moment: what can be counted without looking through the jobs.
package struct LedgerFigures: Sendable, Equatable {
  package var jobs: [ClientName: [JobState: Int]] = [:]
  /// Steps that wait for a worker.
  package var queue: [Stage: Int] = [:]
  /// Since when the oldest script of each client waits for a person.
  package var oldestDraft: [ClientName: Moment] = [:]
  /// Of all months.
  package var cost: [ClientName: Money] = [:]

  package init() {}
}
