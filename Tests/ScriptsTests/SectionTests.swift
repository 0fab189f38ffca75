import Production
import Scripts
import Testing

@Suite struct SectionTests {
  static let example = """
    TITLE: The board
    STYLE: educational

    [00:00] INTRO Introduction
    Hi there, I noticed that you are looking for a board.

    [00:15] DEMO Feature demo
    Let me show you.

    It is quick.

    [01:00] CTA
    Write to us.

    """

  static let cast = ["Thabo", "Lerato"]

  static var expected: Script {
    Script(
      title: "The board", style: .educational, length: nil,
      lines: [
        line(
          "Hi there, I noticed that you are looking for a board.", Section(start: .zero, scene: .intro, title: "Introduction")),
        line("Let me show you.", Section(start: Timecode(seconds: 15), scene: .demo, title: "Feature demo")),
        line("It is quick."), line("Write to us.", Section(start: Timecode(seconds: 60), scene: .cta, title: "")),
      ], takeaway: "", narrator: "Lerato")
  }

  private static func line(_ text: String, _ section: Section? = nil) -> Script.Line {
    .init(speaker: "Lerato", pose: .standing, text: text, section: section)
  }

  @Test func `A demo is read and written the same`() {
    let reading = ScriptText.parse(Self.example).read(cast: Self.cast)
    #expect(reading.problems == [])
    #expect(reading.script == Self.expected)
    #expect(reading.script.printed == Self.example)
  }

  @Test(arguments: [
    ("[00:15] DEMO", "[0:15] demo"), ("[00:15] DEMO", "【00：15】 DEMO"), ("[00:15] DEMO", "(00:15) DEMO"),
    ("[00:15] DEMO", "**[00:15] DEMO**"),
    ("[00:15] DEMO Feature demo", "[00:15] Demo: Feature demo"), ("[00:15] DEMO Feature demo", "[00:15] DEMO – Feature demo"),
    ("[00:15] DEMO", "00:15 DEMO"), ("[00:15] DEMO", "[00:15]\tDEMO\t"), ("[00:15] DEMO", "[00:15.0] DEMO"),
    ("you are looking", "you\nare looking"), ("\n\nIt is quick", "\n \n\nIt is quick"), ("\n", "\r\n"),
  ])
  func `What a hurried person writes makes no difference`(from: String, to: String) {
    let text = Self.example.replacing(from, with: to)
    let reading = ScriptText.parse(text.replacing("demo Feature", with: "DEMO Feature")).read(cast: Self.cast)
    #expect(reading.problems == [])
    #expect(reading.script == Self.expected)
  }

  @Test(arguments: [
    ("[00:75] DEMO x\nHi.", 2, "00:75"), ("[1:2:3:4] DEMO x\nHi.", 2, "not a time"), ("[00:10] DMEO x\nHi.", 2, "DMEO"),
    ("[00:10] DEMO x\n[00:20] OUTRO\nBye.", 2, "Nothing is said"), ("[00:10] DEMO x", 2, "Nothing is said"),
    ("[00:10] DEMO\nICON: x\nHi.", 3, "icon"),
  ])
  func `Mistakes in sections are told by their line`(text: String, line: Int, says: String) {
    let problems = ScriptText.parse("TITLE: A\n" + text).read(cast: Self.cast).problems
    #expect(problems.contains { $0.line == line && $0.sentence.contains(says) }, "\(problems)")
  }

  @Test func `A title's first word may say what a section is`() {
    let script = ScriptText.parse("TITLE: A\n[00:10] Pricing in short\nFree.").read(cast: Self.cast).script
    #expect(script.lines.first?.section == Section(start: Timecode(seconds: 10), scene: .pricing, title: "Pricing in short"))
  }

  @Test func `A transcript is read as what its speakers say`() {
    let script = ScriptText.parse("TITLE: A\n[00:00] THABO: Who?\n[00:03] LERATO: Me.").read(cast: Self.cast).script
    #expect(script.lines.map(\.speaker) == ["Thabo", "Lerato"])
    #expect(script.lines.map(\.text) == ["Who?", "Me."])
  }

  @Test func `A marker is a soonest start in the estimate`() {
    let length = Self.expected.estimatedLength { _, _ in 1 }
    #expect(length.seconds > 60 && length.seconds < 63)
  }
}
