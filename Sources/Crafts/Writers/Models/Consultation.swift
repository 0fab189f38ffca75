package import Production

/// What came of asking models for a script.
package struct Consultation: Hashable, Sendable, Codable {
  /// A script that passed every check; none where no model wrote one.
  package let draft: Draft?
  package let calls: [Call]
  /// Why each model was not used, one plain sentence each.
  package let troubles: [String]
  /// Every model failed for a reason that passes: trying again later is sensible.
  package let mayPass: Bool
  /// For the receipt.
  package let facts: [String: String]

  /// One paid or free answer.
  package struct Call: Hashable, Sendable, Codable {
    package let model: String
    package let purpose: ModelEstimate.Purpose
    package let tokensIn: Int
    package let tokensOut: Int
    /// None where nobody can tell.
    package let cost: Money?
    /// "used", or why the answer was not.
    package let ended: String
  }
}
