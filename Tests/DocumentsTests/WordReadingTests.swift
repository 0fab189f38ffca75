import Documents
import Production
import Testing
import Zips

private typealias F = OfficeFile

@Suite struct WordReadingTests {
  private func sketch(_ body: String, styles: String = "", numbering: String = "") throws -> [String] {
    try StructuredDocument.office(F.word(body, styles: styles, numbering: numbering)).sketch
  }

  /// By the style's name whatever its id is, by what it is based on, by its outline level, and by its id where nothing else is.
  @Test func headingsAreKnownByTheirStyles() throws {
    let styles =
      F.style("T", "Title") + F.style("berschrift1", "heading 1") + F.style("Own", "My own", base: "berschrift1")
      + F.style("Out", "Something", "<w:pPr><w:outlineLvl w:val=\"2\"/></w:pPr>") + F.style("Titre2", "Titre 2")
      + F.style("Inhalt", "TOC Heading", base: "berschrift1")
    let body = [
      F.paragraph("The whole", style: "T"), F.paragraph("One", style: "berschrift1"), F.paragraph("Two", style: "Own"),
      F.paragraph("Three", style: "Out"), F.paragraph("Contents", style: "Inhalt"), F.paragraph("Four", style: "Titre2"),
      F.paragraph("Five", style: "Heading3"), F.paragraph("Text."),
    ]
    let document = try StructuredDocument.office(F.word(body.joined(), styles: styles))
    #expect(document.sketch == ["# The whole", "# One", "# Two", "### Three", "## Four", "### Five", "Text."])
    #expect(document.title == "The whole")
  }

  @Test func shortBoldLinesAreHeadingsWhereThereAreNoOthers() throws {
    let body = [
      F.paragraph("A report", "<w:sz w:val=\"40\"/>"), F.paragraph("It says something that is said here at some length."),
      F.paragraph("First part", "<w:b/>"), F.paragraph("Something is said.", "<w:b/>"), F.paragraph("And more is said here."),
      F.paragraph("Not bold", "<w:b w:val=\"0\"/>"),
    ].joined()
    let styled = try sketch(body)
    #expect(styled[0] == "# A report" && styled[2] == "## First part")
    #expect(styled[3] == "Something is said." && styled[5] == "Not bold")
    let withHeading = try sketch(F.paragraph("Real", style: "Heading1") + body)
    #expect(withHeading[1] == "A report" && withHeading[3] == "First part")
  }

  @Test func listsAreFlatAndKnowTheirSigns() throws {
    let numbering = """
      <w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>
        <w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
      <w:abstractNum w:abstractNumId="6"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
      <w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="none"/></w:lvl></w:abstractNum>
      <w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="6"/></w:num>
      <w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>
      """
    let body =
      F.item("one", list: 1) + F.item("inner", list: 1, level: 1) + "<w:p/>" + F.item("two", list: 1) + F.item("a", list: 2)
      + F.item("no sign", list: 3) + F.item("no list", list: 0) + F.paragraph("b", style: "ListBullet")
    #expect(try sketch(body, numbering: numbering) == ["1. one / inner / two", "- a", "no sign", "no list", "- b"])
  }

  @Test func tablesKeepTheirShape() throws {
    func cell(_ text: String, _ properties: String = "") -> String {
      "<w:tc><w:tcPr>\(properties)</w:tcPr>\(F.paragraph(text))</w:tc>"
    }
    func row(_ cells: String, _ properties: String = "") -> String { "<w:tr>\(properties)\(cells)</w:tr>" }
    let merged =
      "<w:tbl>" + row(cell("Land") + cell("Years", "<w:gridSpan w:val=\"2\"/>"))
      + row(cell("Mali", "<w:vMerge w:val=\"restart\"/>") + cell("1") + cell("2"))
      + row(cell("x", "<w:vMerge/>") + cell("3") + cell("4"))
      + row(cell("gone") + cell("5"), "<w:trPr><w:del w:id=\"1\"/></w:trPr>") + row(cell("") + cell("")) + "</w:tbl>"
    #expect(try sketch(merged) == ["| Land | Years |  || Mali | 1 | 2 ||  | 3 | 4"])
    // What only puts things beside each other is no table.
    let inner = "<w:tbl>" + row(cell("a") + cell("b")) + row(cell("c") + cell("d")) + "</w:tbl>"
    let layout =
      "<w:tbl>" + row(cell("left") + "<w:tc>\(F.paragraph("Part", style: "Heading2"))\(inner)\(F.paragraph("right"))</w:tc>")
      + "</w:tbl>"
    #expect(try sketch(layout) == ["left", "## Part", "| a | b || c | d", "right"])
  }

