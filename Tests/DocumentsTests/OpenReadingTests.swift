import Documents
import Production
import Testing
import Zips

private typealias F = OfficeFile

@Suite struct OpenReadingTests {
  @Test func aTextIsReadAsItIsSeen() throws {
    let body =
      "<text:tracked-changes><text:changed-region><text:deletion><text:p>deleted</text:p></text:deletion></text:changed-region></text:tracked-changes>"
      + "<text:p text:style-name=\"P1\">The whole</text:p>"
      + "<text:table-of-content><text:index-body><text:p>One 1</text:p></text:index-body></text:table-of-content>"
      + "<text:h text:outline-level=\"2\">Part\n  one</text:h>"
      + "<text:p>Read <text:a xlink:href=\"https://a.example\">the guide</text:a> with <text:span text:style-name=\"T1\">care</text:span>"
      + "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note>,"
      + "<text:s text:c=\"3\"/>please<office:annotation><text:p>comment</text:p></office:annotation>"
      + "<text:span text:style-name=\"T2\">hidden</text:span> p. <text:page-number>4</text:page-number>.</text:p>"
      + "<text:section text:display=\"none\"><text:p>not shown</text:p></text:section>"
      + "<text:p>Around<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box><svg:title>alt</svg:title></draw:frame> it.</text:p>"
    let automatic =
      "<style:style style:name=\"P1\" style:family=\"paragraph\" style:parent-style-name=\"Title\"/>"
      + "<style:style style:name=\"T1\" style:family=\"text\"><style:text-properties fo:font-weight=\"bold\"/></style:style>"
      + "<style:style style:name=\"T2\" style:family=\"text\"><style:text-properties text:display=\"none\"/></style:style>"
    let styles =
      "<style:default-style style:family=\"paragraph\"><style:text-properties fo:language=\"fr\" fo:country=\"CA\"/></style:default-style>"
      + "<style:style style:name=\"Title\" style:family=\"paragraph\"/>"
    let document = try StructuredDocument.office(F.open(body, automatic: automatic, styles: styles), .odt)
    #expect(
      document.sketch == ["# The whole", "## Part one", "Read the guide with care, please p. .", "Around it.", "box", "A note."])
    #expect(document.title == "The whole" && document.language == "fr-CA")
    #expect(document.blocks[2].links == [.init(words: "the guide", target: "https://a.example")])
    #expect(document.blocks[2].emphasised == ["care"])
  }

  @Test func listsAndTables() throws {
    let automatic =
      "<text:list-style style:name=\"L\"><text:list-level-style-number text:level=\"1\" style:num-format=\"1\"/></text:list-style>"
    func item(_ text: String) -> String { "<text:list-item>\(text)</text:list-item>" }
    func cell(_ text: String) -> String { "<table:table-cell><text:p>\(text)</text:p></table:table-cell>" }
    let body =
      "<text:list text:style-name=\"L\">"
      + item("<text:p>one</text:p><text:list>" + item("<text:p>inner</text:p>") + "</text:list>")
      + item("<text:p>two</text:p>") + "</text:list><text:list>" + item("<text:p>a</text:p>") + "</text:list>"
      + "<text:list>" + item("<text:h text:outline-level=\"1\">Numbered heading</text:h>") + "</text:list>"
      + "<table:table><table:table-header-rows><table:table-row>" + cell("Land") + cell("Size")
      + "</table:table-row></table:table-header-rows>"
      + "<table:table-row><table:table-cell table:number-columns-spanned=\"2\"><text:p>wide</text:p></table:table-cell>"
      + "<table:covered-table-cell/></table:table-row><table:table-row>" + cell("Mali") + cell("3")
      + "<table:table-cell table:number-columns-repeated=\"900000000\"/></table:table-row></table:table>"
    let document = try StructuredDocument.office(F.open(body, automatic: automatic), .odt)
    #expect(
      document.sketch == ["1. one / inner / two", "- a", "# Numbered heading", "| Land | Size || wide |  || Mali | 3"])
  }

  @Test func slidesOfOpenDocument() throws {
    func frame(_ kind: String, _ text: String) -> String {
      "<draw:frame presentation:class=\"\(kind)\"><draw:text-box><text:p>\(text)</text:p></draw:text-box></draw:frame>"
    }
    let body =
      "<draw:page>" + frame("outline", "On the slide.") + frame("title", "First") + frame("footer", "foot")
      + "<presentation:notes>" + frame("page-number", "1") + frame("notes", "What I say.") + "</presentation:notes></draw:page>"
      + "<draw:page>" + frame("title", "Second")
      + "<draw:custom-shape><text:p>In a shape.</text:p></draw:custom-shape></draw:page>"
    let document = try StructuredDocument.office(F.open(body, kind: "presentation"), .pptx)
    #expect(document.sketch == ["## First", "What I say.", "On the slide.", "## Second", "In a shape."])
  }
}
