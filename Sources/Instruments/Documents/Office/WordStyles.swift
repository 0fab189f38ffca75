/// The styles of a Word document: what a paragraph or a run of each is.
final class WordStyles {
  /// What a style says by itself; what it does not say is as in the style that it is based on.
  fileprivate struct Entry {
    var name = ""
    var base = ""
    var role: StyleRole?
    var outline: Int?
    var list: Int?
    var level: Int?
    var isBold: Bool?
    var isItalic: Bool?
    var isHidden: Bool?
    var size: Int?
  }

  /// The same with all that it is based on.
  struct Style {
    var role: StyleRole?
    var outline: Int?
    var list: Int?
    var level: Int?
    var isBold = false
    var isItalic = false
    var isHidden = false
    var size = 0
  }

  private var entries: [String: Entry] = [:]
  private var known: [String: Style] = [:]
  private(set) var language: String?
  private(set) var farEastLanguage: String?
  private var usualParagraph = ""
  /// In half points; where nobody says otherwise, Word takes this.
  private var usualSize = 20

  init(_ part: String?, in package: OfficePackage) throws {
    guard let part else { return }
    let visitor = Visitor()
    try package.walk(part, visitor)
    entries = visitor.entries
    language = visitor.language
    farEastLanguage = visitor.farEastLanguage
    usualParagraph = visitor.usual
    usualSize = visitor.size
  }

  /// None is the style of a paragraph that names none.
  func paragraph(_ id: String?) -> Style { style(id ?? usualParagraph) }

  func run(_ id: String) -> Style { style(id) }

  private func style(_ id: String) -> Style {
    if let style = known[id] { return style }
    var style = Style(size: usualSize)
    var chain: [Entry] = []
    var next = id
    while let entry = entries[next], chain.count < 32 {
      chain.append(entry)
      next = entry.base
    }
    for entry in chain.reversed() { style.take(entry) }
    // Programs that write no style's definition name it by its id all the same.
    if chain.isEmpty { style.role = StyleRole(id) }
    if known.count < 50_000 { known[id] = style }
    return style
  }

  private final class Visitor: MarkupVisitor {
    private enum Sign: String {
      case style, name, basedOn, outlineLvl, numId, ilvl, b, i, vanish, sz, lang, docDefaults, pPrChange, rPrChange, other
      case tblStylePr
    }

    private var signs: [Sign] = []
    private var id: String?
    private var entry = Entry()
    private var isDefault = false
    /// Within what holds for a part of a table only, or was once so.
    private var aside = 0
    var entries: [String: Entry] = [:]
    var language: String?
    var farEastLanguage: String?
    var usual = ""
    var size = 20
    let hears = false

    func meet(_ name: MarkupName) {
      signs.append(name.space.contains("wordprocessingml") ? Sign(rawValue: name.name) ?? .other : .other)
    }

    func enter(_ name: Int, _ attributes: MarkupAttributes) {
      switch signs[name] {
      case .docDefaults: isDefault = true
      case .tblStylePr, .pPrChange, .rPrChange: aside += 1
      case .style:
        id = attributes["styleId"]
        entry = Entry()
        let standard = attributes["default"]
        if attributes["type"] == "paragraph", standard == "1" || standard == "true" { usual = id ?? "" }
      case let sign where aside == 0: take(sign, attributes)
      default: return
      }
    }

    private func take(_ sign: Sign, _ attributes: MarkupAttributes) {
      if isDefault {
        if sign == .lang { (language, farEastLanguage) = (attributes["val"], attributes["eastAsia"]) }
        if sign == .sz { size = attributes.number("val") ?? 20 }
        return
      }
      guard id != nil else { return }
      switch sign {
      case .name:
        entry.name = attributes["val"] ?? ""
        entry.role = StyleRole(entry.name)
      case .basedOn: entry.base = attributes["val"] ?? ""
      case .outlineLvl: entry.outline = attributes.number("val")
      case .numId: entry.list = attributes.number("val")
      case .ilvl: entry.level = attributes.number("val")
      case .b: entry.isBold = attributes.isOn
      case .i: entry.isItalic = attributes.isOn
      case .vanish: entry.isHidden = attributes.isOn
      case .sz: entry.size = attributes.number("val")
      default: return
      }
    }

    func leave(_ name: Int) {
      switch signs[name] {
      case .docDefaults: isDefault = false
      case .tblStylePr, .pPrChange, .rPrChange: aside -= 1
      case .style:
        if let id, entries[id] == nil, entries.count < 20_000 { entries[id] = entry }
        id = nil
      default: return
      }
    }

    func hear(_ text: UnsafeBufferPointer<UInt8>) {}
  }
}

extension WordStyles.Style {
  fileprivate mutating func take(_ entry: WordStyles.Entry) {
    if let role = entry.role { self.role = role }
    if let outline = entry.outline {
      self.outline = outline
      // A style that takes the level away again is no heading, whatever it is based on.
      if outline > 8, entry.role == nil, case .heading = role { role = nil }
    }
    list = entry.list ?? list
    level = entry.level ?? level
    isBold = entry.isBold ?? isBold
    isItalic = entry.isItalic ?? isItalic
    isHidden = entry.isHidden ?? isHidden
    size = entry.size ?? size
  }
}
