import Production
import Rig
import Testing
import Zips

/// Office documents from their drop on, read by the real worker.
@Suite(.timeLimit(.minutes(10))) struct OfficeDropTests {
  private static let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

  private static func document(_ paragraphs: [String]) -> [UInt8] {
    let body = paragraphs.enumerated().map { index, text in
      let style = index == 0 ? "<w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr>" : ""
      return "<w:p>\(style)<w:r><w:t>\(text)</w:t></w:r></w:p>"
    }.joined()
    return Zip.stored([
      ("[Content_Types].xml", Array("<Types/>".utf8)),
      ("word/document.xml", Array("<w:document xmlns:w=\"\(word)\"><w:body>\(body)</w:body></w:document>".utf8)),
    ])
  }

  @Test func aWordDocumentBecomesAScript() async throws {
    let rig = try Rig()
    try rig.configure()
    try await rig.start()
    let bytes = Self.document(["Why tides rise", "The moon pulls the water of the sea. The water rises twice a day."])
    try rig.write(bytes, to: "acme/inbox/tides.docx")
    try await rig.wait(for: "tides", toBe: .draft)
    try await rig.wait("the script") { rig.exists("acme/review/tides/script.txt") }
    let script = try rig.read("acme/review/tides/script.txt")
    #expect(script.contains("TITLE: Why tides rise") && script.contains("moon"), "\(script)")
    try await rig.stop()
  }

  @Test func whatCannotBeReadComesBackWithAReason() async throws {
    let rig = try Rig()
    try rig.configure()
    try await rig.start()
    let wrapped: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 600)
    let secret =
      wrapped + "EncryptedPackage".utf8.flatMap { letter -> [UInt8] in [letter, 0] } + [UInt8](repeating: 0, count: 100)
    let table = Zip.stored([("[Content_Types].xml", Array("<Types/>".utf8)), ("xl/workbook.xml", Array("<workbook/>".utf8))])
    let drops: [(name: String, ending: String, bytes: [UInt8], why: String)] = [
      ("secret", "docx", secret, "locked with a password"), ("letter", "doc", wrapped, "before 2007"),
      ("table", "xlsx", table, "spreadsheet"), ("sums", "docx", table, "spreadsheet"),
      ("pictures", "docx", Self.document(["", ""]), "There is no text in it."),
      (
        "broken", "docx", Zip.stored([("word/document.xml", Array("<w:document xmlns:w=\"\(Self.word)\"><w:body>".utf8))]),
        "damaged"
      ),
    ]
    for drop in drops { try rig.write(drop.bytes, to: "acme/inbox/\(drop.name).\(drop.ending)") }
    for drop in drops {
      try await rig.wait("\(drop.name) to come back") { rig.isReturned("acme/failed/\(drop.name)") }
      let why = try rig.read("acme/failed/\(drop.name)/WHY.txt")
      #expect(why.contains(drop.why), "\(why)")
      #expect(try rig.bytes("acme/failed/\(drop.name)/\(drop.name).\(drop.ending)") == drop.bytes)
    }
    #expect(try await rig.run("verify").code == 0)
  }
}
