import Pages
import Testing

@Suite struct SinkTests {
  static let hostile = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='x", "a & b", "</style><script>",
    "invoice\u{202E}fdp.exe", "\u{1B}]0;owned\u{07}\u{1B}[31mred", "line\r\nnew", "nul\u{0}l", "\u{9B}31m", "\u{2066}x\u{2069}",
  ]

  @Test(arguments: hostile) func noTextBecomesMarkup(_ text: String) {
    let page = HTML("p", .title(text)) { text }.source
    #expect(page.hasPrefix("<p title=\"") && page.hasSuffix("</p>"))
    let inner = page.dropFirst("<p title=\"".count).dropLast("</p>".count)
    #expect(inner.count(where: { $0 == "<" }) == 0)
    #expect(inner.count(where: { $0 == ">" }) == 1, "only the end of the opening tag")
    #expect(inner.count(where: { $0 == "\"" }) == 1, "only the end of the attribute")
    #expect(!inner.contains("'"))
    #expect(page.unicodeScalars.allSatisfy(isHarmless))
  }

  @Test func textStaysReadable() {
    #expect(HTML.text("Größe < 5 & \"mehr\"").source == "Größe &lt; 5 &amp; &quot;mehr&quot;")
  }

  @Test(arguments: hostile) func terminalObeysNothing(_ text: String) {
    let safe = TerminalText.safe(text)
    #expect(safe.unicodeScalars.allSatisfy(isHarmless))
    #expect(!safe.contains("\n"))
  }

  @Test func terminalKeepsWhatIsSaid() { #expect(TerminalText.safe("é 👩🏽‍🚀\tok") == "é 👩🏽‍🚀 ok") }

  @Test(arguments: hostile) func plainTextIsOneLine(_ text: String) {
    let line = PlainText.line(text)
    #expect(line.unicodeScalars.allSatisfy(isHarmless))
    #expect(line.split(whereSeparator: \.isNewline).count <= 1)
  }

  @Test func plainTextKeepsItsLines() {
    #expect(PlainText.lines("a\r\nb\n\n c\u{2028}d") == ["a", "b", "", "c", "d"])
  }

  @Test(
    arguments: [
      ("a/b\\c:d*e?f\"g<h>i|j", "a-b-c-d-e-f-g-h-i-j"), ("CON", "_CON"), ("con.txt", "_con.txt"), ("Aux .tar.gz", "_Aux .tar.gz"),
      ("lpt1", "_lpt1"), ("COM¹.txt", "_COM¹.txt"), ("company.txt", "company.txt"), ("com10", "com10"), ("trail. . ", "trail"),
      (" ..lead", "lead"), ("..", "untitled"), ("", "untitled"), ("\u{202E}\u{0}\u{1B}", "untitled"),
      ("new\nline\ttab", "new line tab"), ("invoice\u{202E}fdp.exe", "invoicefdp.exe"), ("é 日本 👩‍🚀.mp4", "é 日本 👩‍🚀.mp4"),
      (".dropreel", "dropreel"),
    ]) func namesSurviveEverySystem(_ text: String, _ name: String)
  {
    #expect(FileNameText.safe(text) == name)
    #expect(FileNameText.safe(name) == name, "a safe name stays what it is")
  }

  @Test(
    arguments: [
      (String(repeating: "a", count: 255) + ".mp4", ".mp4"), (String(repeating: "é", count: 255), "é"),
      (String(repeating: "👩🏽‍🚀", count: 40) + ".txt", "👩🏽‍🚀.txt"), (String(repeating: "a.", count: 150), "a"),
      ("CON." + String(repeating: "x", count: 250), "x"), ("e" + String(repeating: "\u{0301}", count: 400), "untitled"),
    ]) func longNamesAreCutAtACharacter(_ text: String, _ ending: String)
  {
    let name = FileNameText.safe(text)
    #expect(name.utf8.count <= FileNameText.longest)
    #expect(name.hasSuffix(ending))
    #expect(FileNameText.safe(name) == name)
  }

  @Test func linksHoldNothingButNames() {
    let link = { (names: [String]) in HTML("a", .link(RelativeLink(names, isFolder: true))) { "x" }.source }
    #expect(link(["outbox", "a b"]) == "<a href=\"./outbox/a%20b/\">x</a>")
    #expect(link(["javascript:alert(1)"]) == "<a href=\"./javascript%3Aalert%281%29/\">x</a>")
    #expect(link(["..", "a/b", "é\"#?"]) == "<a href=\"./_/a%2Fb/%C3%A9%22%23%3F/\">x</a>")
  }

  @Test func jsonKeepsOrderAndQuotes() {
    let value = JSON.object([
      .init("b", .text("a\"\\\n\u{1}\u{2028}\u{202E}é</script>")), .init("a", .array([.integer(1), .flag(true), .none])),
      .init("c", .object([])),
    ])
    #expect(
      value.source == """
        {
          "b": "a\\"\\\\\\n\\u0001\\u2028\\u202eé</script>",
          "a": [
            1,
            true,
            null
          ],
          "c": {}
        }
        """)
  }

  private func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    let reordering: Set<UInt32> = [0x061C, 0x200E, 0x200F]
    return (scalar == "\n" || scalar.properties.generalCategory != .control) && !(0x202A...0x202E).contains(scalar.value)
      && !(0x2066...0x2069).contains(scalar.value) && !reordering.contains(scalar.value)
  }
}
