import Production

/// Cuts a text at its double braces.
struct TemplateParser {
  private var rest: Substring
  private var depth = 0

  init(_ text: String) { rest = text[...] }

  /// What stands between two braces.
  enum Tag: Equatable {
    case value(Template.Placeholder)
    case open(Template.Condition)
    case otherwise
    case close(isUnless: Bool)
  }

  mutating func parse() throws(Template.Mistake) -> [Template.Piece] {
    let (pieces, end) = try pieces()
    if let end { throw Self.unexpected(end) }
    return pieces
  }

  /// Up to the tag that ends them, or the text's end.
  private mutating func pieces() throws(Template.Mistake) -> ([Template.Piece], Tag?) {
    var pieces: [Template.Piece] = []
    while !rest.isEmpty {
      guard let start = rest.firstRange(of: "{{") else {
        if rest.contains("}}") { throw Self.strayBraces }
        pieces.append(.text(String(rest)))
        rest = ""
        break
      }
      let before = rest[..<start.lowerBound]
      if before.contains("}}") { throw Self.strayBraces }
      if !before.isEmpty { pieces.append(.text(String(before))) }
      let inside = rest[start.upperBound...]
      guard let end = inside.firstRange(of: "}}"), !inside[..<end.lowerBound].contains("{") else { throw Self.openBraces(inside) }
      rest = inside[end.upperBound...]
      switch try Self.tag(String(inside[..<end.lowerBound])) {
      case .value(let placeholder): pieces.append(.value(placeholder))
      case .open(let inner): pieces.append(try choice(inner))
      case .otherwise: return (pieces, .otherwise)
      case .close(let isUnless): return (pieces, .close(isUnless: isUnless))
      }
    }
    return (pieces, nil)
  }

  private mutating func choice(_ condition: Template.Condition) throws(Template.Mistake) -> Template.Piece {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Template.deepest else { throw Self.tooDeep }
    let then = try pieces()
    var (otherwise, end) = ([Template.Piece](), then.1)
    if end == .otherwise { (otherwise, end) = try pieces() }
    guard let end else { throw Self.neverClosed(condition) }
    guard end == .close(isUnless: condition.isUnless) else { throw Self.unexpected(end) }
    return .choice(condition, then: then.0, otherwise: otherwise)
  }

  /// Reads what stands between two braces.
  static func tag(_ inside: String) throws(Template.Mistake) -> Tag {
    let text = inside.onOneLine
    switch text.lowercased() {
    case "else", "#else", ":else": return .otherwise
    case "/if": return .close(isUnless: false)
    case "/unless": return .close(isUnless: true)
    default: break
    }
    let words = text.split(separator: " ", maxSplits: 1)
    if let first = words.first?.lowercased(), first == "#if" || first == "#unless" || first == "if" && words.count == 2 {
      let name = LeadValues.key(words.count > 1 ? String(words[1]) : "")
      guard isName(name), !(words[1].contains { "=<>!|".contains($0) }) else {
        throw Template.Mistake(
          sentence: "It is not clear what {{\(text.prefix(40))}} asks for.",
          wayOut: "Write one name, for example {{#if company}}.")
      }
      return .open(Template.Condition(name: name, isUnless: first == "#unless"))
    }
    return .value(try placeholder(text))
  }

  private static func placeholder(_ text: String) throws(Template.Mistake) -> Template.Placeholder {
    let parts = text.split(separator: "|", omittingEmptySubsequences: false).map { String($0).trimmedOfBlanks }
    let name = LeadValues.key(parts[0])
    guard isName(name), !parts[0].hasPrefix("#"), !parts[0].hasPrefix("/") else {
      throw Template.Mistake(
        sentence: "{{\(text.prefix(40))}} names no column.",
        wayOut: "Write a column's name between the braces, for example {{first_name}}.")
    }
    var filters: [Template.Filter] = []
    var fallback: String?
    for part in parts.dropFirst() {
      if fallback == nil, let filter = Template.Filter(rawValue: part.lowercased()) {
        filters.append(filter)
      } else if fallback == nil, !LeadValues.saysNothing(part) {
        fallback = part.withoutDelimitingQuotes
      } else {
        throw Template.Mistake(
          sentence: "It is not clear what \"\(part.prefix(40))\" does in {{\(text.prefix(60))}}.",
          wayOut: "Behind the name may stand upper, lower, title, first or last, and then what is said where there is no value.")
      }
    }
    return Template.Placeholder(name: name, filters: filters, fallback: fallback)
  }

  private static func isName(_ name: String) -> Bool { name.contains(where: \.isLetter) && name.count <= 60 }

  private static let strayBraces = Template.Mistake(
    sentence: "There is }} without a {{ before it.", wayOut: "Write both, for example {{first_name}}.")

  static let tooDeep = Template.Mistake(
    sentence: "More than \(Template.deepest) conditions stand in each other.", wayOut: "Take some of them out.")

  private static func openBraces(_ inside: Substring) -> Template.Mistake {
    Template.Mistake(
      sentence: "{{\(inside.prefix(20))… is not closed.", wayOut: "Write }} behind the name, for example {{first_name}}.")
  }

  static func neverClosed(_ condition: Template.Condition) -> Template.Mistake {
    let word = condition.isUnless ? "unless" : "if"
    return Template.Mistake(
      sentence: "{{#\(word) \(condition.name)}} is not closed.",
      wayOut: "Write {{/\(word)}} where it ends: in the same paragraph, or both on lines of their own.")
  }

  static func unexpected(_ tag: Tag) -> Template.Mistake {
    let (text, opener) =
      switch tag {
      case .close(let isUnless): isUnless ? ("{{/unless}}", "{{#unless name}}") : ("{{/if}}", "{{#if name}}")
      default: ("{{else}}", "{{#if name}}")
      }
    return Template.Mistake(
      sentence: "\(text) stands here without what it belongs to.",
      wayOut: "Write \(opener) before it: in the same paragraph, or both on lines of their own.")
  }
}
