import Documents
import Production
import Testing
import Zips

/// Office documents made by hand, as small as they can be.
enum OfficeFile {
  static let wordSpace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  static let relationSpace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let spaces = """
    xmlns:w="\(wordSpace)" xmlns:r="\(relationSpace)" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
    xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"
    xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"
    """

  static func zip(_ parts: [(String, String)]) -> [UInt8] { Zip.stored(parts.map { ($0.0, Array($0.1.utf8)) }) }

  /// Relations: each an id, a type and a target; one that begins with "http" leads out of the file.
  static func relations(_ all: [(String, String, String)]) -> String {
    let rows = all.map { id, type, target in
      let mode = target.hasPrefix("http") || target.hasPrefix("file") ? " TargetMode=\"External\"" : ""
      return "<Relationship Id=\"\(id)\" Type=\"\(relationSpace)/\(type)\" Target=\"\(target)\"\(mode)/>"
    }
    return
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\(rows.joined())</Relationships>"
  }

  static func word(
    _ body: String, styles: String = "", numbering: String = "", links: [(String, String, String)] = [],
    more: [(String, String)] = []
  ) -> [UInt8] {
    let all =
      [("s", "styles", "styles.xml"), ("n", "numbering", "numbering.xml"), ("f", "footnotes", "footnotes.xml")] + links
    return zip(
      [
        ("[Content_Types].xml", "<Types/>"), ("_rels/.rels", relations([("d", "officeDocument", "word/document.xml")])),
        ("word/document.xml", "<w:document \(spaces)><w:body>\(body)</w:body></w:document>"),
        ("word/_rels/document.xml.rels", relations(all)), ("word/styles.xml", "<w:styles \(spaces)>\(styles)</w:styles>"),
        ("word/numbering.xml", "<w:numbering \(spaces)>\(numbering)</w:numbering>"),
      ] + more)
  }

  static func notes(_ notes: String) -> (String, String) {
    ("word/footnotes.xml", "<w:footnotes \(spaces)>\(notes)</w:footnotes>")
  }

  static func style(_ id: String, _ name: String, base: String = "", _ more: String = "") -> String {
    let base = base.isEmpty ? "" : "<w:basedOn w:val=\"\(base)\"/>"
    return "<w:style w:type=\"paragraph\" w:styleId=\"\(id)\"><w:name w:val=\"\(name)\"/>\(base)\(more)</w:style>"
  }

  static func run(_ text: String, _ look: String = "") -> String {
    "<w:r><w:rPr>\(look)</w:rPr><w:t xml:space=\"preserve\">\(text)</w:t></w:r>"
  }

  static func paragraph(_ text: String, style: String = "", _ look: String = "") -> String {
    let style = style.isEmpty ? "" : "<w:pPr><w:pStyle w:val=\"\(style)\"/></w:pPr>"
    return "<w:p>\(style)\(run(text, look))</w:p>"
  }

  static func item(_ text: String, list: Int, level: Int = 0) -> String {
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"\(level)\"/><w:numId w:val=\"\(list)\"/></w:numPr></w:pPr>\(run(text))</w:p>"
  }

  static func field(_ code: String, _ result: String) -> String {
    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>\(code)</w:instrText></w:r>"
      + "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>\(result)<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
  }

  static func open(
    _ body: String, automatic: String = "", styles: String = "", kind: String = "text", more: [(String, String)] = []
  ) -> [UInt8] {
    let names = ["office", "text", "table", "style", "meta", "presentation"].map {
      "xmlns:\($0)=\"urn:oasis:names:tc:opendocument:xmlns:\($0):1.0\""
    }
    let spaces =
      names.joined(separator: " ") + " xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\""
      + " xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\""
      + " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""
    return zip(
      [
        ("mimetype", "application/vnd.oasis.opendocument.\(kind)"),
        (
          "content.xml",
          "<office:document-content \(spaces)><office:automatic-styles>\(automatic)</office:automatic-styles>"
            + "<office:body><office:\(kind)>\(body)</office:\(kind)></office:body></office:document-content>"
        ), ("styles.xml", "<office:document-styles \(spaces)><office:styles>\(styles)</office:styles></office:document-styles>"),
      ] + more)
  }

