/// One thing in a script that must be mended before a video can be made of it.
package struct ScriptProblem: Hashable, Sendable, Codable {
  /// The line of the file that it was read from, counted from one; zero is the whole file.
  package let line: Int
  /// What is wrong, in one plain sentence.
  package let sentence: String
  /// What to do about it, in one plain sentence.
  package let wayOut: String

  package init(line: Int, sentence: String, wayOut: String) {
    self.line = line
    self.sentence = sentence
    self.wayOut = wayOut
  }
}
