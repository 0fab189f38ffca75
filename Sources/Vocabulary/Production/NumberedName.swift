/// The name of one of several inputs: a number, so that no two are called the same, and what people call it.
package struct NumberedName: Hashable, Sendable {
  package let number: Int
  package let name: String

  package init(_ number: Int, _ name: String) {
    self.number = number
    self.name = name
  }

  /// Nil for an input that has no number.
  package init?(_ text: String) {
    let parts = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let number = Int(parts[0]) else { return nil }
    self.init(number, String(parts[1]))
  }

  package var text: String { "\(number) \(name)" }
}
