package import Production

/// What the ledger answers to a worker that is about to spend money.
package enum CallStanding: Hashable, Sendable {
  /// The intent is committed under this id: the call may go out.
  case granted(Int64)
  /// The same was paid for before, and here is the answer.
  case answered(Int64, Artifact)
  /// The same was paid for before, but its answer was not kept.
  case charged(Int64, Money)
  /// The same call went out, or is out, and nobody knows yet whether it is charged. It must not go out again by itself.
  case perhapsCharged(Int64)
  /// It would cost more than may be spent; nothing is written, and nothing goes out.
  case overBudget(Refusal)
}
