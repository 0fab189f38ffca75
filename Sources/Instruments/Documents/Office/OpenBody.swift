/// Reads an OpenDocument file's `content.xml`: a text, or slides.
final class OpenBody: MarkupVisitor {
  var assembly: BlockAssembly
  let styles: OpenStyles
  private var signs: [OpenSign] = []
  /// Elements within one that is left out.
  private var skipped = 0
  /// How many elements of styles lie around it: broken files put them into each other.
  private var stylesDepth = 0
  private var paragraphs: [Paragraph] = []
  private var looks: [StyledText.Look] = []
  private var links: [(start: Int, target: String)] = []
  private var lists: [(style: String?, id: Int)] = []
  private var listCount = 0
  private var cells: [Int] = []
  private var slide = OpenSlide()
  private(set) var body: OpenSign?
  private(set) var reachesOut: String?
  private(set) var notes: [StructuredDocument.Block] = []

  private struct Paragraph {
    var role: BlockAssembly.Role
    var isHidden = false
  }

  init(_ styles: OpenStyles, asLines: Bool = false) {
    self.styles = styles
    assembly = BlockAssembly(asLines: asLines)
  }

  func meet(_ name: MarkupName) { signs.append(OpenSign(name)) }

  func enter(_ name: Int, _ attributes: MarkupAttributes) throws {
    let sign = signs[name]
    if skipped > 0 {
      skipped += 1
    } else if sign == .leftOut || isHidden(sign, attributes) {
      skipped = 1
    } else if stylesDepth > 0 {
      if sign == .styles { stylesDepth += 1 } else { styles.enter(sign, attributes) }
    } else {
      try begin(sign, attributes)
    }
  }

  private func isHidden(_ sign: OpenSign, _ attributes: MarkupAttributes) -> Bool {
    switch sign {
    case .section: attributes["display"] == "none"
    case .hiddenParagraph: attributes["is-hidden"] == "true"
    case .note: assembly.lines != nil
    case .frame: slide.leavesOut(attributes["class"])
    case .page: styles.style("drawing-page", attributes["style-name"]).isHidden == true
    default: false
    }
  }

  private func begin(_ sign: OpenSign, _ attributes: MarkupAttributes) throws {
    switch sign {
    case .styles: stylesDepth = 1
    case .officeText, .presentation, .spreadsheet, .otherBody: body = sign
    case .p, .h: beginParagraph(sign, attributes)
    case .span: looks.append(look("text", attributes["style-name"], over: looks.last))
    case .a: links.append((assembly.line.count, attributes["href"] ?? ""))
    case .tab: if !paragraphs.isEmpty { try assembly.write(mark: "\t") }
    case .lineBreak: if !paragraphs.isEmpty { try assembly.write(mark: "\n") }
    case .s:
      guard !paragraphs.isEmpty else { return }
      for _ in 0..<min(max(attributes.number("c") ?? 1, 1), 100) { try assembly.write(mark: " ") }
    case .list:
      if lists.isEmpty { listCount += 1 }
      lists.append((attributes["style-name"] ?? lists.last?.style, listCount))
    case .noteBody, .textBox: assembly.beginBox()
    case .table: assembly.beginTable()
    case .row: assembly.beginRow()
    case .cell, .coveredCell:
      assembly.beginCell()
      // The cells that a wide one covers stand in the file, too.
      cells.append(attributes.number("number-columns-repeated") ?? 1)
    case .sectionSource:
      reachesOut = sign.rawValue
      if assembly.lines != nil { throw OfficeTrouble.reachesOut(detail: sign.rawValue) }
    case .page: slide.begin()
    case .frame: slide.beginFrame(attributes["class"])
    case .notes:
      slide.isInNotes = true
      assembly.beginBox()
    default: return
    }
  }

  func leave(_ name: Int) throws {
    if skipped > 0 {
      skipped -= 1
      return
    }
    let sign = signs[name]
    if stylesDepth > 0 {
      if sign == .styles { stylesDepth -= 1 } else { styles.leave(sign) }
      return
    }
    try end(sign)
  }

  private func end(_ sign: OpenSign) throws {
    switch sign {
    case .p, .h:
      guard let paragraph = paragraphs.popLast() else { return }
      looks.removeLast()
      try assembly.endParagraph(paragraph.role)
    case .span: looks.removeLast()
    case .a: if let link = links.popLast(), !link.target.hasPrefix("#") { assembly.link(from: link.start, to: link.target) }
    case .list: lists.removeLast()
    case .noteBody: notes += try assembly.endNote()
    case .textBox: try assembly.endBox()
    case .table: assembly.endTable()
    case .row: try assembly.endRow()
    case .cell, .coveredCell: try assembly.endCell(span: cells.popLast() ?? 1)
    case .frame: slide.endFrame()
    case .notes:
      slide.isInNotes = false
      slide.notes = try assembly.endNote()
    case .page: try assembly.endSlide(notes: slide.notes)
    default: return
    }
  }

  var hears: Bool { !paragraphs.isEmpty && skipped == 0 && stylesDepth == 0 }

  /// Blanks and line ends in the file are one blank; more of them stand as elements.
  func hear(_ text: UnsafeBufferPointer<UInt8>) throws {
    guard let look = looks.last, !look.isHidden, paragraphs.last?.isHidden == false else { return }
    guard assembly.lines != nil else {
      try unsafe assembly.write(text, look)
      return
    }
    var last = assembly.line.bytes.last ?? 0x20
    for index in text.indices {
      let byte = unsafe text[index] <= 0x20 ? 0x20 : text[index]
      if byte != 0x20 || last != 0x20 && last != 0x0A { try assembly.write(CollectionOfOne(byte), look) }
      last = byte
    }
  }

  private func beginParagraph(_ sign: OpenSign, _ attributes: MarkupAttributes) {
    let style = styles.style("paragraph", attributes["style-name"])
    paragraphs.append(Paragraph(role: role(sign, attributes, style), isHidden: style.isHidden ?? false))
    looks.append(look("paragraph", attributes["style-name"], over: nil))
  }

  private func role(_ sign: OpenSign, _ attributes: MarkupAttributes, _ style: OpenStyles.Style) -> BlockAssembly.Role {
    let name = style.role ?? attributes["style-name"].flatMap { StyleRole($0) }
    if name == .contents { return .leftOut }
    if name == .title { return .title }
    if slide.isTitle { return .heading(2) }
    if sign == .h { return .heading(attributes.number("outline-level") ?? 1) }
    if let outline = style.outline, (1...10).contains(outline) { return .heading(outline) }
    if case .heading(let level) = name, lists.isEmpty { return .heading(level) }
    if let list = lists.last {
      let level = lists.count - 1
      return .item(list: list.id, level: level, isOrdered: styles.isOrdered(list.style ?? style.list, level: level))
    }
    switch name {
    case .quote: return .quote
    case .code: return .code
    case .caption: return .caption
    default: return .body
    }
  }

  private func look(_ family: String, _ name: String?, over outer: StyledText.Look?) -> StyledText.Look {
    let style = styles.style(family, name)
    var look = outer ?? StyledText.Look()
    look.isBold = style.isBold ?? look.isBold
    look.isItalic = style.isItalic ?? look.isItalic
    look.isHidden = style.isHidden ?? look.isHidden
    return look
  }
}
