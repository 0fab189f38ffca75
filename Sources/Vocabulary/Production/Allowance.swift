/// One limit of what may be spent, and what of it is: what is out counts with the most that it may cost.
package struct Allowance: Hashable, Sendable, Codable {
  /// What people call it.
  package let name: String
  /// Where it is set.
  package let key: String
  /// Whose it is; nil where it is for all clients together.
  package let client: ClientName?
  /// The one video that it is for; nil where it lasts longer.
  package let job: JobName?
  package let limit: Money
  package let spent: Money

  package init(_ name: String, key: String, client: ClientName? = nil, job: JobName? = nil, limit: Money, spent: Money) {
    self.name = name
    self.key = key
    self.client = client
    self.job = job
    self.limit = limit
    self.spent = spent
  }

  /// How much of a hundred is spent, rounded down; nil where nothing may be spent at all.
  package var percent: Int? {
    guard limit > .zero else { return nil }
    return Int(min(999, Double(spent.microDollars) / Double(limit.microDollars) * 100))
  }
}
