import Documents
import Production
import Testing

private typealias F = OfficeFile

@Suite struct SlideReadingTests {
  @Test func slidesComeInTheirOrderEachWithWhatIsSaidToIt() throws {
    let first = F.shape("By me", kind: "subTitle") + F.shape("The talk", kind: "ctrTitle")
    let second =
      F.shape("one|two", kind: "body") + F.shape("Bees", kind: "title") + F.shape("2026", kind: "dt")
      + F.shape("foot", kind: "ftr")
      + F.shape("3", kind: "sldNum")
    let document = try StructuredDocument.office(
      F.slides([(first, nil, false), ("", nil, false), (F.shape("x"), nil, true), (second, "I say this.|And that.", false)]),
      .pptx)
    #expect(document.sketch == ["# The talk", "By me", "## Bees", "I say this.", "And that.", "- one / two"])
    #expect(document.title == "The talk")
  }

  /// Top to bottom, left to right, groups in their own measure; text in no place of the layout has bullets when it says so.
  @Test func shapesComeAsTheyAreRead() throws {
    let group =
      "<p:grpSp><p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"5000000\"/><a:ext cx=\"100\" cy=\"100\"/><a:chOff x=\"0\" y=\"0\"/>"
      + "<a:chExt cx=\"100\" cy=\"100\"/></a:xfrm></p:grpSpPr>" + F.shape("in a group", at: (0, 0)) + "</p:grpSp>"
    let shapes =
      group + F.shape("right", at: (5_000_000, 1_000_100)) + F.shape("left", at: (0, 1_000_200)) + F.shape("top", at: (9, 9))
      + F.shape("a|b", at: (0, 3_000_000), properties: "<a:buChar char=\"*\"/>")
      + F.shape("placed by the layout", kind: "body", properties: "<a:buNone/>")
    #expect(
      try StructuredDocument.office(F.slides([(shapes, nil, false)]), .pptx).sketch
        == ["placed by the layout", "top", "left", "right", "- a / b", "in a group"])
  }

  @Test func tablesDiagramsAndNumbersOfSlides() throws {
    func cell(_ text: String, _ more: String = "") -> String {
      "<a:tc\(more)><a:txBody><a:p><a:r><a:t>\(text)</a:t></a:r></a:p></a:txBody></a:tc>"
    }
    let table =
      "<p:graphicFrame><a:tbl><a:tr>" + cell("Land", " gridSpan=\"2\"") + cell("", " hMerge=\"1\"") + cell("Size")
      + "</a:tr><a:tr>"
      + cell("Mali") + cell("x") + cell("3") + "</a:tr></a:tbl></p:graphicFrame>"
    let diagram = "<p:graphicFrame><dgm:relIds r:dm=\"x\"/></p:graphicFrame>"
    let number =
      "<p:sp><p:txBody><a:p><a:fld type=\"slidenum\"><a:t>4</a:t></a:fld><a:r><a:t>Text</a:t></a:r></a:p></p:txBody></p:sp>"
    let points = """
      <dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"
        xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:ptLst>
        <dgm:pt><dgm:t><a:p><a:r><a:t>Plan</a:t></a:r></a:p></dgm:t></dgm:pt>
        <dgm:pt type="pres"><dgm:t><a:p><a:r><a:t>x</a:t></a:r></a:p></dgm:t></dgm:pt>
        <dgm:pt><dgm:t><a:p><a:r><a:t>Do</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>
      """
    let document = try StructuredDocument.office(
      F.slides([(table + diagram + number, nil, false)], more: [("ppt/diagrams/data1.xml", points)]), .pptx)
    #expect(document.sketch == ["| Land |  | Size || Mali | x | 3", "- Plan / Do", "Text"])
  }
}
