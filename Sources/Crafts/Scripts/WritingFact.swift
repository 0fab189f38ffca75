/// What whoever writes a script tells of it, for the person who reads it.
package enum WritingFact {
  /// What somebody asked for that the document does not say.
  package static let missing = "not in the document"
  /// Of notes all of which were to be told: what was not.
  package static let leftOut = "left out"
}

/// What whoever writes a script is told.
package enum WritingNote {
  /// The document is some notes about one topic: each sentence of them counts, as far as they fit.
  package static let isTopic = "is a topic"
}