  /// Slides, each with what is on it, what is said to it, and whether it is hidden.
  static func slides(_ slides: [(shapes: String, notes: String?, isHidden: Bool)], more: [(String, String)] = []) -> [UInt8] {
    let spaces = """
      xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="\(relationSpace)"
      xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
      xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"
      """
    // The file's order is not that of the slides.
    let order = slides.indices.map { "<p:sldId id=\"\(256 + $0)\" r:id=\"s\($0)\"/>" }
    var parts = [
      ("_rels/.rels", relations([("d", "officeDocument", "/ppt/presentation.xml")])),
      ("ppt/presentation.xml", "<p:presentation \(spaces)><p:sldIdLst>\(order.joined())</p:sldIdLst></p:presentation>"),
      ("ppt/_rels/presentation.xml.rels", relations(slides.indices.map { ("s\($0)", "slide", "slides/slide\(9 - $0).xml") })),
    ]
    for (index, slide) in slides.enumerated().reversed() {
      let show = slide.isHidden ? " show=\"0\"" : ""
      let name = "slide\(9 - index).xml"
      parts.append(
        ("ppt/slides/\(name)", "<p:sld \(spaces)\(show)><p:cSld><p:spTree>\(slide.shapes)</p:spTree></p:cSld></p:sld>"))
      let notes = [("n", "notesSlide", "../notesSlides/notes\(index).xml")]
      parts.append(
        (
          "ppt/slides/_rels/\(name).rels",
          relations((slide.notes == nil ? [] : notes) + [("x", "diagramData", "../diagrams/data1.xml")])
        ))
      guard let said = slide.notes else { continue }
      let shapes = shape(said, kind: "body") + shape("7", kind: "sldNum") + shape("", kind: "sldImg")
      parts.append(
        ("ppt/notesSlides/notes\(index).xml", "<p:notes \(spaces)><p:cSld><p:spTree>\(shapes)</p:spTree></p:cSld></p:notes>"))
    }
    return zip(parts + more)
  }

  static func shape(_ text: String, kind: String? = nil, at place: (Int, Int)? = nil, properties: String = "") -> String {
    let kind = kind.map { "<p:nvPr><p:ph type=\"\($0)\"/></p:nvPr>" } ?? "<p:nvPr/>"
    let place =
      place.map { "<p:spPr><a:xfrm><a:off x=\"\($0.0)\" y=\"\($0.1)\"/><a:ext cx=\"1\" cy=\"1\"/></a:xfrm></p:spPr>" } ?? ""
    let paragraphs = text.split(separator: "|").map { "<a:p><a:pPr>\(properties)</a:pPr><a:r><a:t>\($0)</a:t></a:r></a:p>" }
    return
      "<p:sp><p:nvSpPr><p:cNvPr id=\"1\" name=\"x\"/>\(kind)</p:nvSpPr>\(place)<p:txBody>\(paragraphs.joined())</p:txBody></p:sp>"
  }
}

extension StructuredDocument {
  /// One line for each block, so that a test can be read.
  var sketch: [String] {
    blocks.map { block in
      switch block.content {
      case .heading(let level, let text): String(repeating: "#", count: level) + " " + text
      case .paragraph(let text): text
      case .quote(let text): "> " + text
      case .code(let text): "`" + text + "`"
      case .list(let items, let ordered): (ordered ? "1. " : "- ") + items.joined(separator: " / ")
      case .table(let rows): "| " + rows.map { $0.joined(separator: " | ") }.joined(separator: " || ")
      }
    }
  }

  static func office(_ bytes: [UInt8], _ kind: DropKind = .docx) throws -> StructuredDocument { try read(bytes, kind: kind) }

  static func trouble(_ bytes: [UInt8], _ kind: DropKind = .docx) -> DocumentTrouble? {
    do throws(DocumentTrouble) {
      _ = try read(bytes, kind: kind)
      return nil
    } catch {
      return error
    }
  }
}
