/// Reads one slide of PowerPoint's, or the notes to one.
final class SlideBody: MarkupVisitor {
  /// One thing on a slide, with where it lies.
  struct Shape {
    var kind: String?
    var place: (x: Int, y: Int)?
    var isHidden = false
    var blocks: [StructuredDocument.Block] = []
  }

  private(set) var shapes: [Shape] = []
  private(set) var isHidden = false
  let tongues: TongueCount
  private let tally: SlideTally
  private let relations: OfficeRelations
  private var isNotes = false
  private let diagram: (String) -> StructuredDocument.Block?
  private var assembly = BlockAssembly()
  private var signs: [SlideSign] = []
  private var skipped = 0
  private var shape: Shape?
  private var groups: [SlideGroup] = []
  private var paragraph = (level: 0, hasSign: nil as Bool?, isOrdered: false)
  private var look = StyledText.Look()
  private var language: String?
  private var target: String?
  private var runStart = 0
  private var isInRun = false
  private var isCovered = false
  private var choices: [Int] = []
  private(set) var hears = false
  private(set) var size = 0

  init(
    _ relations: OfficeRelations, _ tongues: TongueCount, _ tally: SlideTally,
    diagram: @escaping (String) -> StructuredDocument.Block?
  ) {
    self.tally = tally
    self.relations = relations
    self.tongues = tongues
    self.diagram = diagram
  }

  func meet(_ name: MarkupName) { signs.append(SlideSign(name)) }

  func enter(_ name: Int, _ attributes: MarkupAttributes) throws {
    if skipped > 0 {
      skipped += 1
      return
    }
    switch signs[name] {
    case .other: return
    case .notes: isNotes = true
    case .sld: isHidden = attributes["show"] == "0" || attributes["show"] == "false"
    case .fallback: if (choices.last ?? 0) != said { skipped = 1 }
    case .choice: choices.append(said)
    case .grpSp: groups.append(SlideGroup())
    case .sp, .graphicFrame:
      shape = Shape()
      assembly = BlockAssembly()
    case .cNvPr: if shape != nil, attributes["hidden"] == "1" || attributes["hidden"] == "true" { shape?.isHidden = true }
    case .ph: shape?.kind = attributes["type"] ?? "body"
    case .off, .ext, .chOff, .chExt: measure(signs[name], attributes)
    case .fld: if attributes["type"] == "slidenum" { skipped = 1 } else { beginRun() }
    default: try enterText(signs[name], attributes)
    }
  }

  private func enterText(_ sign: SlideSign, _ attributes: MarkupAttributes) throws {
    switch sign {
    case .p: paragraph = (0, nil, false)
    case .pPr: paragraph.level = attributes.number("lvl") ?? 0
    case .buNone: paragraph.hasSign = false
    case .buChar, .buBlip: paragraph.hasSign = true
    case .buAutoNum:
      paragraph.hasSign = true
      paragraph.isOrdered = true
    case .r: beginRun()
    case .rPr where isInRun:
      look.isBold = attributes["b"] == "1"
      look.isItalic = attributes["i"] == "1"
      look.size = attributes.number("sz") ?? 0
      language = attributes["lang"]
    case .hlinkClick: target = attributes.relation("id").flatMap { relations[$0] }.flatMap { $0.isOutside ? $0.target : nil }
    case .t, .formula:
      hears = true
      look.isFormula = sign == .formula
    case .br: try assembly.write(mark: "\n")
    case .tab: try assembly.write(mark: "\t")
    case .tbl: assembly.beginTable()
    case .tr: assembly.beginRow()
    case .tc:
      assembly.beginCell()
      // The cells that a wide one covers stand in the file, too.
      isCovered = Self.isTrue(attributes["hMerge"]) || Self.isTrue(attributes["vMerge"])
    case .diagram: if let id = attributes.relation("dm"), let block = diagram(id) { assembly.take(block) }
    default: return
    }
  }

  func leave(_ name: Int) throws {
    if skipped > 0 {
      skipped -= 1
      return
    }
    switch signs[name] {
    case .t, .formula:
      hears = false
      look.isFormula = false
    case .r, .fld:
      if let target { assembly.link(from: runStart, to: target) }
      isInRun = false
    case .p: try assembly.endParagraph(role)
    case .tc: try assembly.endCell(goesOn: isCovered)
    case .tr: try assembly.endRow()
    case .tbl: assembly.endTable()
    case .sp, .graphicFrame: try endShape()
    case .grpSp: groups.removeLast()
    default: return
    }
  }

  func hear(_ text: UnsafeBufferPointer<UInt8>) throws {
    try tally.take(bytes: text.count)
    try unsafe assembly.write(text, look)
    unsafe tongues.count(text, language)
  }

  private static func isTrue(_ value: String?) -> Bool { value == "1" || value == "true" }

  private var said: Int { size + assembly.size + assembly.line.count }

  private func beginRun() {
    look = StyledText.Look()
    language = nil
    target = nil
    isInRun = true
    runStart = assembly.line.count
  }

  /// Text in the places that a layout has for it has bullets, unless it says otherwise; other text has them when it says so.
  private var role: BlockAssembly.Role {
    switch shape?.kind {
    case "title": return .heading(2)
    case "ctrTitle": return .title
    // Notes are prose.
    case "body" where isNotes && paragraph.hasSign != true: return .body
    case "body" where paragraph.hasSign != false, "obj" where paragraph.hasSign != false:
      return .item(list: 1, level: paragraph.level, isOrdered: paragraph.isOrdered)
    default:
      return paragraph.hasSign == true ? .item(list: 1, level: paragraph.level, isOrdered: paragraph.isOrdered) : .body
    }
  }

  /// Groups have a measure of their own: what lies in them is moved and stretched.
  private func measure(_ sign: SlideSign, _ attributes: MarkupAttributes) {
    let isPlace = sign == .off || sign == .chOff
    guard let first = attributes.number(isPlace ? "x" : "cx"), let second = attributes.number(isPlace ? "y" : "cy") else {
      return
    }
    if shape == nil {
      groups.mend { $0.take(sign, first, second) }
    } else if sign == .off, shape?.place == nil {
      shape?.place = groups.reversed().reduce((first, second)) { $1.outside($0) }
    }
  }

  private func endShape() throws {
    guard var shape else { return }
    shape.blocks = assembly.finish()
    size += assembly.size
    assembly = BlockAssembly()
    try tally.take(blocks: shape.blocks.count)
    if !shape.blocks.isEmpty, !shape.isHidden { shapes.append(shape) }
    self.shape = nil
  }
}

/// How much text all slides hold together.
final class SlideTally {
  private var bytes = 0
  private var blocks = 0

  func take(bytes count: Int) throws(OfficeTrouble) {
    bytes += count
    guard bytes <= DocumentBounds.bytes else { throw .tooLong(limit: DocumentBounds.bytes) }
  }

  func take(blocks count: Int) throws(OfficeTrouble) {
    blocks += count
    guard blocks <= DocumentBounds.blocks else { throw .tooLong(limit: DocumentBounds.bytes) }
  }
}
