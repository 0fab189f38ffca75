import Production

/// What a template's placeholders stand for: the columns that there are, and what one person has in them.
package struct LeadValues: Hashable, Sendable {
  package let columns: [String]
  private let values: [String: String]

  /// Nobody: only what a template says itself can be said.
  package static let none = LeadValues(columns: [], values: [:])

  /// Cells that only say that there is nothing are nothing.
  package init(columns: [String], values: [String: String]) {
    self.columns = columns.map(Self.key)
    var kept: [String: String] = [:]
    for (name, value) in values {
      let words = value.onOneLine
      if !Self.saysNothing(words) { kept[Self.key(name)] = words }
    }
    self.values = kept
  }

  /// Somebody of whom everything is known that a template may ask for, to look at it with.
  package static func example(columns: [String]) -> LeadValues {
    LeadValues(columns: columns, values: Dictionary(columns.map { ($0, words(of: $0)) }) { $1 })
  }

  package func value(of name: String) -> String? { values[name] }

  private static func words(of name: String) -> String { name.split(separator: "_").joined(separator: " ") }

  func knows(_ name: String) -> Bool { columns.contains(name) }

  /// Names are the same however they are spelled: "First Name", "first-name", "FIRST_NAME".
  package static func key(_ name: String) -> String {
    let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }
    return words.joined(separator: "_")
  }

  private static let nothings: Set<String> = [
    "null", "nil", "none", "n/a", "#n/a", "n.a.", "undefined", "unknown", "tbd", "(null)", "(none)", "(blank)", "(empty)", "nan",
    "#ref!", "#value!", "#name?", "#null!", "#div/0!", "missing", "[null]", "<null>", "not available", "k.a.", "n.v.",
  ]

  /// What spreadsheets and databases write where they have nothing.
  package static func saysNothing(_ cell: String) -> Bool {
    let text = cell.trimmedOfBlanks
    return !text.contains { $0.isLetter || $0.isNumber } || text == "NA" || nothings.contains(text.lowercased())
  }
}
