import Documents
import Production
import Testing

@Suite struct MarkdownReadingTests {
  static func read(_ text: String) throws -> StructuredDocument {
    try StructuredDocument.read(Array(text.utf8), kind: .markdown)
  }

  @Test func whereLinksLeadIsKept() throws {
    let document = try Self.read("See [the *old* map](https://example.org/map), [below](#end) and <https://example.org>.")
    #expect(
      document.blocks.first?.links == [
        .init(words: "the old map", target: "https://example.org/map"),
        .init(words: "https://example.org", target: "https://example.org"),
      ])
  }

  @Test func everyKindOfBlockIsReadInItsOrder() throws {
    let document = try Self.read(
      """
      # Coffee

      A **light roast** keeps
      more `caffeine` than a [dark one](https://example.org/roast).

      ## Brewing
      1. Grind the beans.
      2. Pour the water:
         - slowly
         - from above

      > Patience is a spice.

      | Roast | Minutes |
      | --- | ---: |
      | light | 9 |
      | dark | 14 |

      ```sh
      brew --now
      ```
      ![A cup of coffee](cup.png)
      """)
    #expect(document.title == "Coffee")
    #expect(
      document.blocks.map(\.content) == [
        .heading(level: 1, text: "Coffee"),
        .paragraph(text: "A light roast keeps more caffeine than a dark one."),
        .heading(level: 2, text: "Brewing"),
        .list(items: ["Grind the beans.", "Pour the water:", "slowly", "from above"], ordered: true),
        .quote(text: "Patience is a spice."),
        .table(rows: [["Roast", "Minutes"], ["light", "9"], ["dark", "14"]]),
        .code(text: "brew --now\n"),
        .paragraph(text: "A cup of coffee"),
      ])
    #expect(document.blocks[1].emphasised == ["light roast", "caffeine", "dark one"])
  }

  @Test(arguments: [
    ("<script>alert(1)</script>\n\nText.", ["Text."]),
    ("Some <b>bold</b> text.<!-- hidden -->", ["Some bold text."]),
    ("It costs ~~50~~ 40 euros.", ["It costs 40 euros."]),
    ("A claim.[^1]\n\n[^1]: The source of it.", ["A claim."]),
    ("See https://example.org/a now.", ["See https://example.org/a now."]),
    ("Fish &amp; chips &copy; *us*.", ["Fish & chips © us."]),
    ("First\n\n---\n\nSecond", ["First", "Second"]),
  ])
  func whatIsNotTextIsLeftOut(text: String, paragraphs: [String]) throws {
    #expect(try Self.read(text).blocks.map(\.content) == paragraphs.map { .paragraph(text: $0) })
  }

  @Test func taskListsLoseTheirBoxes() throws {
    #expect(
      try Self.read("- [ ] Buy milk\n- [x] Sell eggs").blocks.map(\.content) == [
        .list(items: ["Buy milk", "Sell eggs"], ordered: false)
      ])
  }

  @Test func frontMatterNamesTheTitle() throws {
    let document = try Self.read("---\ntitle: \"Water: a primer\"\ntags: [a, b]\ndraft: false\n---\n# Other\n\nText.\n")
    #expect(document.title == "Water: a primer")
    #expect(document.blocks.map(\.content) == [.heading(level: 1, text: "Other"), .paragraph(text: "Text.")])
  }

  @Test func aRuleAtTheTopIsNoFrontMatter() throws {
    let document = try Self.read("---\nThis is a text.\n\nMore of it.\n\n---\nEnd.")
    #expect(document.title == nil)
    #expect(document.blocks.count == 3)
  }

  @Test func codeInAListFollowsTheList() throws {
    let document = try Self.read("- one\n\n      run me\n\n- two\n")
    #expect(document.blocks.map(\.content) == [.list(items: ["one", "two"], ordered: false), .code(text: "run me\n")])
  }

  @Test func aTableInAListStandsWhereItWasWritten() throws {
    let document = try Self.read("- one\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n\n- two\n")
    #expect(
      document.blocks.map(\.content) == [
        .list(items: ["one"], ordered: false), .table(rows: [["a", "b"], ["1", "2"]]), .list(items: ["two"], ordered: false),
      ])
  }

  @Test func whatIsStruckOutLeavesNoTermsBehind() throws {
    let document = try Self.read("It costs ~~*fifty* `EUR` [old](https://example.org)~~ 40 euros.")
    #expect(document.blocks == [.init(.paragraph(text: "It costs 40 euros."))])
  }

  @Test func hiddenCharactersNeverComeThrough() throws {
    let document = try Self.read("Pay \u{202E}gnihton\u{202C} no\u{200B}w\u{E0041}\u{E0042}. \u{1B}[31mRed.")
    #expect(document.blocks.map(\.content) == [.paragraph(text: "Pay gnihton now. [31mRed.")])
  }

  @Test(arguments: [
    String(repeating: "> ", count: 5_000) + "deep", String(repeating: "- ", count: 5_000) + "deep",
    String(repeating: "[", count: 20_000) + "deep", String(repeating: "*a ", count: 20_000),
    String(repeating: "![a](", count: 5_000),
    String(repeating: "_a", count: 20_000), "a " + String(repeating: "`", count: 20_000) + "a",
    "| a |\n| - |\n" + String(repeating: "|", count: 20_000),
    String(repeating: "<a ", count: 20_000),
  ])
  func nestingCostsNeitherStackNorPatience(text: String) throws {
    #expect(try Self.read(text).blocks.count < 100)
  }
}
