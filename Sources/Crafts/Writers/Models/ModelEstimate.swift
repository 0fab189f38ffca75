package import Production

/// What a call will cost, before it is made.
package struct ModelEstimate: Hashable, Sendable, Codable {
  /// The card's name.
  package let model: String
  package let purpose: Purpose
  package let tokensIn: Int
  package let tokensOut: Int
  /// What it will cost, as near as that can be told.
  package let cost: Money
  /// What it can cost at most, if the model uses all the tokens that it is allowed.
  package let most: Money
  /// Whether the provider counted the tokens, or we did by a rule of thumb.
  package let isCounted: Bool

  package enum Purpose: String, Hashable, Sendable, Codable {
    case script, repair, pair
  }
}
