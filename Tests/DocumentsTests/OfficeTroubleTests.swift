import Documents
import Production
import Testing
import Zips

private typealias F = OfficeFile

/// What is broken, locked, another thing, or made to do harm.
@Suite struct OfficeTroubleTests {
  private static func compound(_ stream: String) -> [UInt8] {
    let name: [UInt8] = stream.utf8.flatMap { letter -> [UInt8] in [letter, 0] }
    return [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 1000) + name
      + [UInt8](repeating: 0, count: 500)
  }

  @Test func whatItIsInsteadIsSaid() {
    #expect(StructuredDocument.trouble(Self.compound("EncryptedPackage")) == .office(.locked))
    #expect(StructuredDocument.trouble(Self.compound("WordDocument")) == .office(.old))
    #expect(StructuredDocument.trouble(Self.compound("")) == .office(.locked))
    #expect(StructuredDocument.trouble(F.zip([("xl/workbook.xml", "<workbook/>")])) == .office(.spreadsheet))
    #expect(StructuredDocument.trouble(F.open("", kind: "spreadsheet"), .odt) == .office(.spreadsheet))
    #expect(StructuredDocument.trouble(F.open("", kind: "drawing"), .odt) == .office(.drawing))
    #expect(StructuredDocument.trouble(F.zip([("a.txt", "text")])) == .office(.noText))
    #expect(StructuredDocument.trouble(Array("just text".utf8)) == .office(.noText))
    let locked = F.open("", more: [("META-INF/manifest.xml", "<m:manifest><m:encryption-data/></m:manifest>")])
    #expect(StructuredDocument.trouble(locked, .odt) == .office(.locked))
    #expect(StructuredDocument.trouble(F.word("<w:p><w:r><w:pict/></w:r></w:p>")) == .empty)
    #expect(StructuredDocument.trouble(F.word("")) == .empty)
    #expect(DocumentTrouble.office(.locked).refusal.sentence == "It is locked with a password.")
  }

  /// A slide show under the name of a text is read as what it is.
  @Test func theContentHasTheLastWord() throws {
    #expect(try StructuredDocument.office(F.slides([(F.shape("A slide."), nil, false)]), .docx).sketch == ["A slide."])
    #expect(try StructuredDocument.office(F.open("<text:p>A text.</text:p>"), .docx).sketch == ["A text."])
  }

  @Test(arguments: [1, 30, 100, 400, 900])
  func aCutFileIsSaidToBeCut(kept: Int) {
    let whole = F.word(F.paragraph("Text."))
    guard case .office = StructuredDocument.trouble(Array(whole.prefix(kept))) else {
      Issue.record("\(kept) bytes were read")
      return
    }
  }

