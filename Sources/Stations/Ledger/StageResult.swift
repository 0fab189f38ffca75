package import Production

/// What a stage left, as the ledger keeps it.
package struct StageResult: Hashable, Sendable {
  package let stage: Stage
  /// The script's version that it was made for.
  package let version: Int
  package let artifacts: [Artifact]
  package let facts: [String: String]
}