  /// What a person who looks at the document does not see is not said, and nothing is said twice.
  @Test func whatIsNotSeenIsLeftOut() throws {
    let body =
      "<w:p>" + F.run("kept") + "<w:del>" + F.run("x") + "</w:del><w:moveFrom>" + F.run("x") + "</w:moveFrom><w:ins>"
      + F.run(", added") + "</w:ins>" + F.run("hidden", "<w:vanish/>")
      + F.run(", seen", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>")
      + "<w:r><w:commentReference/></w:r></w:p>"
      + "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + F.run("One para") + "</w:p>" + F.paragraph("graph of two.")
      + F.paragraph("in contents 3", style: "TOC1")
      + "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr><w:sdtContent>"
      + F.paragraph("Contents") + "</w:sdtContent></w:sdt><w:sdt><w:sdtContent>" + F.paragraph("control")
      + "</w:sdtContent></w:sdt>"
      + "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>" + F.paragraph("box")
      + "</w:txbxContent></mc:Choice><mc:Fallback>"
      + "<w:txbxContent>" + F.paragraph("box") + "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>" + F.run("around")
      + "</w:p>"
    #expect(try sketch(body) == ["kept, added, seen", "One paragraph of two.", "control", "around", "box"])
  }

  @Test func fieldsShowTheirTextOnly() throws {
    let link = F.field(" HYPERLINK \"https://a.example/\" \\o \"tip\" ", F.run("the page"))
    let body =
      "<w:p>" + F.run("See ") + link + F.run(" on page ") + F.field("PAGE", F.run("7")) + F.run(".") + "</w:p>"
      + "<w:p>" + F.field("TOC \\o", F.run("One 1") + "</w:p><w:p>" + F.run("Two 2")) + "</w:p>"
      + "<w:p><w:fldSimple w:instr=\"NUMPAGES\">" + F.run("9") + "</w:fldSimple>" + F.run("after") + "</w:p>"
      // Never closed: what follows is not lost.
      + "<w:p>" + F.run("open") + "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r></w:p>" + F.paragraph("still here")
    let document = try StructuredDocument.office(F.word(body))
    #expect(document.sketch == ["See the page on page .", "after", "open", "still here"])
    #expect(document.blocks[0].links == [.init(words: "the page", target: "https://a.example/")])
  }

  @Test func linksEmphasisNotesSignsAndLanguage() throws {
    let body =
      "<w:p>" + F.run("Read ") + "<w:hyperlink r:id=\"l\">" + F.run("the guide") + "</w:hyperlink>" + F.run(" with ")
      + F.run("great care", "<w:b/><w:lang w:val=\"de-AT\"/>") + "<w:r><w:footnoteReference w:id=\"2\"/></w:r>"
      + F.run(": co\u{AD}operate")
      + "<w:r><w:noBreakHyphen/><w:t>now</w:t><w:tab/><w:sym w:font=\"Symbol\" w:char=\"F062\"/></w:r></w:p>"
      + "<w:p><m:oMathPara><m:oMath><m:r><m:t>E=mc2</m:t></m:r></m:oMath></m:oMathPara></w:p>"
      + F.paragraph("Ein Satz auf Deutsch, der länger ist.", "<w:lang w:val=\"de-DE\"/>")
    let notes =
      "<w:footnote w:type=\"separator\" w:id=\"0\">\(F.paragraph("-"))</w:footnote><w:footnote w:id=\"2\">\(F.paragraph("A note."))</w:footnote>"
      + "<w:footnote w:id=\"3\">\(F.paragraph("Never called."))</w:footnote>"
    let document = try StructuredDocument.office(
      F.word(body, links: [("l", "hyperlink", "https://guide.example")], more: [F.notes(notes)]))
    #expect(
      document.sketch == [
        "Read the guide with great care: cooperate-now β", "`E=mc2`", "Ein Satz auf Deutsch, der länger ist.", "A note.",
      ])
    #expect(document.blocks[0].emphasised == ["great care"])
    #expect(document.blocks[0].links == [.init(words: "the guide", target: "https://guide.example")])
    #expect(document.language == "de-DE")
  }

  @Test func theTitleOfTheFileCountsWhenAPersonGaveIt() throws {
    func title(_ text: String) throws -> String? {
      let core =
        "<c:coreProperties xmlns:c=\"x\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>\(text)</dc:title></c:coreProperties>"
      return try StructuredDocument.office(
        F.word(F.paragraph("Heading", style: "Heading1") + F.paragraph("Text."), more: [("docProps/core.xml", core)])
      ).title
    }
    #expect(try title("How bees sleep") == "How bees sleep")
    for empty in ["", "Microsoft Word - x.doc", "brief_v2.docx", "Document1", "1"] { #expect(try title(empty) == "Heading") }
  }

  /// A document is found where its package says, whatever its parts are called, and in the strict form too.
  @Test func otherProgramsPackInOtherWays() throws {
    let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    let other = OfficeFile.zip([
      ("_rels/.rels", F.relations([("d", "officeDocument", "/Word\\Main.xml")])),
      (
        "word/main.xml",
        "<d:document xmlns:d=\"\(strict)\"><d:body><d:p><d:r><d:t>Strict.</d:t></d:r></d:p></d:body></d:document>"
      ),
    ])
    #expect(try StructuredDocument.office(other).sketch == ["Strict."])
    let slash = OfficeFile.zip([
      (
        "word\\document2.xml",
        "<d:document xmlns:d=\"\(F.wordSpace)\"><d:body><d:p><d:r><d:t>No relations.</d:t></d:r></d:p></d:body></d:document>"
      )
    ])
    #expect(try StructuredDocument.office(slash).sketch == ["No relations."])
  }
}
