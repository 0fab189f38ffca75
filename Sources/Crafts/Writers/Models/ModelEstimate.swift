package import Production

/// What a model's script will cost, before it is asked for.
package struct ModelEstimate: Hashable, Sendable, Codable {
  /// The card's name.
  package let model: String
  package let tokensIn: Int
  package let tokensOut: Int
  /// What it will cost, as near as that can be told.
  package let cost: Money
  /// What it can cost at most, when the model uses every token that it is allowed.
  package let most: Money
  /// Whether the provider counted the tokens, or we did by a rule of thumb.
  package let isCounted: Bool
}
