import Documents
import Production
import Scripts
import Testing
import Writers

@Suite struct QuestionTests {
  static func draft(_ text: String, kind: DropKind = .markdown, fileName: String = "drop.md") throws -> Draft {
    OfflineWriter().write(
      document: try StructuredDocument.read(Array(text.utf8), kind: kind), fileName: fileName, settings: .defaults,
      secondsFor: Fixture.seconds)
  }

  @Test(
    "A question is made of the sentence that answers it",
    arguments: [
      ("A glacier is a body of ice that moves.", "What is a glacier?"),
      ("Glaciers are rivers that consist of ice.", "What are glaciers?"),
      ("The ticket costs 12 euros.", "How much does the ticket cost?"),
      ("The tour takes about 90 minutes.", "How long does the tour take?"),
      ("The museum opens at 9:00 on weekdays.", "When does the museum open?"),
      ("The town hall was built in 1912.", "When was the town hall built?"),
      ("The tower is 96 metres high.", "How high is the tower?"),
      ("There are three kinds of rock.", "How many kinds of rock are there?"),
      ("A spider has eight legs.", "How many legs does a spider have?"),
      ("You have 14 days to return the shoes.", "How much time do I have?"),
      ("You can cancel the contract at any time.", "Can I cancel the contract?"),
      ("Visitors must leave their bags at the entrance.", "What must visitors do?"),
      ("Filters should be replaced every six months.", "How often should filters be replaced?"),
      ("Water the plants twice a week.", "How often should I water the plants?"),
      ("Never open the lid while the motor runs.", "What should I avoid?"),
      ("If the lamp blinks, charge the battery.", "What should I do if the lamp blinks?"),
      ("If you lose your card, you pay a fee of 5 euros.", "What if I lose my card?"),
      ("The sky is blue because air scatters blue light.", "Why is the sky blue?"),
      ("Leaves fall because trees save water in winter.", "Why do leaves fall?"),
      ("For example, a cup of tea holds 40 milligrams of caffeine.", "Can you give me an example?"),
      ("Roots absorb water from the soil.", "What do roots do?"),
      ("The powder consists of carbon.", "What does the powder consist of?"),
      ("The deadline is 31 March.", "When is the deadline?"),
      ("The goal is to reduce waste.", "What is the goal?"),
      ("To fill the pool, pumps move 300 buckets an hour.", "How many buckets do pumps move to fill the pool?"),
      ("With a permit, you earn 20 percent more.", "How much do I earn with a permit?"),
      ("Around 400 people visited the fair on Sunday.", "How many people visited the fair on Sunday?"),
    ])
  func questionsFit(sentence: String, question: String) throws {
    let questions = try Self.draft("Zebras have stripes.\n\n\(sentence)\n\nBooks are heavy.\n").script.lines.filter {
      $0.speaker == "Thabo"
    }.map(
      \.text)
    #expect(questions.contains(question), "\(questions)")
  }

  @Test(arguments: [
    ("# How batteries age", "How do batteries age?"), ("# How to sharpen a knife", "How do I sharpen a knife?"),
    ("# Why you should sleep more", "Why should I sleep more?"), ("# What is inflation?", "What is inflation?"),
    ("# WHY BRIDGES SWING", "Why do bridges swing?"), ("# How often trains are late", "How often are trains late?"),
    ("# The travel policy", "What should I know about the travel policy?"),
  ])
  func theTitleAsksFirst(title: String, question: String) throws {
    let stems = title.dropFirst(2).split(separator: " ").suffix(2).joined(separator: " ").lowercased().replacing("?", with: "")
    let draft = try Self.draft("\(title)\n\nHold the tip at \(stems) firmly every single time.\n")
    #expect(draft.script.lines.first?.text == question)
  }

  @Test(arguments: [
    ("Ein Gletscher ist ein Strom, der aus Eis besteht. Er fließt sehr langsam zu Tal.", "Was ist ein Gletscher?"),
    ("Die Karte kostet am Schalter zwölf Euro. Das Museum ist sonntags geöffnet.", "Was kostet die Karte?"),
    ("Un glacier est une masse de glace qui se déplace. Il avance très lentement vers la vallée.", "Qu’est-ce que un glacier ?"),
    ("El glaciar es una masa de hielo que se mueve. La nieve de las montañas es su origen.", "¿Qué es el glaciar?"),
    ("A geleira é uma massa de gelo que se move. A neve das montanhas é a sua origem.", "O que é a geleira?"),
    ("Il ghiacciaio è una massa di ghiaccio che si muove. La neve delle montagne è la sua origine.", "Che cos’è il ghiacciaio?"),
    ("De gletsjer is een rivier van ijs. Het ijs van de gletsjer beweegt heel langzaam naar het dal.", "Wat is de gletsjer?"),
  ])
  func otherLanguagesAskInTheirOwn(text: String, question: String) throws {
    let questions = try Self.draft(text).script.lines.filter { $0.speaker == "Thabo" }.map(\.text)
    #expect(questions.contains(question), "\(questions)")
  }

