/// A file among a client's assets, and what came of looking at it.
package struct AssetCard: Hashable, Sendable, Codable {
  /// Below assets/: "icons/piggy-bank.svg".
  package let path: String
  /// Nil for what nobody can use where it lies.
  package let kind: AssetKind?
  package let size: Int64
  package let modified: Moment
  package let verdict: AssetVerdict

  package init(path: String, kind: AssetKind?, size: Int64, modified: Moment, verdict: AssetVerdict) {
    self.path = path
    self.kind = kind
    self.size = size
    self.modified = modified
    self.verdict = verdict
  }
}

/// What was found in an asset.
package struct AssetVerdict: Hashable, Sendable, Codable {
  /// In a few words: "512 x 768 pixels".
  package var facts: String
  /// Why it is not used; nil where it is.
  package var problem: Refusal?
  /// What somebody may want to mend although it is used.
  package var remark: String?

  package init(facts: String = "", problem: Refusal? = nil, remark: String? = nil) {
    self.facts = facts
    self.problem = problem
    self.remark = remark
  }
}
