/// One thing in a script that a person is told of.
package struct ScriptProblem: Hashable, Sendable, Codable {
  /// The line of the file that it was read from, counted from one; zero is the whole file.
  package let line: Int
  /// What is wrong, in one plain sentence.
  package let sentence: String
  /// What to do about it, in one plain sentence.
  package let wayOut: String
  package let weight: Weight

  package enum Weight: String, Hashable, Sendable, Codable {
    /// It must be mended before a video can be made.
    case mistake
    /// A person has nothing for a placeholder: for that person no video can be made.
    case missing
    /// Somebody should look at it; a video can be made all the same.
    case warning
  }

  package init(line: Int, sentence: String, wayOut: String, weight: Weight = .mistake) {
    self.line = line
    self.sentence = sentence
    self.wayOut = wayOut
    self.weight = weight
  }
}

extension [ScriptProblem] {
  /// Without what is only to be looked at.
  package var mistakes: [ScriptProblem] { filter { $0.weight != .warning } }
}
