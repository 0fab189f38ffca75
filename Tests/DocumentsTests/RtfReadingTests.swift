import Documents
import Production
import Testing

@Suite struct RtfReadingTests {
  static func read(_ text: String) throws -> StructuredDocument { try StructuredDocument.read(Array(text.utf8), kind: .rtf) }

  @Test func whatWordWritesIsRead() throws {
    let document = try Self.read(
      #"""
      {\rtf1\ansi\ansicpg1252\uc1\deff0\deflang1031{\fonttbl{\f0\fnil\fcharset0 Calibri;}{\f1\fcharset2 Symbol;}{\f2\fcharset204 Arial;}}
      {\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s2 heading 2;}}
      {\info{\title Der Titel}{\author Niemand}}{\header\pard Kopf\par}
      \pard\plain\s1 Fahrr\'e4der\par
      \pard\plain\lang1031 Ein {\b gutes Rad} h\u228\'e4lt {\v versteckt }lange{\deleted  und alt}{\footnote Eine Fu\'dfnote.}.\line Wirklich.\par
      {\field{\*\fldinst{HYPERLINK "https://example.org"}}{\fldrslt{\ul die Seite}}}\par
      {\listtext\f1\'b7\tab}\pard\ls1 Kette\par {\listtext\f1\'b7\tab}Bremse\par
      \pard\s2 Preise\par
      \trowd\cellx100\cellx200\pard\intbl Teil\cell Euro\cell\row\trowd\cellx100\cellx200\pard\intbl Kette\cell 20\cell\row
      \pard {\f2\'cf\'f0\'e8\'e2\'e5\'f2} \u55357?\u56960?{\*\unknown hidden{\b more}}{\pict\bin5 }}}}}done\par}
      """#)
    #expect(document.title == "Der Titel")
    #expect(document.language == "de")
    #expect(
      document.blocks.map(\.content) == [
        .heading(level: 1, text: "Fahrräder"), .paragraph(text: "Ein gutes Rad hält lange. Wirklich."),
        .paragraph(text: "die Seite"), .list(items: ["Kette", "Bremse"], ordered: false), .heading(level: 2, text: "Preise"),
        .table(rows: [["Teil", "Euro"], ["Kette", "20"]]), .paragraph(text: "Привет 🚀"),
      ])
    #expect(document.blocks[1].emphasised == ["gutes Rad"])
    #expect(document.blocks[2].links == [.init(words: "die Seite", target: "https://example.org")])
  }

  @Test func boldShortLinesAreHeadingsWhereNoStyleSaysSo() throws {
    let document = try Self.read(
      #"{\rtf1\ansi\f0\fs24\b\fs36 Caring for tools\b0\fs24\par A clean tool lasts.\par\b Oil\b0\par Use a drop of it.\par}"#)
    #expect(
      document.blocks.map(\.content) == [
        .heading(level: 1, text: "Caring for tools"), .paragraph(text: "A clean tool lasts."), .heading(level: 2, text: "Oil"),
        .paragraph(text: "Use a drop of it."),
      ])
    #expect(document.title == "Caring for tools")
  }

  @Test func lettersOfTwoBytesArePutTogether() throws {
    let document = try Self.read(
      #"{\rtf1\ansi\ansicpg932{\fonttbl{\f0\fcharset128 MS Mincho;}}\f0\'83\'65\'83\'58\'83\'67\'82\'c5\'82\'b7\par}"#)
    #expect(document.blocks.map(\.content) == [.paragraph(text: "テストです")])
  }

  @Test func anOutlineBelowAllOthersIsNone() throws {
    let document = try Self.read(
      #"{\rtf1\ansi{\stylesheet{\s1\outlinelevel-7 Odd;}}\pard\outlinelevel-5 Some words.\par\pard\s1 And more.\par}"#)
    #expect(document.blocks.map(\.content) == [.paragraph(text: "Some words."), .paragraph(text: "And more.")])
  }

  @Test(.timeLimit(.minutes(10))) func whateverATextHoldsItEndsSoon() throws {
    let many = 200_000
    let texts = [
      "{\\rtf1 " + String(repeating: "{", count: many) + "Deep", "{\\rtf1 Before \\bin999999999999 after",
      "{\\rtf1 Text" + String(repeating: "\\u-1?", count: many), "{\\rtf1 Text" + String(repeating: "\\trowd\\cell", count: many),
      "{\\rtf1 Open {\\field{\\*\\fldinst{HYPERLINK \"" + String(repeating: "x", count: many),
      "{\\rtf1 Text\\uc99999999999\\u65 x",
      "{\\rtf1\\trowd\\intbl" + String(repeating: "\\~\\par", count: many) + " Text\\cell\\row",
    ]
    for text in texts { #expect(!(try Self.read(text)).blocks.isEmpty) }
  }
}
