import Documents
import FoundationEssentials
import Production
import Testing

/// PDFs that cannot be read, or that somebody made so that reading them hurts.
@Suite struct PDFTroubleTests {
  private func trouble(_ bytes: [UInt8]) -> DocumentTrouble? {
    do {
      _ = try StructuredDocument.read(bytes, kind: .pdf)
      return nil
    } catch {
      return error
    }
  }

  private func trouble(_ pdf: TestPDF) -> DocumentTrouble? { trouble(pdf.bytes()) }

  private static func fixture(_ name: String) throws -> [UInt8] {
    let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
    return Array(try Data(contentsOf: URL(filePath: "/\(folder)/Fixtures/\(name)")))
  }

  private static let words = TestPDF(pages: [[.init(72, 100, "Some words that can be read.")]])

  @Test func aPasswordThatOneNeedsIsTold() throws {
    #expect(trouble(try Self.fixture("locked.pdf")) == .locked)
    #expect(DocumentTrouble.locked.refusal.sentence.contains("password"))
  }

  /// Such a one only forbids what its owner does not want, and every program shows it.
  @Test func aPasswordThatOneDoesNotNeedIsNot() throws {
    let document = try StructuredDocument.read(try Self.fixture("owner-password.pdf"), kind: .pdf)
    #expect(document.blocks.map(\.content) == [.paragraph(text: "Some words that can be read.")])
  }

  @Test func whatIsNoPDFIsTold() {
    for bytes in [Array("Only words.".utf8), Array("%PDF-1.7\n".utf8), [UInt8](repeating: 0, count: 5000)] {
      guard case .damaged = trouble(bytes) else {
        Issue.record("\(bytes.prefix(20)) was taken for a PDF")
        continue
      }
    }
    let bytes = Self.words.bytes()
    guard case .damaged = trouble(Array(bytes.prefix(200))) else {
      Issue.record("a cut file was taken for a whole one")
      return
    }
  }

  @Test func aTableOfPlacesThatIsWrongIsMended() throws {
    var text = String(decoding: Self.words.bytes(), as: UTF8.self)
    text.replace("startxref\n", with: "startxref\n9")
    #expect(try StructuredDocument.read(Array(text.utf8), kind: .pdf).blocks.count == 1)
  }

  @Test func whatHasNoTextSaysWhy() {
    #expect(trouble(TestPDF(pages: [[]])) == .empty)

    var scan = TestPDF(pages: [[], []])
    scan.drawing = "q 612 0 0 792 0 0 cm /Im0 Do Q"
    scan.resources = "/XObject << /Im0 100 0 R >>"
    let picture = "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
    scan.objects = [(100, picture + "\nstream\n0\nendstream")]
    #expect(trouble(scan) == .scan)
    #expect(DocumentTrouble.scan.refusal.wayOut.contains("OCR"))

    var form = TestPDF(pages: [
      [.init(72, 100, "Please wait... If this message is not eventually replaced, the viewer is too old.")]
    ])
    form.catalog = "/AcroForm << /Fields [] /XFA 100 0 R >>"
    form.objects = [(100, TestPDF.stream("<xdp/>"))]
    #expect(trouble(form) == .form)

    var folder = TestPDF(pages: [[]])
    folder.catalog = "/Names << /EmbeddedFiles << /Names [(a.txt) 100 0 R] >> >>"
    folder.objects = [(100, "<< /Type /Filespec /F (a.txt) /EF << /F 101 0 R >> >>"), (101, TestPDF.stream("words"))]
    #expect(trouble(folder) == .attachments)
  }

  @Test func lettersThatNoFontNamesAreTold() {
    var pdf = TestPDF(pages: [[]])
    pdf.resources = ""
    pdf.drawing =
      "BT /F9 12 Tf 72 700 Td <000100020003000400050006000700080009000A000B000C000D000E000F00100011001200130014> Tj ET"
    pdf.page = "/Resources << /Font << /F9 100 0 R >> >>"
    pdf.objects = [
      (100, "<< /Type /Font /Subtype /Type0 /BaseFont /Any /Encoding /Identity-H /DescendantFonts [101 0 R] >>"),
      (
        101,
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Any /DW 500 "
          + "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
      ),
    ]
    // The first of two entries of one name holds.
    let text = String(decoding: pdf.bytes(), as: UTF8.self).replacing("/Resources << /Font << /F1", with: "/Was << /Font << /F1")
    #expect(trouble(Array(text.utf8)) == .unknownLetters)
  }

  @Test(.timeLimit(.minutes(10))) func thousandsOfEmptyPagesAreCheap() {
    #expect(trouble(TestPDF(pages: [[TestPDF.Run]](repeating: [], count: 3000))) == .empty)
  }

  @Test func aTreeOfPagesInItselfEnds() {
    var text = String(decoding: Self.words.bytes(), as: UTF8.self)
    text.replace("/Kids [10 0 R]", with: "/Kids [2 0 R ]")
    #expect(trouble(Array(text.utf8)) != nil)
  }

  /// A page that draws itself, over and over.
  @Test func aFormThatHoldsItselfEnds() throws {
    var pdf = Self.words
    pdf.drawing = "/Fm0 Do"
    pdf.resources = "/XObject << /Fm0 100 0 R >>"
    let form = "q /Fm0 Do /Fm0 Do Q"
    pdf.objects = [
      (
        100,
        "<< /Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /XObject << /Fm0 100 0 R >> >> "
          + "/Length \(form.utf8.count) >>\nstream\n\(form)\nendstream"
      )
    ]
    #expect(try StructuredDocument.read(pdf.bytes(), kind: .pdf).blocks.count == 1)
  }

  @Test func aDeepNestIsNoTrap() {
    var pdf = Self.words
    pdf.catalog = "/Deep " + String(repeating: "[", count: 20_000) + String(repeating: "]", count: 20_000)
    _ = trouble(pdf)
  }

  /// One small part, named again and again: each time it is drawn anew.
  @Test func aBombInPartsIsOneToo() {
    var pdf = Self.words
    pdf.objects = [(100, TestPDF.stream(String(repeating: " ", count: 80_000)))]
    var text = String(decoding: pdf.bytes(), as: UTF8.self)
    text.replace("/Contents 11 0 R", with: "/Contents [\(String(repeating: "100 0 R ", count: 2000))]")
    #expect(trouble(Array(text.utf8)) == .tooComplicated)
  }

  /// What a page holds beyond the letters of any page is not read, and that is told.
  @Test func aPageThatIsCutIsTold() throws {
    let line = String(repeating: "many words are said here ", count: 40)
    let full = (0..<200).map { TestPDF.Run(72, 40 + Double($0) * 3.5, line, size: 0.6) }
    let document = try StructuredDocument.read(TestPDF(pages: [full, [.init(72, 100, "Some words.")]]).bytes(), kind: .pdf)
    #expect(document.cutPages == 1)
    #expect(try StructuredDocument.read(Self.words.bytes(), kind: .pdf).cutPages == nil)
  }

  /// A thousand million blanks, packed twice into a few thousand bytes.
  @Test func aBombIsNotUnpackedToItsEnd() throws {
    let found = trouble(try Self.fixture("bomb.pdf"))
    #expect(found == .tooComplicated)
  }
}
