package import Production

/// What a row of a batch is made of, as far as it is not what all of them are made of.
package struct RowOrder: Hashable, Sendable {
  /// Its script, approved with the batch's; nil where its script is still to be written.
  package let text: Artifact?
  /// What was read for it alone, and what was found out about that.
  package let document: Artifact?
  package let facts: [String: String]?
  /// What it is made with; nil for the batch's own settings.
  package let settings: JobSettings?

  /// Where the list tells of whom it is made for.
  package var line: Int?

  package init(text: Artifact, line: Int? = nil) {
    self.text = text
    self.line = line
    document = nil
    facts = nil
    settings = nil
  }

  package init(document: Artifact, facts: [String: String], settings: JobSettings?) {
    text = nil
    self.document = document
    self.facts = facts
    self.settings = settings
  }
}
