import Documents
import Production
import Scripts
import Testing

@testable import Writers

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
    let text = "Zebras have stripes.\n\n\(sentence)\n\nBooks are heavy.\n"
    let document = try StructuredDocument.read(Array(text.utf8), kind: .markdown)
    let (verbs, cases) = (EnglishVerbs(), OfflineWriter.caseBook(document))
    let facts = FactFinder(document, title: "Zebras", tongue: .english, verbs: verbs, cases: cases).facts
    let questions = EnglishQuestions(verbs: verbs, cases: cases)
    #expect(facts.contains { $0.source == sentence }, "\(facts.map(\.source))")
    for question in facts.flatMap(questions.questions(for:)).map(\.text) {
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

  @Test func whatAHeadingAsksIsAnsweredBeforeMoreIsSaidOfIt() {
    let selection = Self.selection(company: [2: [1]], scores: [0.1, 0.1, 3, 0.1])
    #expect(selection.whole(2) == [1, 2])
    #expect(Self.selection(company: [2: [1]], scores: [0.1, 0.1, 3, 0.1], banned: [1]).whole(2) == [2])
    #expect(selection.choose(opener: 0) == [0, 1, 2])
  }

  private static func selection(company: [Int: [Int]], scores: [Double], banned: Set<Int> = []) -> Selection {
    let facts = scores.indices.map { id in
      Fact(
        id: id, place: id, source: "S\(id).", spoken: "S\(id).", followOn: "S\(id).", section: 0, paragraph: id,
        opensSection: id == 1,
        origin: .item, pointsBack: false, isAdvice: false, isQuote: false, isFragment: false, isElliptic: false, isAside: false,
        stems: ["s\(id)"], stemSet: ["s\(id)"], emphasised: 0)
    }
    return Selection(
      facts: facts, scores: scores, required: [], banned: banned, company: company, length: { Double($0.count) }, target: 3,
      longest: 3.5)
  }

  @Test func noAnswerToSomeQuestionIsTheTakeaway() throws {
    let script = try Self.script(
      "# Library card\n\n## What does it cost?\n\nA card is free for all. You can book an hour a day.\n\n## Who can get one?\n\n"
        + "Anyone can get a card. Boots are wet in winter.\n")
    #expect(!["You can book an hour a day.", "Boots are wet in winter."].contains(script.takeaway), "\(script.takeaway)")
  }

  @Test func whatTheQuestionSaidIsNotSaidAgain() throws {
    let texts = try Self.script("# Bees\n\nBees dance.\n\nIf the food is near, the bee dances in a circle.\n").lines.map(\.text)
    let place = try #require(texts.firstIndex(of: "What if the food is near?"), "\(texts)")
    #expect(texts[place + 1] == "The bee dances in a circle.")
  }

  @Test(arguments: [
    ("You can borrow up to ten books.", "How many books can I borrow?"), ("You can park here.", "Can I park here?"),
  ])
  func whatIsCountedIsAskedFor(sentence: String, question: String) throws {
    let asked = try Self.questions("# Card\n\nZebras have stripes.\n\n\(sentence)\n\nBoots keep feet dry.\n")
    #expect(asked.contains { $0.hasSuffix(question) }, "\(asked)")
  }

  @Test func whoTheyAreIsSaidWhereOnlyTheTitleSaidIt() throws {
    let text = "# Honeybees at a glance\n\n## Where they live\n\nBees live in hives.\n\n## Why they matter\n\nFruit needs bees.\n"
    let asked = try Self.questions(text)
    #expect(asked.contains { $0.hasSuffix("Where do honeybees live?") }, "\(asked)")
  }

  @Test func newsAskWhatWas() throws {
    let text =
      "# Bridge\n\nThe bridge was closed in March. Repairs cost 14 million euros. The state paid for half of it. It was slow.\n"
    let asked = try Self.questions(text)
    #expect(asked.contains { $0.hasSuffix("How much did repairs cost?") }, "\(asked)")
    #expect(try Self.questions("# Bridge\n\nRepairs cost 14 million euros.\n").contains("How much do repairs cost?"))
  }

  @Test func entriesOfAShortListBelongTogether() throws {
    let text =
      "# Hive\n\n- Queen: lays all of the eggs\n- Workers: clean the hive and feed the young\n- Drones: mate with a queen\n"
    for seconds in [8.0, 12, 20, 30] {
      let told = try Self.script(text, seconds: seconds).lines.map(\.text).joined(separator: " ").lowercased()
      let count = ["eggs", "feed", "mate"].count { told.contains($0) }
      #expect(seconds < 20 || count == 3, "\(seconds): \(told)")
    }
  }
}
