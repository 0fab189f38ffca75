import Production
import Scripts
import Testing

@Suite struct ScriptRulesTests {
  private func check(_ text: String, target: Double? = nil, forbidden: [String] = []) -> [ScriptProblem] {
    let reading = ScriptText.parse(text).read(cast: ["Thabo", "Lerato"])
    #expect(reading.problems == [])
    return reading.checked(by: ScriptRules(target: target.map { Timecode(seconds: $0) }, forbidden: forbidden)) { words, _ in
      Double(words.split(separator: " ").count) / 2
    }
  }

  @Test(arguments: [
    ("TITLE: A\nLERATO: It is Risk-free!", [2]), ("TITLE: A risk free way\nLERATO: Hi.", [1]),
    ("TITLE: A\nLERATO: Hi.\nTAKEAWAY: No risk. Free!", []), ("TITLE: A\nLERATO: Hi.\nTAKEAWAY: Risk   FREE", [3]),
    ("TITLE: A\n[00:00] INTRO Risk-free\nHi.", [2]), ("TITLE: A\nLERATO: Brisk free.", []),
  ])
  func `What must not be said is found where it stands`(text: String, lines: [Int]) {
    let found = check(text, forbidden: ["risk-free"])
    #expect(found.map(\.line) == lines)
    #expect(found.allSatisfy { $0.weight == .mistake })
  }

  @Test(arguments: [
    ("No. 1", "We are No. 1 here.", true), ("No. 1", "We are no 1 here.", true), ("no 1", "There was no. 1 came.", false),
    ("free", "It gives you freedom.", false), ("free", "It is free.", true), ("No. 1", "Is there? No. 2 came.", false),
    ("無料", "これは完全無料です。", true), ("有料", "これは完全無料です。", false), ("%", "It is 5 % more.", true), ("", "Hi.", false),
    ("Dr. No", "See Dr. No.", true), ("see us", "You see. Us too.", false),
  ])
  func `A phrase is found word for word, and as it is written where nothing parts the words`(
    phrase: String, text: String, isThere: Bool
  ) {
    #expect(ForbiddenPhrase(phrase).stands(in: text) == isThere)
  }

  @Test func `The takeaway is said by whoever really says it`() {
    let reading = ScriptText.parse("TITLE: A\nTHABO: Hi.\nTAKEAWAY: All of it.").read(cast: ["Thabo", "Lerato"])
    let rules = ScriptRules(target: Timecode(seconds: 10), takeawayBy: "Lerato")
    #expect(reading.checked(by: rules) { _, speaker in speaker == "Lerato" ? 8 : 1 } == [])
    #expect(reading.checked(by: rules) { _, _ in 1 }.map(\.weight) == [.warning])
  }

  static let words = String(repeating: "word ", count: 20)

  @Test func `Markers out of order are a mistake, too tight or too wide ones a hint`() {
    let disorder = check("TITLE: A\n[00:20] INTRO\nHi.\n[00:10] DEMO\nSee.")
    #expect(disorder.contains { $0.line == 4 && $0.weight == .mistake && $0.sentence.contains("[00:10]") })
    let tight = check("TITLE: A\n[00:00] INTRO\n\(Self.words)\n[00:05] DEMO\nSee.")
    #expect(tight.map(\.line) == [4])
    #expect(tight.map(\.weight) == [.warning])
    #expect(tight.first?.sentence.contains("[00:10]") == true, "\(tight)")
    let wide = check("TITLE: A\n[00:00] INTRO\nHi.\n[00:30] DEMO\nSee.")
    #expect(wide.map(\.weight) == [.warning])
    #expect(wide.first?.sentence.contains("29 s") == true, "\(wide)")
    #expect(check("TITLE: A\n[00:00] INTRO\n\(Self.words)\n[00:11] DEMO\nSee.") == [])
  }

  @Test func `Too long and too short are hints`() {
    let text = "TITLE: A\nLERATO: \(Self.words)"
    #expect(check(text, target: 10) == [])
    #expect(check(text, target: 5).map(\.weight) == [.warning])
    #expect(check(text, target: 60).first?.wayOut.contains("Say more") == true)
    #expect(check("LENGTH: 10 s\n" + text, target: 60) == [])
  }

  @Test func `Hard English is told, easy English and other languages are not`() {
    let hard =
      "TITLE: A\nLERATO: The organisational implementation of comprehensive architectural considerations is characterised by the "
      + "simultaneous establishment of interdepartmental responsibilities, and the subsequent operationalisation of the aforementioned "
      + "considerations is a prerequisite of the sustainability.\nTHABO: It is the same."
    #expect(check(hard).contains { $0.sentence.contains("Flesch-Kincaid") && $0.weight == .warning })
    let easy =
      "TITLE: A\nLERATO: The cat sat on the mat. It was a big cat. You can see it in the sun. It is on the mat. That is all of it. We like it."
    #expect(check(easy) == [])
  }

  @Test func `Hints do not say that the text cannot be used`() {
    let text = ScriptText.parse("TITLE: A\n[00:00] INTRO\nHi.\n[00:30] DEMO\nSee.")
    let reading = text.read(cast: ["Thabo", "Lerato"])
    let hints = reading.checked(by: ScriptRules()) { _, _ in 1 }
    let annotated = text.annotated(with: hints)
    #expect(annotated.text.hasPrefix("#! This text can be used as it is."))
    #expect(annotated.read(cast: ["Thabo", "Lerato"]).script == reading.script)
  }
}
