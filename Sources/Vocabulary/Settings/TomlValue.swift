/// Where something stands in a TOML file, counted from one.
struct TomlPlace: Equatable, Sendable {
  let line: Int
  let column: Int

  static let start = TomlPlace(line: 1, column: 1)

  static func line(_ line: Int) -> TomlPlace { TomlPlace(line: line, column: 1) }
}

/// A value of a TOML file and where it stands.
struct TomlValue: Equatable, Sendable {
  let place: TomlPlace
  let content: Content

  enum Content: Equatable, Sendable {
    /// Sorted by key.
    case table([TomlEntry])
    case array([TomlValue])
    case text(String)
    case whole(Int64)
    case number(Double)
    case flag(Bool)
    /// No setting is a date, so only that it is one is kept.
    case date
  }
}

/// A key of a TOML table, where it stands, and its value.
struct TomlEntry: Equatable, Sendable {
  let key: String
  let place: TomlPlace
  let value: TomlValue
}

extension TomlValue {
  /// What kind of value it is, in words that fit after "is".
  var kindInWords: String {
    switch content {
    case .table: "a table"
    case .array: "a list"
    case .text: "a text"
    case .whole: "a whole number"
    case .number: "a number"
    case .flag: "true or false"
    case .date: "a date"
    }
  }

  /// As it may be shown to a person: on one line, and short.
  var shown: String {
    switch content {
    case .table: "{…}"
    case .array(let values): values.count > 8 ? "[…]" : "[\(values.map(\.shown).joined(separator: ", "))]"
    case .text(let text): text.quoted
    case .whole(let whole): "\(whole)"
    case .number(let number): "\(number)"
    case .flag(let flag): "\(flag)"
    case .date: "a date"
    }
  }
}

extension String {
  /// In quotation marks as TOML writes a text; what a terminal could obey is escaped, and what is long is cut.
  var quoted: String {
    var text = "\""
    for (index, scalar) in unicodeScalars.enumerated() {
      if index == 120 {
        text.append("…")
        break
      }
      switch scalar {
      case "\"", "\\": text.append("\\\(scalar)")
      case _ where scalar.isPrintable: text.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        text.append("\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits)
      }
    }
    return text + "\""
  }
}

extension Unicode.Scalar {
  /// No control, no mark that reorders or hides text, no break of a line.
  var isPrintable: Bool {
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }
}
