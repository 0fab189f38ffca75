/// One mistake in a settings file: where it is, what is wrong, and what to do.
package struct SettingMistake: Hashable, Sendable, CustomStringConvertible {
  package let file: String
  package let line: Int
  package let column: Int
  /// With the tables it stands in, as `intake.settle_seconds`; empty where the file is no TOML.
  package let key: String
  /// What the file says, shortened; empty where it says nothing.
  package let value: String
  package let sentence: String
  /// The known key or choice that was probably meant.
  package let nearest: String?
  package let wayOut: String

  package init(
    file: String, line: Int, column: Int, key: String, value: String, sentence: String, nearest: String?, wayOut: String
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.key = key
    self.value = value
    self.sentence = sentence
    self.nearest = nearest
    self.wayOut = wayOut
  }

  /// As compilers say it, so that editors can jump there.
  package var description: String { "\(file):\(line):\(column): \(sentence) \(wayOut)" }
}
