/// The styles of an OpenDocument file: the named ones, and those that a program made for single places.
final class OpenStyles {
  struct Style {
    var name = ""
    var base = ""
    var isBold: Bool?
    var isItalic: Bool?
    var isHidden: Bool?
    var role: StyleRole?
    var outline: Int?
    var list: String?
  }

  private var styles: [String: Style] = [:]
  private var known: [String: Style] = [:]
  /// The signs of each level of each list.
  private var lists: [String: [Int: Bool]] = [:]
  private(set) var language: String?
  private var current: String?
  private var list: String?
  private var isDefault = false

  /// The family is a part of a style's name: others of the same name are another's.
  func style(_ family: String, _ name: String?) -> Style {
    guard let name else { return Style() }
    let key = family + " " + name
    if let style = known[key] { return style }
    var found = Style()
    var next = key
    for _ in 0..<32 {
      guard let style = styles[next] else { break }
      found.role = found.role ?? style.role
      found.isBold = found.isBold ?? style.isBold
      found.isItalic = found.isItalic ?? style.isItalic
      found.isHidden = found.isHidden ?? style.isHidden
      found.outline = found.outline ?? style.outline
      found.list = found.list ?? style.list
      guard !style.base.isEmpty else { break }
      next = family + " " + style.base
    }
    if known.count < 200_000 { known[key] = found }
    return found
  }

  func isOrdered(_ list: String?, level: Int) -> Bool { list.flatMap { lists[$0]?[level] } ?? false }

  /// Takes an element of `office:styles` or `office:automatic-styles`.
  func enter(_ sign: OpenSign, _ attributes: MarkupAttributes) {
    switch sign {
    case .defaultStyle: isDefault = attributes["family"] == "paragraph"
    case .style: begin(attributes)
    case .textProperties: take(attributes)
    case .listStyle: list = attributes["name"]
    case .levelBullet, .levelNumber, .levelImage:
      guard let list, let level = attributes.number("level"), lists.count < 100_000 else { return }
      // A number without a format shows nothing.
      lists[list, default: [:]][level - 1] = sign == .levelNumber && attributes["num-format"]?.isEmpty == false
    default: return
    }
  }

  func leave(_ sign: OpenSign) {
    switch sign {
    case .defaultStyle: isDefault = false
    case .style: current = nil
    case .listStyle: list = nil
    default: return
    }
  }

  private func begin(_ attributes: MarkupAttributes) {
    guard let name = attributes["name"], let family = attributes["family"], styles.count < 200_000 else { return }
    var style = Style()
    style.name = attributes["display-name"] ?? name
    style.role = family == "paragraph" ? StyleRole(style.name) ?? StyleRole(name) : nil
    // One that was made for a place has no name of its own.
    if name.first == "P", name.dropFirst().allSatisfy(\.isNumber) { style.role = nil }
    style.base = attributes["parent-style-name"] ?? ""
    if style.role == nil { style.role = StyleRole(style.base) }
    style.outline = attributes.number("default-outline-level")
    style.list = attributes["list-style-name"]
    let key = family + " " + name
    if styles[key] == nil { styles[key] = style }
    current = key
  }

  private func take(_ attributes: MarkupAttributes) {
    if isDefault {
      if let language = attributes["language"], language != "none", language != "zxx" {
        let country = attributes["country"] ?? ""
        self.language = country.isEmpty || country == "none" ? language : "\(language)-\(country)"
      }
      return
    }
    guard let current else { return }
    if let weight = attributes["font-weight"] { styles[current]?.isBold = weight == "bold" || (Int(weight) ?? 0) >= 600 }
    if let slant = attributes["font-style"] { styles[current]?.isItalic = slant != "normal" }
    if let display = attributes["display"] { styles[current]?.isHidden = display == "none" }
  }
}
