import Documents
import Production
import Scripts
import Testing
import Writers

/// Some sentences about a topic, as they stand in a cell of a table.
@Suite struct ShortNotesTests {
  private static func draft(_ title: String, _ notes: String, isTopic: Bool = true) -> Draft {
    let document = StructuredDocument(
      title: title, blocks: [.init(.heading(level: 1, text: title)), .init(.paragraph(text: notes))])
    return OfflineWriter().write(
      document: document, fileName: "topics.csv", settings: .defaults, isTopic: isTopic, secondsFor: Fixture.seconds)
  }

  private static func told(_ draft: Draft) -> String {
    draft.sources.map { draft.script.lines[$0.line].text }.joined(separator: " ")
  }

  @Test func theVeryFactIsToldThatItIsAbout() {
    let draft = Self.draft("What it costs", "It costs between 15,000 and 30,000 euros. The state pays up to 70 percent.")
    #expect(
      Self.told(draft) == "It costs between 15,000 and 30,000 euros. The state pays up to 70 percent.", "\(draft.script.lines)")
    #expect(draft.facts["left out"] == nil)
    #expect(draft.script.takeaway == "It costs between 15,000 and 30,000 euros. The state pays up to 70 percent.")
  }

  @Test(arguments: [
    (
      "How a heat pump works",
      "A heat pump moves heat from the air outside into the house. The compressor presses the refrigerant, and it becomes hot. This heats the water."
    ),
    (
      "Opening hours",
      "We are open from 9 to 5. On Sundays we are closed. Phone 4410 for anything urgent. It is answered at night."
    ),
    ("Visitors", "They use the street in front of the gate. A badge is lent at the desk. The badge must be given back."),
  ])
  func everySentenceIsTold(title: String, notes: String) {
    let draft = Self.draft(title, notes)
    let said = (Self.told(draft) + " " + draft.script.takeaway).lowercased()
    for sentence in notes.split(separator: ". ") {
      let words = sentence.lowercased().filter { $0 != "." }
      #expect(said.contains(words) || (draft.facts["left out"] ?? "").lowercased().contains(words), "\(words) in: \(said)")
    }
    #expect(draft.facts["left out"] == nil)
    #expect(draft.script.takeaway != title)
  }

  @Test func whatCannotBeSaidIsReported() {
    let draft = Self.draft(
      "Parking", "Who may park here? Everybody who works at least 20 hours may park. A badge costs 15 euros.")
    #expect(draft.facts["left out"] == "\"Who may park here?\"")
    #expect(Self.told(draft).contains("A badge costs 15 euros."))
  }

  @Test func ofNotesThatAreLongerThanTheVideoSomeAreTold() throws {
    let document = try Fixture.compound.document()
    let draft = OfflineWriter().write(
      document: document, settings: LengthTests.settings(20), isTopic: true, secondsFor: Fixture.seconds)
    #expect(LengthTests.seconds(draft.script) < 23)
    #expect(draft.facts["left out"] == nil)
  }

  @Test func theLastCardSaysMoreThanTheTitle() {
    let parking = Self.draft(
      "Staff parking rules 2027",
      "From 1 March 2027 the car park behind building B is reserved for staff with a badge. There are 84 spaces, and 6 of them have a charger. A badge costs 15 euros a month. It is taken from your salary. People who share a car pay half. Chargers may be used for at most 4 hours a day. Whoever stays longer pays 5 euros per hour. Visitors use the street in front of the main gate. If the car park is full, please use the garage in Mill Street.",
      isTopic: false)
    #expect(!parking.script.takeaway.hasPrefix("Staff parking rules"), "\(parking.script.takeaway)")
    let pump = Self.draft(
      "How a heat pump works", "A heat pump moves heat into the house. It takes that heat from the air outside.", isTopic: false)
    #expect(pump.script.takeaway == "A heat pump moves heat into the house.")
  }

  @Test func nobodyAsksWhatNotesAre() {
    let draft = Self.draft("Notes", "The barrel that never floods your patio. It holds 300 litres.", isTopic: false)
    #expect(!draft.script.lines.contains { $0.text.lowercased().contains("what is notes") }, "\(draft.script.lines)")
  }
}
