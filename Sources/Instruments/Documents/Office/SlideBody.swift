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
  private let relations: OfficeRelations
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

  init(_ relations: OfficeRelations, _ tongues: TongueCount, diagram: @escaping (String) -> StructuredDocument.Block?) {
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
    case .br: assembly.line.append(mark: "\n")
    case .tab: assembly.line.append(mark: "\t")
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
      if let target { assembly.line.link(from: runStart, to: target) }
      isInRun = false
    case .p: try assembly.endParagraph(role)
    case .tc: try assembly.endCell(goesOn: isCovered)
    case .tr: try assembly.endRow()
    case .tbl: assembly.endTable()
    case .sp, .graphicFrame: endShape()
    case .grpSp: groups.removeLast()
    default: return
    }
  }

  func hear(_ text: UnsafeBufferPointer<UInt8>) {
    unsafe assembly.line.append(text, look)
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

  private func endShape() {
    guard var shape else { return }
    shape.blocks = assembly.finish()
    size += assembly.size
    assembly = BlockAssembly()
    if !shape.blocks.isEmpty, !shape.isHidden { shapes.append(shape) }
    self.shape = nil
  }
}

/// A group on a slide: where it lies, and what its own measure is.
struct SlideGroup {
  private var place: (x: Int, y: Int)?
  private var extent = (x: 1, y: 1)
  private var innerPlace = (x: 0, y: 0)
  private var innerExtent = (x: 1, y: 1)

  mutating func take(_ sign: SlideSign, _ first: Int, _ second: Int) {
    switch sign {
    case .off: if place == nil { place = (first, second) }
    case .ext: extent = (first, second)
    case .chOff: innerPlace = (first, second)
    case .chExt: innerExtent = (first, second)
    default: return
    }
  }

  func outside(_ inner: (x: Int, y: Int)) -> (x: Int, y: Int) {
    guard let place else { return inner }
    func moved(_ inner: Int, _ from: Int, _ innerExtent: Int, _ extent: Int, _ to: Int) -> Int {
      let stretched = Double(inner - from) * Double(extent) / Double(max(1, innerExtent))
      return Int(max(-1e12, min(1e12, stretched))) + to
    }
    return (
      moved(inner.x, innerPlace.x, innerExtent.x, extent.x, place.x),
      moved(inner.y, innerPlace.y, innerExtent.y, extent.y, place.y)
    )
  }
}
