import Documents
import Production
import Testing
import Zips

@Suite struct BookReadingTests {
  private static let container =
    "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles><rootfile full-path='OPS/book.opf'/></rootfiles></container>"

  private static func package(_ extra: String = "", spine: [String] = ["cover", "one", "two"]) -> String {
    """
    <?xml version='1.0'?><package xmlns='http://www.idpf.org/2007/opf'><metadata xmlns:dc='http://purl.org/dc/elements/1.1/'>
    <dc:title>The Sea</dc:title><dc:language>en</dc:language></metadata><manifest>
    <item id='cover' href='cover.xhtml' media-type='application/xhtml+xml'/><item id='one' href='text/one%20a.xhtml' media-type='application/xhtml+xml'/>
    <item id='two' href='text/two.xhtml' media-type='application/xhtml+xml'/><item id='toc' href='toc.ncx' media-type='application/x-dtbncx+xml'/>
    <item id='away' href='../../secret.xhtml' media-type='application/xhtml+xml'/></manifest>
    <spine toc='toc'>\(spine.map { "<itemref idref='\($0)'/>" }.joined())</spine>
    <guide><reference type='cover' href='cover.xhtml'/></guide>\(extra)</package>
    """
  }

  private static let contents = """
    <!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd"><ncx><navMap>
    <navPoint><navLabel><text>Ebb</text></navLabel><content src='text/one%20a.xhtml#start'/></navPoint></navMap></ncx>
    """

  /// The chapters lie in the archive in another order than in the book.
  private static func book(package: String = package(), _ more: [(String, String)] = []) -> [UInt8] {
    let parts = [
      ("mimetype", "application/epub+zip"), ("META-INF/container.xml", container), ("OPS/book.opf", package),
      ("OPS/toc.ncx", contents),
      ("OPS/text/two.xhtml", "<html><head><title/></head><body><h1>Flood</h1><p>The water comes.</p></body></html>"),
      ("OPS/text/one a.xhtml", "<html><body><p>The water <em>goes</em>.</p></body></html>"),
      ("OPS/cover.xhtml", "<html><body><p>Cover of the book</p></body></html>"), ("secret.xhtml", "<p>Secret.</p>"),
    ]
    return Zip.stored((parts + more).map { ($0.0, Array($0.1.utf8)) })
  }

  @Test func chaptersAreReadInTheirOrderAndNamed() throws {
    var told: [Double] = []
    let document = try StructuredDocument.read(.bytes(Self.book()), kind: .epub) { told.append($0) }
    #expect(document.title == "The Sea")
    #expect(document.language == "en")
    #expect(
      document.blocks.map(\.content) == [
        .heading(level: 2, text: "Ebb"), .paragraph(text: "The water goes."), .heading(level: 1, text: "Flood"),
        .paragraph(text: "The water comes."),
      ])
    #expect(told.last == 1)
  }

  @Test func whatLeadsOutOfTheBookIsNotFollowed() throws {
    let document = try StructuredDocument.read(Self.book(package: Self.package(spine: ["away", "two"])), kind: .epub)
    #expect(document.blocks.count == 2)
  }

  @Test func aLockedBookSaysSo() throws {
    func lock(_ place: String) -> [(String, String)] {
      [
        (
          "META-INF/encryption.xml",
          "<encryption><EncryptedData><CipherData><CipherReference URI='\(place)'/></CipherData></EncryptedData></encryption>"
        )
      ]
    }
    let trouble = #expect(throws: DocumentTrouble.self) {
      try StructuredDocument.read(Self.book(lock("OPS/text/two.xhtml")), kind: .epub)
    }
    #expect(trouble == .book(.locked))
    #expect(trouble?.refusal.sentence.contains("locked") == true)
    #expect(try StructuredDocument.read(Self.book(lock("OPS/font.otf")), kind: .epub).blocks.count == 4)
  }

  @Test(arguments: [
    "<package/>", "<!DOCTYPE p [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><package>&b;</package>", "not markup",
    "<package><manifest><item",
  ])
  func aBookWithoutItsListSaysSo(package: String) throws {
    let trouble = #expect(throws: DocumentTrouble.self) {
      try StructuredDocument.read(Self.book(package: package), kind: .epub)
    }
    guard case .book(.damaged) = trouble else {
      Issue.record("\(String(describing: trouble))")
      return
    }
  }
}
