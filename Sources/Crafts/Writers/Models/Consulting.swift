package import Courier
package import Production

/// What a writer that asks language models needs of the world outside. The stage gives it; tests give their own.
///
/// The order for each call: `intend`, then `send`, then exactly one of `charged` and `unclear`. A call that was never sent is charged
/// with nothing.
package protocol Consulting {
  /// The key of the model's provider; nil where it has none, or where the provider is left alone for now. Not asked for where the
  /// model needs none.
  func credential(for model: ModelCard) -> Credential?
  /// Commits what is about to be spent at most, also nothing, and gives the call's id. `key` is the same for the same request only.
  /// Where it may not be spent, this throws `CallDenied`; another model may still be asked. Any other error ends the consultation.
  func intend(_ key: String, of model: ModelCard, atMost: Money) throws -> Int64
  func send(_ request: CourierRequest, for call: Int64) throws(CourierError) -> CourierReply
  func charged(_ call: Int64, _ cost: Money)
  /// The request perhaps arrived, and nobody can be asked: it counts with the most that it may cost, and is not sent again.
  func unclear(_ call: Int64)
  /// The provider refuses the key, or has no money: it is left alone until a person has acted.
  func refused(by model: ModelCard, _ refusal: Refusal)
  /// Waits, and stays alive for the service meanwhile.
  func rest(_ pause: Duration)
  func progress(_ fraction: Double, _ doing: String)
}