  /// A billion laughs, a file of this machine, and parts that lie outside of the package.
  @Test func nothingIsFetchedAndNothingMultiplied() throws {
    for head in [
      "<!DOCTYPE w [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]>", "<!DOCTYPE w [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>",
      "<!DOCTYPE w SYSTEM \"http://127.0.0.1:1/x.dtd\">",
    ] {
      let body =
        "\(head)<w:document xmlns:w=\"\(F.wordSpace)\"><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
      #expect(
        StructuredDocument.trouble(F.zip([("word/document.xml", body)]))
          == .office(.reachesOut(detail: "it has a document type of its own")))
    }
    let outside: [(String, String, String)] = [
      ("o", "styles", "http://127.0.0.1:1/styles.xml"), ("p", "footnotes", "../../../etc/passwd"),
      ("q", "numbering", "..\\..\\x"),
    ]
    #expect(try StructuredDocument.office(F.word(F.paragraph("Text."), links: outside)).sketch == ["Text."])
    #expect(try StructuredDocument.office(F.word("<w:altChunk r:id=\"q\"/>" + F.paragraph("Text."))).sketch == ["Text."])
    #expect(StructuredDocument.trouble(F.word("<w:altChunk r:id=\"q\"/>")) == .office(.reachesOut(detail: "altChunk")))
  }

  @Test func depthAndLengthHaveAnEnd() {
    let deep = F.word(String(repeating: "<w:tbl><w:tr><w:tc>", count: 10_000))
    guard case .office(.damaged) = StructuredDocument.trouble(deep) else {
      Issue.record("\(String(describing: StructuredDocument.trouble(deep)))")
      return
    }
    #expect(StructuredDocument.trouble(F.word(String(repeating: "<w:p/>", count: 50_000))) == .empty)
    let long = F.word(String(repeating: F.paragraph(String(repeating: "long ", count: 20_000)), count: 100))
    #expect(StructuredDocument.trouble(long) == .office(.tooLong(limit: DocumentBounds.bytes)))
    let many = F.word(String(repeating: F.paragraph("x"), count: DocumentBounds.blocks + 1))
    #expect(StructuredDocument.trouble(many) == .office(.tooLong(limit: DocumentBounds.bytes)))
    let fields = F.word(
      "<w:p>" + String(repeating: "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>", count: 20_000) + "</w:p>"
        + F.paragraph("Text."))
    #expect(StructuredDocument.trouble(fields) == nil)
  }

  /// What is packed to fill a disk is only listed; a picture that packs well is none of it.
  @Test func aBombIsNotUnpacked() {
    var bomb = Zip.Part("word/document.xml", [UInt8](repeating: 0, count: 1000))
    bomb.method = 8
    bomb.claimedSize = 2 << 30
    #expect(StructuredDocument.trouble(Zip.made([bomb])) == .office(.tooMuchMarkup(limit: 256 << 20)))
    bomb.name = Array("word/media/image1.bmp".utf8)
    let document = "<w:document xmlns:w=\"\(F.wordSpace)\"><w:body>\(F.paragraph("Text."))</w:body></w:document>"
    #expect(StructuredDocument.trouble(Zip.made([Zip.Part("word/document.xml", Array(document.utf8)), bomb])) == nil)
  }

  /// Parts where no program puts them, and numbers that no machine reckons with.
  @Test func oddButWholeFilesAreRead() throws {
    let word = [
      "<w:p><w:r><w:rPr><w:sdt/></w:rPr><w:t>Text.</w:t></w:r></w:p>",
      "<w:p><w:pPr><w:sdt/></w:pPr><w:r><w:t>Text.</w:t></w:r></w:p>",
      F.paragraph("Text.", "<w:sz w:val=\"9223372036854775807\"/>"),
      "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"-9223372036854775808\"/></w:tcPr>\(F.paragraph("Text."))</w:tc></w:tr></w:tbl>",
    ]
    for body in word { #expect(try StructuredDocument.office(F.word(body)).sketch == ["Text."]) }
    let inner = "<text:span><office:styles/></text:span><text:list><office:styles/></text:list><text:p><office:styles/></text:p>"
    let level =
      "<text:list-style style:name=\"a\"><text:list-level-style-number text:level=\"-9223372036854775808\"/></text:list-style>"
    let open = F.open("<text:p>Text.</text:p>", automatic: inner + level)
    #expect(try StructuredDocument.office(open, .odt).sketch == ["Text."])
    let far = "<a:off x=\"-9223372036854775808\" y=\"9223372036854775807\"/>"
    let group = "<p:grpSp><p:grpSpPr><a:xfrm>\(far)<a:chOff x=\"9223372036854775807\" y=\"1\"/></a:xfrm></p:grpSpPr>"
    let slide = group + group + F.shape("Text.", at: (-9_223_372_036_854_775_808, 0)) + "</p:grpSp></p:grpSp>"
    #expect(try StructuredDocument.office(F.slides([(slide, nil, false)]), .pptx).sketch == ["Text."])
  }

  @Test func noBytesBringItDown() {
    let wholes: [([UInt8], DropKind)] = [
      (
        F.word(
          F.item("one", list: 1) + "<w:tbl><w:tr><w:tc>" + F.paragraph("a") + "</w:tc></w:tr></w:tbl>",
          styles: F.style("a", "heading 1")), .docx
      ),
      (F.open("<text:list><text:list-item><text:p>x</text:p></text:list-item></text:list>"), .odt),
      (F.slides([(F.shape("a|b", kind: "body"), "notes", false)]), .pptx),
    ]
    var dice = Dice(state: 11)
    for (whole, kind) in wholes {
      for _ in 0..<250 {
        var bytes = whole
        for _ in 0..<Int.random(in: 1...4, using: &dice) {
          bytes[Int.random(in: bytes.indices, using: &dice)] = UInt8.random(in: 0...255, using: &dice)
        }
        _ = StructuredDocument.trouble(bytes, kind)
      }
    }
  }
}
