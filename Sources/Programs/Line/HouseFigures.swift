package import Ledger
package import Production

/// How the house is at one moment: what the metrics show, and what alerts are decided by.
package struct HouseFigures: Sendable {
  package var at: Moment
  package var startedAt: Moment
  package var clients: [ClientName] = []
  package var ledger = LedgerFigures()
  package var counts = MeterCounts()
  package var watch = WatchHealth()
  package var running: [Stage: Int] = [:]
  /// Free on the disk of the state; nil where nobody can say.
  package var stateFree: Int64?
  package var memoryBytes: Int64 = 0
  package var processorSeconds = 0.0
  package var troubles: [Trouble] = []
  package var allowances: [Allowance] = []
  package var alerts: [Alert.Topic] = []

  /// A notice that stands: a share that is away, a ledger that cannot be written.
  package struct Trouble: Hashable, Sendable {
    package let topic: String
    package let words: String
    package let since: Moment
    package init(topic: String, words: String, since: Moment) {
      self.topic = topic
      self.words = words
      self.since = since
    }
  }

  package init(at: Moment, startedAt: Moment) {
    self.at = at
    self.startedAt = startedAt
  }
}
