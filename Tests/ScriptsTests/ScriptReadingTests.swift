import Production
import Scripts
import Testing

@Suite struct ScriptReadingTests {
  static let example = """
    TITLE: How compound interest works
    STYLE: finance
    LENGTH: about 45 s

    THABO (thinking): Why does my savings account grow faster every year?
    LERATO (pointing): Because you earn interest on the interest.
      ICON: piggy-bank
    TAKEAWAY: Start early. Time does the work.

    """

  static let cast = ["Thabo", "Lerato"]

  static let expected = Script(
    title: "How compound interest works", style: .finance, length: Timecode(seconds: 45),
    lines: [
      .init(speaker: "Thabo", pose: .thinking, text: "Why does my savings account grow faster every year?"),
      .init(speaker: "Lerato", pose: .pointing, text: "Because you earn interest on the interest.", icon: "piggy-bank"),
    ],
    takeaway: "Start early. Time does the work.")

  @Test func theContractsExampleIsRead() {
    let reading = ScriptText.parse(Self.example).read(cast: Self.cast)
    #expect(reading.problems == [])
    #expect(reading.script == Self.expected)
    #expect(reading.script.printed == Self.example)
  }

  /// What editors and hurried people do to a file.
  struct Habit: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let change: @Sendable (String) -> String
    init(_ name: String, _ change: @escaping @Sendable (String) -> String) { (testDescription, self.change) = (name, change) }
  }

  static let habits: [Habit] = [
    Habit("a mark") { "\u{FEFF}" + $0 },
    Habit("Windows line ends") { $0.replacing("\n", with: "\r\n") },
    Habit("old Mac line ends") { $0.replacing("\n", with: "\r") },
    Habit("lower-case keys and names") { lowered($0) },
    Habit("full-width colons") { $0.replacing(": ", with: "：") },
    Habit("full-width brackets") { $0.replacing("(", with: "（").replacing(")", with: "）") },
    Habit("tabs") { $0.replacing("  ICON: ", with: "\tICON:\t").replacing(": ", with: ":\t") },
    Habit("blank lines everywhere") { $0.replacing("\n", with: "\n \n\n") },
    Habit("no blank lines") { $0.replacing("\n\n", with: "\n") },
    Habit("bullets") { $0.replacing("THABO", with: "- THABO").replacing("LERATO", with: "• LERATO") },
    Habit("bold names") { $0.replacing("THABO (thinking):", with: "**THABO (thinking):**") },
    Habit("comments") { "# to the boss\n" + $0.replacing("LERATO", with: "# check this\nLERATO") },
    Habit("our lines") { "#! Line 3: mend this.\n" + $0 },
    Habit("smart quotes") {
      $0.replacing(": Because you earn interest on the interest.", with: ": “Because you earn interest on the interest.”")
    },
    Habit("wrapped lines") { $0.replacing("grow faster every", with: "grow\nfaster\n    every") },
    Habit("a wrapped title") { $0.replacing("interest works", with: "interest\n  works") },
    Habit("a pose behind the colon") { $0.replacing("(thinking):", with: ": (thinking)") },
    Habit("no last line end") { String($0.dropLast()) },
    Habit("non-breaking blanks") { $0.replacing(" ", with: "\u{A0}") },
    Habit("another length") { $0.replacing("about 45 s", with: "0:45") },
  ]

  @Test("What an editor or a hurried person changes makes no difference", arguments: habits)
  func forgiving(habit: Habit) {
    let reading = ScriptText.parse(habit.change(Self.example)).read(cast: Self.cast)
    #expect(reading.problems == [])
    #expect(reading.script == Self.expected)
  }

  private static func lowered(_ text: String) -> String {
    ["TITLE", "STYLE", "LENGTH", "ICON", "TAKEAWAY", "THABO", "LERATO"].reduce(text) {
      $0.replacing($1, with: $1.lowercased())
    }
  }

  @Test func aMissingPoseIsStanding() {
    let reading = ScriptText.parse("TITLE: A\nThabo: Hello there.").read(cast: Self.cast)
    #expect(reading.problems == [])
    #expect(reading.script.lines == [.init(speaker: "Thabo", pose: .standing, text: "Hello there.")])
  }

  @Test func aWrappedSentenceWithAColonGoesOn() {
    let text = "TITLE: A\nLERATO: You only need to know\nRemember: start early. And\none more thing: do not stop.\n"
    let reading = ScriptText.parse(text).read(cast: Self.cast)
    #expect(reading.problems == [])
    #expect(reading.script.lines.map(\.text) == ["You only need to know Remember: start early. And one more thing: do not stop."])
  }

  @Test func quotesInsideASentenceStay() {
    let reading = ScriptText.parse("TITLE: A\nLERATO: “Interest” means “a price”").read(cast: Self.cast)
    #expect(reading.script.lines.first?.text == "“Interest” means “a price”")
  }

  @Test(arguments: [
    ("45", 45.0), ("about 45 s", 45), ("45 seconds", 45), ("~ 50s", 50), ("1:30", 90), ("1 min 30 s", 90), ("2 minutes", 120),
    ("1.5 min", 90), ("45,5 s", 45.5),
  ])
  func lengthsArePeoplesLengths(text: String, seconds: Double) {
    let reading = ScriptText.parse("TITLE: A\nLENGTH: \(text)\nTHABO: Hi.").read(cast: Self.cast)
    #expect(reading.problems == [])
    #expect(reading.script.length == Timecode(seconds: seconds))
  }

  @Test func theEstimateCountsSpeechPausesAndTheCard() {
    let length = Self.expected.estimatedLength { text, _ in Double(text.split(separator: " ").count) / 2.5 }
    let card = 0.55 + max(Double(Self.expected.takeaway.split(separator: " ").count) / 2.5 + 0.6, 3)
    #expect(abs(length.seconds - (0.15 + 9 / 2.5 + 0.28 + 7 / 2.5 + card)) < 0.001)
  }
}
