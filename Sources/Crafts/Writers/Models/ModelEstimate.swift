import Production

/// What a model's script will take, before it is asked for.
struct ModelEstimate: Hashable, Sendable {
  let tokensIn: Int
  let tokensOut: Int
  /// What it can cost at most, when the model uses every token that it is allowed.
  let most: Money
}
