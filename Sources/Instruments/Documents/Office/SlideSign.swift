/// What an element of a PowerPoint slide is to its reader.
enum SlideSign: String {
  case sld, notes, sp, grpSp, graphicFrame, ph, off, chOff, ext, chExt, grpSpPr
  case p, pPr, r, rPr, t, br, fld, tab
  case buNone, buChar, buAutoNum, buBlip
  case hlinkClick, tbl, tr, tc
  case choice, fallback, diagram
  case formula
  case cNvPr
  case other

  init(_ name: MarkupName) {
    switch name.space {
    case "http://schemas.openxmlformats.org/markup-compatibility/2006":
      self = name.name == "Choice" ? .choice : name.name == "Fallback" ? .fallback : .other
    case let space where space.hasSuffix("/diagram"): self = name.name == "relIds" ? .diagram : .other
    case let space where space.hasSuffix("/math"): self = name.name == "t" ? .formula : .other
    case let space where space.hasSuffix("/main"): self = Self(rawValue: name.name) ?? .other
    default: self = .other
    }
  }
}
