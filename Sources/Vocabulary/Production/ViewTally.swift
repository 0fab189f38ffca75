/// The sums of a number of views.
package struct ViewTally: Hashable, Sendable, Codable {
  package var views = 0
  /// Who watched. Whom nobody knows again on another day counts on each.
  package var viewers = 0
  /// The views of which it is known how much was played, and what that adds up to.
  package var measured = 0
  package var percents = 0
  /// Played to 95 percent and more.
  package var completed = 0
  package var ctas = 0
  package var likes = 0
  package var shares = 0
  /// Times that a player waited for data.
  package var waits = 0
  /// Views that no page told of, only the bytes that were sent.
  package var fromBytes = 0
  /// About so many bytes of films were sent, as far as their lengths are known.
  package var sent = 0
  /// How many played each step of five percent.
  package var steps = [Int](repeating: 0, count: ViewMarks.steps)

  package init() {}

  package var meanPercent: Int? { measured == 0 ? nil : (percents + measured / 2) / measured }
  package var completedPercent: Int? { measured == 0 ? nil : (completed * 100 + measured / 2) / measured }
  package var ctaPercent: Int? { views == 0 ? nil : (ctas * 100 + views / 2) / views }

  /// Each sum by the name that it has in the ledger.
  private static let fields: [(name: String, path: any WritableKeyPath<ViewTally, Int> & Sendable)] = [
    ("views", \.views), ("viewers", \.viewers), ("measured", \.measured), ("percents", \.percents),
    ("completed", \.completed), ("ctas", \.ctas), ("likes", \.likes), ("shares", \.shares), ("waits", \.waits),
    ("from bytes", \.fromBytes), ("sent", \.sent),
  ]

  package mutating func add(_ other: ViewTally) {
    for field in Self.fields { self[keyPath: field.path] += other[keyPath: field.path] }
    for step in steps.indices { steps[step] += other.steps[step] }
  }

  /// Whether anybody watched, or did anything on a page without watching.
  package var hasAny: Bool { views > 0 || ctas > 0 || likes > 0 || shares > 0 }

  /// What differs from nothing, by its name in the ledger.
  package var named: [(name: String, amount: Int)] {
    let sums = Self.fields.map { ($0.name, self[keyPath: $0.path]) }
    return (sums + steps.enumerated().map { (Self.stepNames[$0.offset], $0.element) }).filter { $0.1 != 0 }
  }

  package mutating func take(_ name: String, _ amount: Int) {
    if let field = Self.fields.first(where: { $0.name == name }) {
      self[keyPath: field.path] = amount
    } else if name.hasPrefix("step "), let step = Int(name.dropFirst(5)), steps.indices.contains(step - 1) {
      steps[step - 1] = amount
    }
  }

  private static let stepNames = (1...ViewMarks.steps).map { "step \($0)" }
}
