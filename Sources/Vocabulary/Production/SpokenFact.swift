/// What the stage that wrote or took a script tells of how it can be said.
package enum SpokenFact {
  /// Why no voice can read it, in a sentence; there only where none can.
  package static let unspoken = "language.unspoken"
}
