import Production

/// A text with placeholders and conditions: `Hi {{first_name|there}}{{#if company}} of {{company}}{{/if}}`.
struct Template: Hashable, Sendable {
  let pieces: [Piece]

  indirect enum Piece: Hashable, Sendable {
    case text(String)
    case value(Placeholder)
    case choice(Condition, then: [Piece], otherwise: [Piece])
  }

  /// Why a text cannot be read as a template.
  struct Mistake: Error, Hashable {
    let sentence: String
    let wayOut: String
  }

  static let deepest = 8

  /// Nil for a text without any braces, which is most texts.
  init?(_ text: String) throws(Mistake) {
    guard text.contains("{{") || text.contains("}}") else { return nil }
    var parser = TemplateParser(text)
    pieces = try parser.parse()
  }

  /// Every name that it asks for.
  var names: Set<String> { Self.names(in: pieces) }

  private static func names(in pieces: [Piece]) -> Set<String> {
    pieces.reduce(into: []) { names, piece in
      switch piece {
      case .text: break
      case .value(let placeholder): names.insert(placeholder.name)
      case .choice(let condition, let then, let otherwise):
        names.insert(condition.name)
        names.formUnion(Self.names(in: then + otherwise))
      }
    }
  }

  /// What a template says for one person, and the names for which there was nothing to say.
  func filled(with values: LeadValues) -> (text: String, missing: [String]) {
    var seam = Seam()
    var missing: [String] = []
    Self.fill(pieces, with: values, &seam, &missing)
    return (seam.finish(), missing)
  }

  private static func fill(_ pieces: [Piece], with values: LeadValues, _ seam: inout Seam, _ missing: inout [String]) {
    for piece in pieces {
      switch piece {
      case .text(let text): seam.add(text)
      case .value(let placeholder):
        let value = placeholder.text(from: values)
        if value == nil { missing.append(placeholder.name) }
        seam.fill(value ?? "")
      case .choice(let condition, let then, let otherwise):
        seam.fill("")
        fill(condition.holds(for: values) ? then : otherwise, with: values, &seam, &missing)
        seam.fill("")
      }
    }
  }
}

extension Template {
  /// `{{company|upper|your company}}`: a name, what is done with its value, and what stands there without one.
  struct Placeholder: Hashable, Sendable {
    let name: String
    let filters: [Filter]
    let fallback: String?

    func text(from values: LeadValues) -> String? {
      guard let value = values.value(of: name) else { return fallback }
      let filtered = filters.reduce(value) { $1.apply(to: $0) }
      return filtered.isEmpty ? fallback : filtered
    }
  }

  struct Condition: Hashable, Sendable {
    let name: String
    let isUnless: Bool

    func holds(for values: LeadValues) -> Bool { (values.value(of: name) != nil) != isUnless }
  }

  enum Filter: String, Hashable, Sendable, CaseIterable {
    case upper, lower, title, first, last

    func apply(to text: String) -> String {
      switch self {
      case .upper: text.uppercased()
      case .lower: text.lowercased()
      case .title:
        text.split(separator: " ", omittingEmptySubsequences: false).map {
          $0.prefix(1).uppercased() + $0.dropFirst().lowercased()
        }
        .joined(separator: " ")
      case .first: text.split(separator: " ").first.map(String.init) ?? ""
      case .last: text.split(separator: " ").last.map(String.init) ?? ""
      }
    }
  }
}

/// Puts filled pieces together so that nobody sees where there was nothing to say: no two blanks, no blank before a comma.
private struct Seam {
  private var text = ""
  /// Whether what was added last came from a placeholder, so that what follows may have to be fitted.
  private var isOpen = false
  /// Whether the last mark is a value's own: "ACME Inc." ends no sentence.
  private var endsWithValue = false

  mutating func fill(_ value: String) {
    let value = text.isEmpty || text.last == " " ? value.drop { $0 == " " } : value[...]
    if !value.isEmpty {
      text += value
      endsWithValue = true
    }
    isOpen = true
  }

  mutating func add(_ addition: String) {
    let addition = isOpen ? fitted(addition) : addition[...]
    guard !addition.isEmpty else { return }
    text += addition
    (isOpen, endsWithValue) = (false, false)
  }

  /// An addition as it follows what a placeholder left: a mark that has nothing before it goes.
  private mutating func fitted(_ addition: String) -> Substring {
    var addition = addition[...]
    if text.isEmpty || text.last == " " { addition = addition.drop { $0 == " " } }
    guard let first = addition.first, ",;:.!?)".contains(first) else { return addition }
    while text.last == " " { text.removeLast() }
    let isAtStart = text.isEmpty || !endsWithValue && text.last.map { ".!?".contains($0) } == true
    // A comma with nothing before it, a stop behind a value that ends with one.
    let isDoubled = text.last == first && addition.dropFirst().first != first
    if first == ",", isAtStart || isDoubled { addition = addition.dropFirst() }
    if first == ".", isDoubled { addition = addition.dropFirst() }
    return text.isEmpty ? addition.drop { $0 == " " } : addition
  }

  func finish() -> String { text.trimmedOfBlanks }
}
