import Production
import Scripts
import Testing

/// Scripts that are told over a recording.
@Suite struct RecordedSectionTests {
  private static let text = """
    TITLE: The board

    [00:00] INTRO Introduction
    # write here

    [00:15] DEMO Feature demo
    Let me show you.

    [00:30] OUTRO

    """

  private func read(_ text: String) -> ScriptReading {
    ScriptText.parse(text).read(cast: SectionTests.cast, silentSections: true)
  }

  @Test func aSectionMayBeSilent() {
    let reading = read(Self.text)
    #expect(reading.problems == [])
    #expect(reading.script.lines.map(\.isSilent) == [true, false, true])
    #expect(reading.script.lines.map { $0.section?.start?.seconds } == [0, 15, 30])
    #expect(read(reading.script.printed).script == reading.script)
    // By itself nothing is seen in it.
    #expect(ScriptText.parse(Self.text).read(cast: SectionTests.cast).problems.count == 2)
  }

  @Test func timesMustBeInTheRecording() {
    let rules = ScriptRules(.defaults, recording: Timecode(seconds: 20))
    let problems = read(Self.text).checked(by: rules) { text, _ in Double(text.count) }
    #expect(problems.count == 2)
    #expect(problems.first { $0.weight == .mistake }?.line == 9)
    #expect(problems.first { $0.weight == .mistake }?.sentence.contains("which is at [00:20]") == true)
    // Sixteen seconds are said, and five are to be seen.
    #expect(problems.first { $0.weight == .warning }?.line == 6)
    #expect(problems.first { $0.weight == .warning }?.sentence.contains("about 11 s") == true, "\(problems)")
    #expect(read(Self.text).checked(by: ScriptRules(.defaults, recording: Timecode(seconds: 90))) { _, _ in 1 } == [])
    let turned = Self.text.replacing("[00:00] INTRO", with: "[00:16] INTRO")
    let mistakes = read(turned).checked(by: ScriptRules(.defaults, recording: Timecode(seconds: 90))) { _, _ in 1 }.mistakes
    #expect(mistakes.map(\.line) == [6])
  }
}
