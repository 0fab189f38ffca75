package import Production

/// What the ledger answers to a worker that is about to spend money.
package enum CallStanding: Hashable, Sendable {
  /// The intent is committed under this id: the call may go out.
  case granted(Int64)
  /// The same was paid for before, and here is the answer.
  case answered(Int64, Artifact)
  /// The same was paid for before, but its answer was not kept.
  case charged(Int64, Money)
  /// The same call is out just now, for a stage that still runs.
  case out(Int64)
  /// The same call went out for a job, and nobody knows whether it is charged. It must not go out again by itself. `whichWaits`: the
  /// job waits for a person's word on it.
  case perhapsCharged(Int64, of: JobName, whichWaits: Bool)
  /// It would cost more than may be spent; nothing is written, and nothing goes out.
  case overBudget(Refusal)
}
