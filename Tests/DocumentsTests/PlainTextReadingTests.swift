import Documents
import Production
import Testing

@Suite struct PlainTextReadingTests {
  static func read(_ text: String) throws -> StructuredDocument {
    try StructuredDocument.read(Array(text.utf8), kind: .plainText)
  }

  @Test func shapesBecomeStructure() throws {
    let document = try Self.read(
      """
      The care of bicycles

      A bicycle that is looked after lasts for decades. Most of the work needs
      no tools at all, and an hour a month is enough.

      CLEANING
      Use a soft brush and warm water. Never point a hose at the bearings, for
      water creeps in and the grease goes out.

      What you need
      -------------
      - a soft brush
      - chain oil,
        made for bicycles
      • a rag

      1. Wash the frame.
      2) Dry it.

      Price: 12 euros
      Weight: 300 g

      3. Storage

      Keep it dry.
      """)
    #expect(document.title == "The care of bicycles")
    #expect(
      document.blocks.map(\.content) == [
        .heading(level: 1, text: "The care of bicycles"),
        .paragraph(
          text:
            "A bicycle that is looked after lasts for decades. Most of the work needs no tools at all, and an hour a month is enough."
        ),
        .heading(level: 2, text: "CLEANING"),
        .paragraph(
          text:
            "Use a soft brush and warm water. Never point a hose at the bearings, for water creeps in and the grease goes out."
        ),
        .heading(level: 2, text: "What you need"),
        .list(items: ["a soft brush", "chain oil, made for bicycles", "a rag"], ordered: false),
        .list(items: ["Wash the frame.", "Dry it."], ordered: true),
        .list(items: ["Price: 12 euros", "Weight: 300 g"], ordered: false),
        .heading(level: 2, text: "Storage"),
        .paragraph(text: "Keep it dry."),
      ])
  }

  @Test func eachLongLineIsAParagraph() throws {
    let first = String(repeating: "This line was never wrapped by anyone. ", count: 5)
    let second = String(repeating: "The next one is a paragraph too. ", count: 5)
    let document = try Self.read(first + "\n" + second)
    #expect(
      document.blocks.map(\.content) == [.paragraph(text: String(first.dropLast())), .paragraph(text: String(second.dropLast()))])
  }

  @Test func shortLinesWithoutMarksAreAList() throws {
    #expect(
      try Self.read("Milk\nEggs\nBrown bread\n").blocks.map(\.content) == [
        .list(items: ["Milk", "Eggs", "Brown bread"], ordered: false)
      ])
  }

  @Test func aSingleSentenceIsAParagraph() throws {
    let document = try Self.read("Water boils at 100 degrees.")
    #expect(document == StructuredDocument(title: nil, blocks: [.init(.paragraph(text: "Water boils at 100 degrees."))]))
  }

  @Test func markdownThatWasSavedAsTextIsMarkdown() throws {
    let document = try Self.read("# Tea\n\nTea is a drink.\n\n## Green tea\n\nIt is not fermented.")
    #expect(document.title == "Tea")
    #expect(document.blocks.count == 4)
  }

  @Test(arguments: [TextEncoding.utf8, .utf16LittleEndian, .utf16BigEndian, .windows1252])
  func everyEditorsEncodingIsRead(encoding: TextEncoding) throws {
    let text = "Über Käse\r\n\r\nKäse ist “gereifte” Milch – für 3 € das Stück.\r\n"
    var files = [encoding.encode(text)]
    if encoding != .windows1252 { files.append(encoding.encode("\u{FEFF}" + text)) }
    for file in files {
      let document = try StructuredDocument.read(file, kind: .plainText)
      #expect(document.title == "Über Käse")
      #expect(document.blocks.last?.content == .paragraph(text: "Käse ist “gereifte” Milch – für 3 € das Stück."))
    }
  }

  @Test func oneBrokenByteDoesNotSpoilTheOthers() throws {
    let text = Array("Käse, Öl und Brötchen für Jürgen.".utf8) + [0xFF] + Array(" Schön.".utf8)
    let document = try StructuredDocument.read(text, kind: .plainText)
    #expect(document.blocks.map(\.content) == [.paragraph(text: "Käse, Öl und Brötchen für Jürgen. Schön.")])
  }
}
