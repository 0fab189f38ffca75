package import Production

/// All mistakes of one settings file, in the order of its lines.
package struct SettingMistakes: Error, Hashable, Sendable, CustomStringConvertible {
  package let file: String
  package let all: [SettingMistake]
  /// How many more there are than are kept.
  package let omitted: Int

  package init(file: String, all: [SettingMistake], omitted: Int = 0) {
    self.file = file
    self.all = all
    self.omitted = omitted
  }

  package var description: String {
    all.map(\.description).joined(separator: "\n") + (omitted > 0 ? "\n\(file): and \(omitted) more mistakes." : "")
  }

  /// For the person who wrote the file: one sentence and one way out, and every mistake with its line in the detail.
  package var refusal: Refusal {
    guard let first = all.first, all.count + omitted > 1 else {
      let only = all.first
      return Refusal(
        "\(file), line \(only?.line ?? 1): \(only?.sentence ?? "It cannot be read.")",
        wayOut: only?.wayOut ?? "Mend the file.", detail: description)
    }
    return Refusal(
      "\(file) has \(all.count + omitted) mistakes; the first is in line \(first.line): \(first.sentence)",
      wayOut: "Mend the lines that the details name, and save the file.", detail: description)
  }
}

extension SettingMistakes {
  /// The one mistake of a file that is no TOML.
  init(_ mistake: TomlSyntaxMistake, in file: String) {
    let sentence = "The file is not written as TOML: \(mistake.problem)."
    let known = SettingMistake(
      file: file, line: mistake.place.line, column: mistake.place.column, key: "", value: "", sentence: sentence, nearest: nil,
      wayOut: "Mend that line. A setting is written as key = value, each key once, and a text stands in \"quotation marks\".")
    self.init(file: file, all: [known])
  }
}
