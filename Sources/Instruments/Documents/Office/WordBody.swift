/// Reads the text of `word/document.xml`, or of the notes beside it.
final class WordBody: MarkupVisitor {
  var assembly: BlockAssembly
  let book: WordBook
  private let relations: OfficeRelations
  var signs: [WordSign] = []
  /// Elements within one that is left out.
  private var skipped = 0
  var paragraphs: [WordParagraph] = []
  var runs: [WordRun] = []
  var fields: [WordField] = []
  var links: [(start: Int, target: String)] = []
  var cells: [(span: Int, goesOn: Bool)] = []
  private var sdts: [Bool] = []
  /// What had been said when each choice between two forms began.
  private var choices: [Int] = []
  private var row = (isProperties: false, isLeftOut: false)
  /// Where the text of the element belongs.
  private var place = Place.nowhere
  /// A field's text is being shown, or there is none.
  var isShown = true
  private(set) var isText = false
  private(set) var reachesOut: String?
  /// The notes, as they are called.
  private(set) var called: [String] = []
  private(set) var notes: [String: [StructuredDocument.Block]] = [:]
  private var note: String?

  enum Place { case nowhere, text, formula, code }

  init(_ book: WordBook, _ relations: OfficeRelations, asLines: Bool = false) {
    self.book = book
    self.relations = relations
    assembly = BlockAssembly(asLines: asLines)
  }

  func meet(_ name: MarkupName) { signs.append(WordSign(name)) }

  func enter(_ name: Int, _ attributes: MarkupAttributes) throws {
    let sign = signs[name]
    if skipped > 0 {
      skipped += 1
      return
    }
    switch sign {
    case .other: return
    case .leftOut: skipped = 1
    case .del: enterDeletion()
    case .fallback: if (choices.last ?? 0) != said { skipped = 1 }
    case .choice: choices.append(said)
    case .t: place = .text
    case .formula: place = .formula
    case .instrText: place = .code
    case .r: runs.append(WordRun(paragraphs.last?.style))
    case .p:
      paragraphs.append(WordParagraph(book.styles.paragraph(nil)))
      // What the paragraph's own mark looks like must not change the run that a text box lies in.
      runs.append(WordRun(nil))
    case .pPr: paragraphs.mend { $0.isSettingUp = true }
    case .rPr: runs.mend { $0.isSettingUp = true }
    case .sdt: sdts.append(false)
    case .sdtContent: if sdts.last == true { skipped = 1 }
    default:
      if !setUp(sign, attributes) { try begin(sign, attributes) }
    }
  }

  func leave(_ name: Int) throws {
    if skipped > 0 {
      skipped -= 1
      return
    }
    switch signs[name] {
    case .t, .formula, .instrText: place = .nowhere
    case .r: runs.removeLast()
    case .rPr: runs.mend { $0.isSettingUp = false }
    case .pPr: paragraphs.mend { $0.isSettingUp = false }
    case .p:
      runs.removeLast()
      try endParagraph()
    case .hyperlink: if let link = links.popLast() { assembly.link(from: link.start, to: link.target) }
    case .fldSimple: endField()
    case .txbxContent: try assembly.endBox()
    case .footnote, .endnote:
      let blocks = try assembly.endNote()
      if let note { notes[note] = blocks }
      note = nil
    case .tbl: assembly.endTable()
    case .tr: try assembly.endRow(isLeftOut: row.isLeftOut)
    case .trPr: row.isProperties = false
    case .tc:
      let cell = cells.popLast() ?? (1, false)
      try assembly.endCell(span: cell.span, goesOn: cell.goesOn)
    case .sdt: _ = sdts.popLast()
    default: return
    }
  }

  var hears: Bool { place != .nowhere && skipped == 0 }

  func hear(_ text: UnsafeBufferPointer<UInt8>) throws {
    if place == .code {
      fields.mend { unsafe $0.take(code: text) }
      return
    }
    guard isShown else { return }
    var look = runs.last?.look ?? StyledText.Look()
    guard !look.isHidden else { return }
    look.isFormula = place == .formula
    try unsafe assembly.write(text, look)
    unsafe book.tongues.count(text, runs.last?.language)
  }

  private var said: Int { assembly.size + assembly.line.count }

  /// Deleted text is left out; a deleted end makes one paragraph of two, and a row may be deleted as a whole.
  private func enterDeletion() {
    if row.isProperties {
      row.isLeftOut = true
    } else if paragraphs.last?.isSettingUp == true {
      paragraphs.mend { $0.goesOn = true }
    } else {
      skipped = 1
    }
  }

  /// The properties of the paragraph or the run; false for what is none.
  private func setUp(_ sign: WordSign, _ attributes: MarkupAttributes) -> Bool {
    if runs.last?.isSettingUp == true {
      runs.mend { $0.take(sign, attributes, book.styles) }
      return true
    }
    if paragraphs.last?.isSettingUp == true {
      paragraphs.mend { $0.take(sign, attributes, book.styles) }
      return true
    }
    return false
  }

  private func begin(_ sign: WordSign, _ attributes: MarkupAttributes) throws {
    switch sign {
    case .body: isText = true
    case .tab, .ptab: try write("\t")
    case .br, .cr: try write("\n")
    case .noBreakHyphen: try write("-")
    case .sym: if let text = WordSymbols.text(attributes["font"], attributes["char"]) { try hearSymbol(text) }
    case .fldChar: takeField(attributes["fldCharType"])
    case .fldSimple: beginField(WordField(code: attributes["instr"] ?? "", at: assembly.line.count))
    case .hyperlink:
      let relation = attributes.relation("id").flatMap { relations[$0] }
      links.append((assembly.line.count, relation?.isOutside == true ? relation?.target ?? "" : ""))
    case .footnoteReference, .endnoteReference: call(sign, attributes)
    case .footnote, .endnote:
      assembly.beginBox()
      let isNote = !["separator", "continuationSeparator", "continuationNotice"].contains(attributes["type"])
      note = isNote ? attributes["id"] : nil
    case .tbl: assembly.beginTable()
    case .tr:
      assembly.beginRow()
      row = (false, false)
    case .trPr: row.isProperties = true
    case .tc:
      assembly.beginCell()
      cells.append((1, false))
    case .gridSpan: cells.mend { $0.span = attributes.number("val") ?? 1 }
    case .vMerge: cells.mend { $0.goesOn = attributes["val"] != "restart" }
    case .docPartGallery: sdts.mend { $0 = attributes["val"] == "Table of Contents" }
    case .txbxContent: assembly.beginBox()
    case .diagram: if let id = attributes.relation("dm") { book.diagram(id).map { assembly.take($0) } }
    case .altChunk, .subDoc:
      reachesOut = sign.rawValue
      if assembly.lines != nil { throw OfficeTrouble.reachesOut(detail: sign.rawValue) }
    default: return
    }
  }

  private func call(_ sign: WordSign, _ attributes: MarkupAttributes) {
    guard isShown, runs.last?.look.isHidden != true, let id = attributes["id"], called.count < DocumentBounds.blocks else {
      return
    }
    called.append((sign == .footnoteReference ? "footnote " : "endnote ") + id)
  }

  private func write(_ mark: Unicode.Scalar) throws {
    if isShown, runs.last?.look.isHidden != true { try assembly.write(mark: mark) }
  }

  private func hearSymbol(_ text: String) throws {
    if isShown, let look = runs.last?.look, !look.isHidden { try assembly.write(text.utf8, look) }
  }
}

extension Array {
  /// Changes the last one, where there is one.
  mutating func mend(_ change: (inout Element) -> Void) { if !isEmpty { change(&self[count - 1]) } }
}
