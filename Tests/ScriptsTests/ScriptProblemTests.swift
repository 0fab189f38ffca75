import Production
import Scripts
import Testing

@Suite struct ScriptProblemTests {
  static let cast = ["Thabo", "Lerato"]

  @Test(
    "Each mistake is found on its line, and a way out is named",
    arguments: [
      ("TITLE: A\nTABO: Hello.", 2, "TABO", "THABO"),
      ("TITLE: A\nSipho: Hello.", 2, "Sipho", "THABO or LERATO"),
      ("TITLE: A\n\nTHABO:\nLERATO: Hi.", 3, "says nothing", "delete the line"),
      ("TITLE: A\nTHABO: …\nLERATO: Hi.", 2, "says nothing", "delete the line"),
      ("TITLE: A\n", 0, "Nobody says anything", "THABO: Hello."),
      ("", 0, "no title", "TITLE:"),
      ("THABO: Hello.", 0, "no title", "TITLE:"),
      ("TITEL: A\nTHABO: Hello.", 1, "TITEL", "TITLE"),
      ("TITLE: A\nTHABO (thinkin): Hello.", 2, "thinkin", "thinking"),
      ("TITLE: A\nTHABO (on the moon): Hello.", 2, "on the moon", "standing, thinking or pointing"),
      ("TITLE: A\nSTYLE: finanse\nTHABO: Hello.", 2, "finanse", "finance"),
      ("TITLE: A\nLENGTH: short\nTHABO: Hello.", 2, "short", "about 45 s"),
      ("TITLE: A\nwho says this\nTHABO: Hello.", 0, "", ""),
      ("TITLE: A\n\nwho says this\nTHABO: Hello.", 3, "Nobody says this line", "THABO: Hello."),
      ("TITLE: A\nICON: house\nTHABO: Hello.", 2, "icon", "Move it"),
      ("TITLE: A\nTITLE: B\nTHABO: Hello.", 2, "two lines", "Delete one"),
      ("TITLE: A\nTHABO: Hello \u{202E}olleH.", 2, "U+202E", "type it anew"),
      ("TITLE: A\nTHABO: Hello \u{1B}[31m.", 2, "U+001B", "type it anew"),
      ("TITLE: A\nTHABO: Hello \u{E0041}.", 2, "U+E0041", "type it anew"),
    ])
  func mistakes(text: String, line: Int, says: String, wayOut: String) {
    let problems = ScriptText.parse(text).read(cast: Self.cast).problems
    guard !says.isEmpty else {
      #expect(problems == [])
      return
    }
    #expect(
      problems.contains { $0.line == line && $0.sentence.contains(says) && $0.wayOut.contains(wayOut) }, "\(problems)")
  }

  @Test func aLineThatFillsMoreThanAPictureIsRefused() {
    let long = String(repeating: "word ", count: 61)
    let problems = ScriptText.parse("TITLE: A\nTHABO: \(long)").read(cast: Self.cast).problems
    #expect(problems.map(\.line) == [2])
    #expect(problems.first?.wayOut.contains("two lines") == true)
    let fits = String(repeating: "word ", count: 60)
    #expect(ScriptText.parse("TITLE: A\nTHABO: \(fits)").read(cast: Self.cast).problems == [])
  }

  @Test func aScriptLongerThanAllowedSaysHowMuchToTakeOut() {
    let text = ScriptText.parse("TITLE: A\nTHABO: Hello.")
    let reading = text.read(cast: Self.cast, longest: Timecode(seconds: 60)) { _ in Timecode(seconds: 75) }
    #expect(reading.problems.map(\.line) == [0])
    #expect(reading.problems.first?.wayOut.contains("15 s") == true)
    #expect(text.read(cast: Self.cast, longest: Timecode(seconds: 75)) { _ in Timecode(seconds: 75) }.problems == [])
  }

  @Test func whatIsUnseenIsNeverSpoken() {
    let script = ScriptText.parse("TITLE: A\nTHABO: Hel\u{200B}lo \u{202E}you\u{7}.").read(cast: Self.cast).script
    #expect(script.lines.first?.text == "Hello you.")
  }

  @Test func anUnknownSpeakersWordsAreNobodysElse() {
    let script = ScriptText.parse("TITLE: A\nTHABO: Hi.\nSIPHO: Hello\nand more.\nLERATO: Yes.").read(cast: Self.cast).script
    #expect(script.lines.map(\.text) == ["Hi.", "Yes."])
  }
}
