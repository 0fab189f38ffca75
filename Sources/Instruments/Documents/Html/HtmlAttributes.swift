/// What an element says of itself that a reader of text cares for.
struct HtmlAttributes {
  private(set) var values: [String: String] = [:]

  /// All others are passed by: pictures in them may be large.
  static let wanted: Set<String> = [
    "id", "class", "href", "hidden", "aria-hidden", "style", "lang", "xml:lang", "role", "alt", "colspan", "http-equiv",
    "content",
    "epub:type", "itemprop", "open",
  ]

  subscript(_ name: String) -> String? { values[name] }

  mutating func add(_ name: String, _ value: String) { if values[name] == nil { values[name] = value } }

  var isHidden: Bool {
    if values["hidden"] != nil || values["aria-hidden"]?.lowercased() == "true" { return true }
    guard let style = values["style"]?.lowercased() else { return false }
    let plain = style.filter { $0 != " " }
    return plain.contains("display:none") || plain.contains("visibility:hidden") || plain.contains("mso-hide:all")
      || plain.contains("mso-element:comment")
  }
}