  @Test(arguments: [
    "# Lodowiec\n\nLodowiec jest masą lodu. Porusza się bardzo powoli.\n\n## Powstanie\n\nŚnieg zamienia się w lód.\n",
    "# 氷河\n\n氷河は氷の塊です。ゆっくり動きます。\n\n## 形成\n\n雪が氷に変わります。\n",
  ])
  func anUnknownLanguageIsAskedByItsHeadings(text: String) throws {
    let script = try Self.draft(text).script
    let heading = text.split(separator: "\n").first.map { String($0.dropFirst(2)) } ?? ""
    #expect(script.lines.first?.text == heading + "?")
    #expect(script.lines.filter { $0.speaker == "Thabo" }.count == 2)
  }

  @Test(arguments: [
    ("- bread\n- milk\n- cheese\n", "Bread, milk and cheese."),
    ("You need:\n\n- a bucket\n- a brush\n", "You need a bucket and a brush."),
    ("Bring these things:\n\n- A towel\n- Sun cream\n", "Bring these things: a towel and sun cream."),
    (
      "- a\n- b\n- c\n- d\n- e\n- f\n- g\n".replacing("- ", with: "- box "), "Box a, box b, box c, box d, box e, box f and box g."
    ),
    (
      "- a\n- b\n- c\n- d\n- e\n- f\n- g\n- h\n- i\n".replacing("- ", with: "- box "),
      "Box a, box b, box c, box d, box e, box f, box g, box h and more."
    ),
    ("| Size | Price |\n|---|---|\n| small | 3 euros |\n| large | 5 euros |\n", "small: 3 euros; large: 5 euros."),
    ("- Price: 49 euros\n- Weight: 3 kg\n- Ready for: small rooms\n", "The price is 49 euros."),
    ("- Cache: a store of recent results\n- Key: a word\n", "Cache is a store of recent results."),
  ])
  func listsAndTablesAreSaid(text: String, answer: String) throws {
    let answers = try Self.draft(text).script.lines.filter { $0.speaker == "Lerato" }.map(\.text)
    #expect(answers.contains { $0.lowercased() == answer.lowercased() }, "\(answers)")
  }

  @Test(arguments: [
    ("# " + String(repeating: "Very long words ", count: 8) + "\n\nA text.", 60), ("A text without a title.", 60),
  ])
  func titlesFit(text: String, most: Int) throws {
    let draft = try Self.draft(text, fileName: "my_holiday-plans.v2.md")
    #expect(draft.script.title.count <= most)
    if !text.hasPrefix("#") { #expect(draft.script.title == "My holiday plans.v2") }
  }

  @Test func theStyleFollowsTheDocumentOnlyWhereSettingsLeaveItOpen() throws {
    #expect(try Fixture.compound.draft().script.style == .finance)
    #expect(try Fixture(name: "password-manager.md").draft().script.style == .tech)
    #expect(try Fixture(name: "honeybees.md").draft().script.style == .educational)
    var settings = JobSettings.defaults
    for (asked, style) in [(StyleChoice.motivation, VideoStyle.motivation), (.educational, .educational)] {
      settings.style = asked
      #expect(try Fixture.compound.draft(settings: settings).script.style == style)
    }
  }

  @Test(arguments: 0..<120)
  func anyDocumentMakesAScript(seed: Int) {
    var dice = Dice(state: UInt64(seed))
    let words = [
      "The", "if", "bank", "is", "are", "3.5", "because", "you", "must", ",", "(", ")", "\"", "…", "it", "Costs", "every", "week",
      "to", ".",
      "?", ":", "and", "of", "don't", "—", "Zürich", "因", "http://x.y", "not", "I", "there", "has", "two", ";", "’", "a",
    ]
    func text(_ most: Int) -> String {
      (0..<Int.random(in: 1...most, using: &dice)).map { _ in words.randomElement(using: &dice) ?? "" }.joined(separator: " ")
    }
    let blocks = (0..<Int.random(in: 0...8, using: &dice)).map { _ -> StructuredDocument.Block in
      switch Int.random(in: 0...5, using: &dice) {
      case 0: .init(.heading(level: Int.random(in: 1...3, using: &dice), text: text(6)))
      case 1: .init(.list(items: (0..<3).map { _ in text(8) }, ordered: Bool.random(using: &dice)))
      case 2: .init(.table(rows: (0..<3).map { _ in (0..<Int.random(in: 1...3, using: &dice)).map { _ in text(3) } }))
      case 3: .init(.quote(text: text(30)))
      case 4: .init(.code(text: text(5)))
      default: .init(.paragraph(text: text(90)), emphasised: [text(2)])
      }
    }
    let draft = OfflineWriter().write(
      document: StructuredDocument(title: nil, blocks: blocks), settings: .defaults, notes: seed % 3 == 0 ? text(12) : nil,
      version: 1 + seed % 2,
      secondsFor: Fixture.seconds)
    #expect(!draft.script.lines.isEmpty)
    for line in draft.script.lines { #expect((1...220).contains(line.text.count)) }
  }
}

struct Dice: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
