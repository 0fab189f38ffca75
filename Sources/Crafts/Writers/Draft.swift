package import Scripts

/// A script, and where each of its statements stands in the document.
package struct Draft: Hashable, Sendable, Codable {
  package let script: Script
  /// One for each line that states something; questions state nothing.
  package let sources: [Source]
  /// For the receipt and for the person who reviews: the writer, the language, what could not be done.
  package let facts: [String: String]

  package struct Source: Hashable, Sendable, Codable {
    /// The index of the script's line.
    package let line: Int
    /// What stands in the document.
    package let sentence: String

    package init(line: Int, sentence: String) {
      self.line = line
      self.sentence = sentence
    }
  }

  /// What stands in the document, by the places of the script's lines.
  package var sourcesByLine: [Int: String] {
    Dictionary(sources.map { ($0.line, $0.sentence) }, uniquingKeysWith: { "\($0) \($1)" })
  }

  package init(script: Script, sources: [Source], facts: [String: String]) {
    self.script = script
    self.sources = sources
    self.facts = facts
  }
}
