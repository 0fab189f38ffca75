/// What an element of a Word document is to its reader.
enum WordSign: String {
  case body, p, pPr, pStyle, numPr, numId, ilvl, outlineLvl, framePr
  case r, rPr, rStyle, b, i, vanish, lang, sz
  case t, tab, ptab, br, cr, noBreakHyphen, sym
  case hyperlink, fldSimple, fldChar, instrText
  case del, ins, trPr
  case footnoteReference, endnoteReference, footnote, endnote
  case tbl, tr, tc, gridSpan, vMerge
  case sdt, sdtContent, docPartGallery
  case txbxContent, altChunk, subDoc
  case choice, fallback, diagram, formula
  /// What was moved away or deleted, how things were set before, and how a word is spoken.
  case leftOut
  case other

  init(_ name: MarkupName) {
    switch name.space {
    // As Word has written since 2007, and as its strict form does.
    case "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main":
      self = Self.silent.contains(name.name) ? .leftOut : Self(rawValue: name.name) ?? .other
    case "http://schemas.openxmlformats.org/markup-compatibility/2006":
      self = name.name == "Choice" ? .choice : name.name == "Fallback" ? .fallback : .other
    case "http://schemas.openxmlformats.org/officeDocument/2006/math", "http://purl.oclc.org/ooxml/officeDocument/math":
      self = name.name == "t" ? .formula : .other
    case "http://schemas.openxmlformats.org/drawingml/2006/diagram", "http://purl.oclc.org/ooxml/drawingml/diagram":
      self = name.name == "relIds" ? .diagram : .other
    default: self = .other
    }
  }

  private static let silent: Set<String> = [
    "moveFrom", "delText", "delInstrText", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange",
    "tcPrChange", "tblPrExChange", "numberingChange", "rt",
  ]
}
