/// What one engine said for a client on one day, and what it did not have to say again.
package struct VoiceUsage: Hashable, Sendable, Codable {
  /// Of UTC, as 2026-01-31.
  package let day: String
  package let client: ClientName
  package let engine: String
  package var lines: Int
  package var characters: Int
  package var cost: Money
  /// Lines that were there from before.
  package var hits: Int
  package var saved: Money

  package init(
    day: String, client: ClientName, engine: String, lines: Int, characters: Int, cost: Money, hits: Int, saved: Money
  ) {
    self.day = day
    self.client = client
    self.engine = engine
    self.lines = lines
    self.characters = characters
    self.cost = cost
    self.hits = hits
    self.saved = saved
  }

  /// How many of a hundred lines were there from before, rounded down; nil where none was wanted.
  package var hitPercent: Int? { lines + hits == 0 ? nil : hits * 100 / (lines + hits) }
}
