import Production
import Scripts
import Testing

@Suite struct PublishReadingTests {
  private func read(_ text: String) -> PublishReading { ScriptText.parse(text).readPublishing() }

  @Test func whatIsOfferedIsReadBackTheSame() {
    for details in [
      PublishDetails(title: "How it works"),
      PublishDetails(title: "\"Quoted\"", description: "One line.", tags: ["finance", "for everyone"], privacy: .public),
    ] {
      #expect(read(details.printed).details == details)
      #expect(read(details.printed).problems.isEmpty)
    }
  }

  @Test(arguments: [
    "title: A: B\nDescription： First.\nSee https://example.org: more.\n\nLast.\nTAGS: #one #two words; three,one\nprivacy: UNLISTED",
    "- TITLE: A: B\r\nDESCRIPTION: First.\r\nSee https://example.org: more.\r\n\r\nLast.\r\nTAGS: one,\r\ntwo words, three\r\nPRIVACY: \"unlisted\"\r\n",
  ])
  func itIsReadForgivingly(_ text: String) {
    let reading = read(text)
    #expect(reading.problems.isEmpty, "\(reading.problems)")
    #expect(
      reading.details
        == PublishDetails(
          title: "A: B", description: "First.\nSee https://example.org: more.\n\nLast.", tags: ["one", "two words", "three"],
          privacy: .unlisted))
  }

  @Test func aWordThatIsNotKnownNeverShowsMore() {
    let reading = read("TITLE: A\nPRIVACY: publik\n")
    #expect(reading.details.privacy == .private)
    #expect(reading.problems.map(\.line) == [2])
    #expect(reading.problems[0].wayOut == "Write public.")
    #expect(read("TITLE: A").details.privacy == .private)
  }

  private static let manyTags = (1...90).map { "word\($0)" }.joined(separator: ", ")

  @Test(arguments: [
    ("DESCRIPTION: no title", 0), ("TITLE:\n", 1), ("TITLE: \(String(repeating: "a", count: 101))", 1),
    ("TITLE: A\nTITLE: B", 2), ("Hello\nTITLE: A", 1), ("TITLE: A\nTAGS: \(manyTags)", 0),
  ])
  func mistakesAreNamedWithTheirLine(_ text: String, _ line: Int) {
    #expect(read(text).problems.map(\.line) == [line], "\(read(text).problems)")
  }

  @Test func mistakesStandAtTheTopAndGoAwayWhenMended() {
    let text = ScriptText.parse("TITLE: A\nPRIVACY: secret\n")
    let marked = text.annotated(with: text.readPublishing().problems)
    #expect(marked.text.hasPrefix("#! This text cannot be used yet."))
    #expect(marked.text.hasSuffix("TITLE: A\nPRIVACY: secret\n"))
    let mended = ScriptText.parse(marked.text.replacing("secret", with: "public"))
    #expect(mended.readPublishing().problems.isEmpty)
    #expect(mended.readPublishing().details.privacy == .public)
  }

  @Test func blanksAndCommentsSayNothing() {
    let shown = ScriptText.parse("TITLE: A\n\n[00:00] THABO: Hello.\n# A hint.\n")
    #expect(ScriptText.parse("\u{FEFF}TITLE: A  \r\n[00:00]\tTHABO: Hello.\r\n").saysTheSame(as: shown))
    #expect(!ScriptText.parse("TITLE: A\n[00:00] THABO: Hello!\n").saysTheSame(as: shown))
  }
}
