/// What the stage that wrote or took a script tells of how it can be said.
package enum SpokenFact {
  /// The code of the language that it is in.
  package static let language = "language"
  /// Why no voice can read it, in a sentence; there only where none can.
  package static let unspoken = "language.unspoken"
  /// How many of the lines of paid voices were paid for before, as "3 of 8"; there only where some were.
  package static let saidBefore = "lines said before"
  /// Who speaks where it is a person who recorded it.
  package static let ownVoice = "a person's own voice"
  /// There where a computer spoke in a voice that could be a person's.
  package static let passesForReal = "passes for real"
  /// What people should know of its paid voices before they approve it, in sentences.
  package static let remark = "remark.voices"
}
