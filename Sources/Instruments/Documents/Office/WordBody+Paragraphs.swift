extension WordBody {
  func endParagraph() throws {
    guard let paragraph = paragraphs.popLast() else { return }
    // Only a table of contents goes over the end of a paragraph; any other field that is open here was never closed.
    fields.removeAll { !$0.isContents }
    if case .heading = paragraph.role(book.lists) { fields.removeAll() }
    updateShown()
    if paragraph.goesOn, assembly.lines == nil || assembly.line.count > 0 { return }
    try assembly.endParagraph(paragraph.role(book.lists))
  }

  func takeField(_ type: String?) {
    switch type {
    case "begin": beginField(WordField())
    case "separate":
      let start = assembly.line.count
      fields.mend { $0.show(at: start) }
      updateShown()
    case "end": endField()
    default: return
    }
  }

  func beginField(_ field: WordField) {
    // So many in each other are a mistake, and would be kept for nothing.
    if fields.count > 100 { fields.removeFirst() }
    fields.append(field)
    updateShown()
  }

  func endField() {
    guard let field = fields.popLast() else { return }
    if field.isShown, let target = field.target { assembly.link(from: field.start, to: target) }
    updateShown()
  }

  private func updateShown() { isShown = fields.allSatisfy { $0.isShown && !$0.isLeftOut } }
}

/// What a paragraph says of itself.
struct WordParagraph {
  private(set) var style: WordStyles.Style
  var isSettingUp = false
  /// Its end was deleted: the next one goes on with it.
  var goesOn = false
  private var outline: Int?
  private var list: Int?
  private var level: Int?

  init(_ style: WordStyles.Style) { self.style = style }

  mutating func take(_ sign: WordSign, _ attributes: MarkupAttributes, _ styles: WordStyles) {
    switch sign {
    case .pStyle: style = styles.paragraph(attributes["val"])
    case .outlineLvl: outline = attributes.number("val")
    case .numId: list = attributes.number("val")
    case .ilvl: level = attributes.number("val")
    // A large first letter is a paragraph of its own.
    case .framePr: if let drop = attributes["dropCap"], drop != "none" { goesOn = true }
    default: return
    }
  }

  func role(_ lists: WordLists) -> BlockAssembly.Role {
    switch style.role {
    case .heading(let level): return outline.map { $0 > 8 } == true ? .body : .heading(level)
    case .title: return .title
    case .contents: return .leftOut
    default: break
    }
    if let outline = outline ?? style.outline, (0...8).contains(outline) { return .heading(outline + 1) }
    if let list = list ?? style.list, list != 0 {
      let level = level ?? style.level ?? 0
      let sign = lists.sign(list, level: level)
      if sign != .none { return .item(list: list, level: level, isOrdered: sign == .number) }
    }
    switch style.role {
    case .quote: return .quote
    case .code: return .code
    case .caption: return .caption
    case .bullet where list != 0: return .item(list: -1, level: 0, isOrdered: false)
    case .numbered where list != 0: return .item(list: -2, level: 0, isOrdered: true)
    default: return .body
    }
  }
}

/// What a run of text says of itself.
struct WordRun {
  private(set) var look = StyledText.Look()
  private(set) var language: String?
  var isSettingUp = false

  init(_ style: WordStyles.Style?) {
    guard let style else { return }
    look.isBold = style.isBold
    look.isItalic = style.isItalic
    look.isHidden = style.isHidden
    look.size = style.size
  }

  mutating func take(_ sign: WordSign, _ attributes: MarkupAttributes, _ styles: WordStyles) {
    switch sign {
    case .b: look.isBold = attributes.isOn
    case .i: look.isItalic = attributes.isOn
    case .vanish: look.isHidden = attributes.isOn
    case .sz: look.size = attributes.number("val") ?? look.size
    case .lang: language = attributes["val"]
    case .rStyle:
      let style = styles.run(attributes["val"] ?? "")
      look.isBold = look.isBold || style.isBold
      look.isItalic = look.isItalic || style.isItalic
      look.isHidden = look.isHidden || style.isHidden
    default: return
    }
  }
}
