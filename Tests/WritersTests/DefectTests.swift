import Documents
import Production
import Scripts
import Testing
import Writers

/// What was silly once: each a document's piece that made nonsense of a question or an answer.
@Suite struct DefectTests {
  static func script(_ text: String, seconds: Double = 45, kind: DropKind = .markdown) throws -> Script {
    try OfflineWriter().write(
      document: StructuredDocument.read(Array(text.utf8), kind: kind), fileName: "drop.md",
      settings: LengthTests.settings(seconds),
      secondsFor: Fixture.seconds
    ).script
  }

  static func questions(_ text: String) throws -> [String] { try script(text).lines.filter { $0.speaker == "Thabo" }.map(\.text) }
  static func answers(_ text: String) throws -> [String] { try script(text).lines.filter { $0.speaker == "Lerato" }.map(\.text) }

  @Test(arguments: [
    "Any capitalized words used but not defined below have the meanings in the agreement.",
    "Extracted from labelled issues and pull requests of the project before the meeting.",
    "When traffic is not encrypted it is viewable in transit.", "Whoever comes late pays a fee of two euros.",
    "The Corrupt Practices Act is an excellent resource.", "1 egg and 15 g water make a good glaze for it.",
    "Nothing in these terms limits the liability of the operator.", "We are proud that the port handled more goods.",
    "A fine mesh keeps leaves and mosquitoes out.",
  ])
  func noQuestionIsMadeOfHalfASubject(sentence: String) throws {
    let silly = [
      "What did any capitalized", "What does extracted", "What about when", "Whoever", "What does the Corrupt do",
      "What do 1 egg",
      "nothing in these", "What are you", "mesh keeps do", "What does Foreign",
    ]
    for question in try Self.questions("Zebras have stripes.\n\n\(sentence)\n\nBooks are heavy.\n") {
      #expect(!silly.contains { question.lowercased().contains($0.lowercased()) }, "\(question)")
    }
  }

  @Test func clauseNumbersAndDatelinesAreNotSaid() throws {
    let terms = try Self.answers("# Terms of use\n\n2.1 The rider must wear a helmet. 2.2 The rider must be sixteen.\n")
    #expect(terms.contains { $0.hasPrefix("The rider must wear a helmet.") }, "\(terms)")
    let news = try Self.answers("# Ferry\n\nLINDAL, 3 June - Lindal Lines today announced that its ferry carries passengers.\n")
    #expect(news.first?.hasPrefix("Lindal Lines today announced") == true, "\(news)")
  }

  @Test func aQuestionThatIsAHeadingIsAnsweredByWhatStandsUnderIt() throws {
    let script = try Self.script(
      "# Library card\n\n## What does it cost?\n\nIt is free. A new card costs 3 pounds.\n\n## Can I borrow e-books?\n\nYes. Download the app.\n"
    )
    let texts = script.lines.map(\.text)
    let cost = try #require(texts.firstIndex(of: "What does it cost?"))
    #expect(texts[cost + 1].hasPrefix("It is free."))
    let books = try #require(texts.firstIndex { $0.hasSuffix("Can I borrow e-books?") })
    #expect(texts[books + 1].hasPrefix("Yes. Download the app."))
  }

  @Test func namesOfThingsAreSaidAsAListAndNotAsSentences() throws {
    let answers = try Self.answers(
      "# Conduct\n\nUnacceptable behaviour includes:\n\n- Intimidation of guests.\n- Personal attacks toward anyone.\n- Loud music at night.\n"
    )
    #expect(
      answers.contains { $0.hasPrefix("Unacceptable behaviour includes") && $0.contains("loud music at night") }, "\(answers)")
  }

  @Test func aTitleOrAnAgendaIsNoStatement() throws {
    let answers = try Self.answers(
      "# Apple pie\n\nApple Pie.\n\n## Contents\n\n- Dough\n- Filling\n\n## Filling\n\nThe filling needs four apples and a lemon.\n"
    )
    #expect(answers == ["The filling needs four apples and a lemon."])
  }

  @Test func rowsOfATableAreSaidWithTheirColumns() throws {
    let answers = try Self.answers(
      "# Port\n\n| | This year | Last year |\n|---|---|---|\n| Ships | 2,310 | 2,287 |\n| Staff | 418 | 402 |\n\n"
        + "| Setting | Temperature | Good for |\n|---|---|---|\n| 1 | 70 °C | white tea |\n| 2 | 80 °C | green tea |\n")
    #expect(answers.contains("Ships: 2,310 this year, 2,287 last year."), "\(answers)")
    #expect(answers.contains("Setting 1: temperature 70 °C, good for white tea."), "\(answers)")
  }

  @Test(arguments: ["harbour-report.md", "rental-terms.md", "library-faq.md", "write-ahead-logging.md", "compound"])
  func shorterIsShorter(name: String) throws {
    let fixture = name == "compound" ? Fixture.compound : Fixture(name: name)
    let before = LengthTests.seconds(try fixture.draft().script)
    for notes in ["shorter", "Shorter, please.", "much shorter", "too long"] {
      #expect(LengthTests.seconds(try fixture.draft(notes: notes, version: 2).script) < before, "\(notes)")
    }
  }
}
