package import Production

/// Settings that a row of a table may have in columns of their names, over those of its drop.
package enum RowSettings {
  /// How the text of a cell is meant.
  private enum Form {
    case text, number, flag
    /// Words with commas, blanks or semicolons between.
    case words
    /// Sentences with semicolons, bars or line breaks between: a comma is part of one.
    case phrases
  }

  private static let columns: [String: (key: String, form: Form)] = [
    "style": ("style", .text), "length_seconds": ("length_seconds", .number), "longest_seconds": ("longest_seconds", .number),
    "formats": ("formats", .words), "transition": ("transition", .text), "render": ("render", .text), "music": ("music", .text),
    "thumbnail": ("thumbnail", .text), "mark_words": ("mark_words", .flag), "burn_captions": ("burn_captions", .flag),
    "sources": ("sources", .flag), "sound_formats": ("sound_formats", .words), "language": ("language", .text),
    "tone": ("tone", .text), "audience": ("audience", .text), "key_messages": ("key_messages", .phrases),
    "forbidden": ("forbidden", .phrases), "voice": ("explainer.voice", .text), "explainer_voice": ("explainer.voice", .text),
    "questioner_voice": ("questioner.voice", .text),
  ]

  /// As it is looked up: "Key messages" is `key_messages`.
  private static func folded(_ header: String) -> String {
    header.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "_")
  }

  /// Whether a column of this name says something about a video.
  package static func isSetting(_ header: String) -> Bool { columns[folded(header)] != nil }

  /// What somebody probably meant who called a column so.
  package static func nearest(to header: String) -> String? { NearestWord.to(folded(header), in: columns.keys.sorted()) }

  /// Reads the cells of a row over `job`, or throws all mistakes. An empty cell says nothing.
  package static func decode(
    _ cells: [(header: String, text: String)], line: Int, file: String, over job: JobSettings
  ) throws(SettingMistakes) -> JobSettings {
    var top: [TomlEntry] = []
    var tables: [String: [TomlEntry]] = [:]
    let place = TomlPlace.line(line)
    for (header, text) in cells where !text.isEmpty {
      guard let (key, form) = columns[folded(header)] else { continue }
      let steps = key.split(separator: ".").map(String.init)
      let entry = TomlEntry(key: steps.last ?? key, place: place, value: value(text, form, place))
      if steps.count > 1 { tables[steps[0], default: []].append(entry) } else { top.append(entry) }
    }
    top += tables.sorted { $0.key < $1.key }.map {
      TomlEntry(key: $0.key, place: place, value: TomlValue(place: place, content: .table($0.value)))
    }
    var reading = SettingsReading(file: file)
    var draft = FolderDraft(job: job)
    reading.read(TomlValue(place: place, content: .table(top)), as: FolderDraft.keys, into: &draft)
    reading.settle(&draft.job)
    try reading.finish()
    return draft.job
  }

  private static func value(_ text: String, _ form: Form, _ place: TomlPlace) -> TomlValue {
    func list(_ isBetween: (Character) -> Bool) -> TomlValue.Content {
      .array(
        text.split(whereSeparator: isBetween).map { String($0).trimmedOfBlanks }.filter { !$0.isEmpty }
          .map { TomlValue(place: place, content: .text($0)) })
    }
    let content: TomlValue.Content
    switch form {
    case .text: content = .text(text)
    case .number: content = Double(text).map { .number($0) } ?? .text(text)
    case .flag:
      switch text.lowercased() {
      case "true", "yes", "1", "x": content = .flag(true)
      case "false", "no", "0": content = .flag(false)
      default: content = .text(text)
      }
    case .words: content = list { $0.isWhitespace || ",;|".contains($0) }
    case .phrases: content = list { $0.isNewline || ";|".contains($0) }
    }
    return TomlValue(place: place, content: content)
  }
}
