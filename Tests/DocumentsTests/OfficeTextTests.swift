import Documents
import Testing
import Zips

/// What word processors write, as far as a script's text goes.
@Suite struct OfficeTextTests {
  private static func word(_ body: String, head: String = "") -> [UInt8] {
    let document = """
      <?xml version="1.0" encoding="UTF-8" standalone="yes"?>\(head)
      <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>\(body)</w:body></w:document>
      """
    return Zip.stored([("[Content_Types].xml", Array("<Types/>".utf8)), ("word/document.xml", Array(document.utf8))])
  }

  private static func open(_ body: String, more: [(String, String)] = []) -> [UInt8] {
    let content = """
      <?xml version="1.0" encoding="UTF-8"?>
      <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
        xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink">
        <office:body><office:text>\(body)</office:text></office:body></office:document-content>
      """
    let parts = [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", content)] + more
    return Zip.stored(parts.map { ($0.0, Array($0.1.utf8)) })
  }

  private static func paragraph(_ text: String) -> String { "<w:p><w:r><w:t xml:space=\"preserve\">\(text)</w:t></w:r></w:p>" }

  private func trouble(_ bytes: [UInt8]) -> OfficeTrouble? {
    do throws(OfficeTrouble) {
      _ = try OfficeText.read(bytes)
      return nil
    } catch {
      return error
    }
  }

  @Test func paragraphsAreLines() throws {
    let bytes = Self.word(
      Self.paragraph("TITLE: Größe &amp; “Maß”") + "<w:p/>"
        + "<w:p><w:pPr><w:pStyle w:val=\"Normal\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>THABO</w:t></w:r>"
        + "<w:r><w:t xml:space=\"preserve\"> (thinking): Why</w:t></w:r><w:r><w:noBreakHyphen/><w:t>not?</w:t></w:r></w:p>"
        + "<w:p><w:r><w:tab/><w:t>ICON: a</w:t><w:br/><w:t>LERATO: So.</w:t></w:r></w:p>")
    #expect(
      try OfficeText.read(bytes) == "TITLE: Größe & “Maß”\n\nTHABO (thinking): Why-not?\n\tICON: a\nLERATO: So.\n")
  }

  /// What a person who looks at the document does not see is not said.
  @Test func whatIsDeletedHiddenOrSaidTwiceIsLeftOut() throws {
    let bytes = Self.word(
      "<w:p><w:r><w:t>kept</w:t></w:r><w:del><w:r><w:delText>deleted</w:delText></w:r></w:del>"
        + "<w:moveFrom><w:r><w:t>moved away</w:t></w:r></w:moveFrom><w:ins><w:r><w:t>, added</w:t></w:r></w:ins>"
        + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>, seen</w:t></w:r>"
        + "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
        + "<mc:AlternateContent><mc:Choice>" + Self.paragraph("box") + "</mc:Choice><mc:Fallback>" + Self.paragraph("box")
        + "</mc:Fallback></mc:AlternateContent>")
    #expect(try OfficeText.read(bytes) == "kept, added, seen\nbox\n")
  }

  @Test func openDocumentTextIsReadTheSameWay() throws {
    let bytes = Self.open(
      "<text:tracked-changes><text:changed-region><text:deletion><text:p>deleted</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        + "<text:h>TITLE: One</text:h><text:p/>\n   <text:p>THABO:<text:s text:c=\"2\"/>Why\n   <text:span>so</text:span>?"
        + "<office:annotation><text:p>a comment</text:p></office:annotation><text:line-break/>LERATO:<text:tab/>So.</text:p>")
    #expect(try OfficeText.read(bytes) == "TITLE: One\n\nTHABO:  Why so?\nLERATO:\tSo.\n")
  }

  @Test func whatIsNoTextIsRefused() {
    #expect(trouble(Array("TITLE: One".utf8)) == .noText)
    #expect(trouble(Zip.stored([("xl/workbook.xml", Array("<workbook/>".utf8))])) == .spreadsheet)
    #expect(trouble(Zip.stored([("a.txt", [1])])) == .noText)
    let table = Self.open("").map { $0 }
    #expect(trouble(table) == nil)
    let locked = Self.open(
      "", more: [("META-INF/manifest.xml", "<manifest:manifest><manifest:encryption-data/></manifest:manifest>")])
    #expect(trouble(locked) == .locked)
    let broken = Self.word("<w:p>")
    guard case .damaged = trouble(broken) else {
      Issue.record("\(String(describing: trouble(broken)))")
      return
    }
  }

  /// A billion laughs, a file of the machine, and a text that lies somewhere else.
  @Test func nothingIsFetchedAndNothingMultiplied() {
    let laughs = "<!DOCTYPE w [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
    let file = "<!DOCTYPE w [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"
    let elsewhere = "<!DOCTYPE w SYSTEM \"http://127.0.0.1:1/x.dtd\">"
    for head in [laughs, file, elsewhere] {
      #expect(trouble(Self.word(Self.paragraph("&a;"), head: head)) == .reachesOut(detail: "it has a document type of its own"))
    }
    #expect(trouble(Self.word("<w:altChunk/>")) == .reachesOut(detail: "altChunk"))
    #expect(
      trouble(Self.open("<text:section><text:section-source xlink:href=\"../other.odt\"/></text:section>"))
        == .reachesOut(detail: "section-source"))
  }

  @Test func sizeAndDepthAreBounded() {
    let long = Self.word(String(repeating: Self.paragraph(String(repeating: "a", count: 10_000)), count: 110))
    #expect(trouble(long) == .tooLong(limit: OfficeText.longest))
    let deep = Self.word(String(repeating: "<w:x>", count: 100_000))
    guard case .damaged = trouble(deep) else {
      Issue.record("\(String(describing: trouble(deep)))")
      return
    }
  }

  @Test func noBytesBringItDown() {
    let whole = Self.word(Self.paragraph("TITLE: One") + Self.paragraph("THABO: Why?"))
    var dice = Dice(state: 5)
    for _ in 0..<2000 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &dice) {
        bytes[Int.random(in: bytes.indices, using: &dice)] = UInt8.random(in: 0...255, using: &dice)
      }
      _ = trouble(bytes)
    }
  }
}
