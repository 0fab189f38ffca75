import Documents
import Production
import Testing

@Suite struct HtmlReadingTests {
  static func read(_ text: String) throws -> StructuredDocument { try StructuredDocument.read(Array(text.utf8), kind: .html) }

  @Test func everyKindOfBlockIsReadInItsOrder() throws {
    let document = try Self.read(
      """
      <!DOCTYPE html><html lang=en-GB><head><title>Coffee | The Roastery</title><style>p { color: red }</style>
      <script>document.write("<p>no</p>")</script></head>
      <body><h1>Coffee</h1>
      <p>A <b>light roast</b> keeps
      more&nbsp;caffeine&#32;than a <a href="https://example.org/roast">dark one</a>.<sup><a href="#n1">1</a></sup>
      <p>Two lines<br>of one.<br><br>Another.
      <ol><li>Grind the beans.<li>Pour the water:<ul><li>slowly<li>from above</ul></ol>
      <dl><dt>Crema</dt><dd>The foam on top.</dd><dt>Grind:<dd>How fine it is.</dl>
      <blockquote><p>Patience is a spice.</p></blockquote>
      <table><tr><th colspan=2>Roast<th>Minutes<tr><td>light<td>or so<td>9</table>
      <pre><code>brew --now
        --strong</code></pre>
      <noscript>Please switch scripts on.</noscript><p hidden>Not now.</p><p style="display: none">Nor this.</p>
      <svg><text>Drawn</text></svg><select><option>One</select><button>Buy</button>
      """)
    #expect(document.title == "Coffee")
    #expect(document.language == "en-GB")
    #expect(
      document.blocks.map(\.content) == [
        .heading(level: 1, text: "Coffee"), .paragraph(text: "A light roast keeps more caffeine than a dark one."),
        .paragraph(text: "Two lines of one."), .paragraph(text: "Another."),
        .list(items: ["Grind the beans.", "Pour the water:", "slowly", "from above"], ordered: true),
        .list(items: ["Crema: The foam on top.", "Grind: How fine it is."], ordered: false),
        .quote(text: "Patience is a spice."), .table(rows: [["Roast", "", "Minutes"], ["light", "or so", "9"]]),
        .code(text: "brew --now\n  --strong"),
      ])
    #expect(document.blocks[1].emphasised == ["light roast", "dark one"])
    #expect(document.blocks[1].links == [.init(words: "dark one", target: "https://example.org/roast")])
  }

  private static let prose = String(
    repeating: "The tide rises twice a day, because the moon pulls the sea, and the earth turns below it. ", count: 6)

  @Test func whatStandsAroundAnArticleFallsAway() throws {
    let menu = (1...12).map { "<li><a href='/\($0)'>Section \($0)</a></li>" }.joined()
    let document = try Self.read(
      """
      <title>Tides - The Daily Sea</title><body><div class="cookie-banner"><p>We value your privacy, really.</p><button>OK</button></div>
      <header><a href=/>The Daily Sea</a></header><nav><ul>\(menu)</ul></nav>
      <div id=content><h1>Why tides rise</h1><p>\(Self.prose)</p><p>\(Self.prose)</p>
      <div class="related-posts"><h3>More</h3><ul>\(menu)</ul></div><p>\(Self.prose)</p></div>
      <ul>\(menu)</ul><footer><p>Copyright, all rights reserved.</p></footer>
      """)
    #expect(document.title == "Why tides rise")
    let text = Self.prose.trimmedOfBlanks
    #expect(
      document.blocks.map(\.content) == [
        .heading(level: 1, text: "Why tides rise"), .paragraph(text: text), .paragraph(text: text), .paragraph(text: text),
      ])
  }

  @Test func aShortPageOfFactsIsNotEmptied() throws {
    let document = try Self.read(
      "<title>Opening hours</title><div class=sidebar><p>Open from 9 to 5.</p><p>Closed on Sundays.</p></div>")
    #expect(document.title == "Opening hours")
    #expect(
      document.blocks.map(\.content) == [.paragraph(text: "Open from 9 to 5."), .paragraph(text: "Closed on Sundays.")])
  }

  @Test func aTableThatOnlyPlacesTheTextIsNoTable() throws {
    let document = try Self.read(
      "<table width=100%><tr><td><h2>Left</h2><p>\(Self.prose)</td><td><h2>Right</h2><p>\(Self.prose)</td></tr></table>")
    #expect(document.blocks.count == 4)
    #expect(document.blocks[2].content == .heading(level: 2, text: "Right"))
  }

  @Test func listsOfWordAreLists() throws {
    let document = try Self.read(
      """
      <p class=MsoTitle>Care<o:p></o:p></p><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]>
      <span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span><![endif]>Wash it.</p>
      <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.</span>Dry it.</p><p>Done.</p>
      """)
    #expect(
      document.blocks.map(\.content) == [
        .heading(level: 1, text: "Care"), .list(items: ["Wash it.", "Dry it."], ordered: true), .paragraph(text: "Done."),
      ])
  }

  @Test(arguments: ["<meta charset=windows-1251>", "<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>"])
  func aPageSaysHowItIsSpelled(meta: String) throws {
    let words: [UInt8] = [0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2, 0x2C, 0x20, 0xEC, 0xE8, 0xF0]
    let document = try StructuredDocument.read(Array("\(meta)<p>".utf8) + words, kind: .html)
    #expect(document.blocks.map(\.content) == [.paragraph(text: "Привет, мир")])
  }

  /// One wide row does not make forty thousand others as wide.
  @Test func aTableIsNoWiderThanItsCells() throws {
    let wide = "<tr><th>" + String(repeating: "x<td>", count: 999) + "last"
    let page = "<table>\(wide)\(String(repeating: "<tr><td colspan=1000>y", count: 40_000))</table>"
    #expect(try Self.read(page).blocks.count == 41_000)
  }

  @Test(.timeLimit(.minutes(10))) func whateverAPageHoldsItEndsSoon() throws {
    let many = 25_000
    let pages = [
      String(repeating: "<div>", count: many) + "Deep.", String(repeating: "<b><p>", count: many) + "Crossed.",
      "<p " + (0..<many).map { "a\($0)=1 " }.joined() + ">Words.", "<p>Text " + String(repeating: "</span>", count: many),
      String(repeating: "<table><tr><td>", count: many) + "Cell.", "<p>Before <!-- " + String(repeating: "<!--", count: many),
      String(repeating: "<ul><li>", count: many) + "Item.", "<p>And " + String(repeating: "&amp", count: many),
      "<p>Open <a href='" + String(repeating: "x", count: many), "<title>" + String(repeating: "<p>", count: many) + "Said.",
      String(repeating: "<title>x", count: many) + "<p>Said.",
      String(repeating: "<textarea>x", count: many) + "</textarea><p>Said.",
      "<table><tr><td>" + String(repeating: " <p>", count: many) + "Cell.",
      "<ul><li>" + String(repeating: " <div></div>", count: many) + "Item.",
      "<h1>" + String(repeating: "<img alt=a>", count: many) + "</h1><p>Said.",
      String(repeating: "<main itemprop=articleBody>x</main>", count: many),
    ]
    for page in pages {
      let document = try Self.read(page)
      #expect(!document.blocks.isEmpty)
    }
  }

  @Test func aPageOfMoreThanAnyoneReadsIsRefused() {
    let trouble = #expect(throws: DocumentTrouble.self) { try Self.read(String(repeating: "<p>x", count: 900_000)) }
    #expect(trouble == .tooManyParts(limit: DocumentBounds.blocks))
  }
}
