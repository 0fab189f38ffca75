import Production
import Scripts
import Testing
import Writers

@Suite struct NotesTests {
  static func text(_ draft: Draft) -> String { draft.script.lines.map(\.text).joined(separator: " ").lowercased() }

  static func compound(_ notes: String?, version: Int = 2) throws -> Draft {
    try Fixture.compound.draft(notes: notes, version: version)
  }

  @Test(arguments: [
    ("shorter", 0.6, 0.8), ("Please make it much shorter.", 0.4, 0.6), ("too long!", 0.6, 0.8), ("longer please", 1.25, 1.55),
    ("30 seconds", 0.6, 0.74), ("make it 1 minute long", 1.2, 1.47), ("No longer than 25 s.", 0.5, 0.62),
    ("kürzer bitte", 0.6, 0.8),
  ])
  func lengthIsObeyed(notes: String, least: Double, most: Double) throws {
    let seconds = try LengthTests.seconds(Self.compound(notes).script)
    #expect((45 * least...45 * most).contains(seconds), "\(seconds)")
  }

  @Test(arguments: [
    ("more about the rule of 72", "72"), ("Mention inflation.", "inflation"), ("mention fees and shorter", "fee"),
    ("please say \"forty years\"", "forty years"), ("Add “Divide 72 by the yearly interest rate”", "divide 72 by"),
    ("focus on credit cards", "credit card"), ("include the last ten years", "last ten years"),
  ])
  func whatIsAskedForIsSaid(notes: String, says: String) throws {
    #expect(try Self.text(Self.compound(notes)).contains(says))
  }

  @Test(arguments: [
    ("less about simple interest", "simple interest"), ("leave out banks", "bank"), ("without dollars", "dollar"),
    ("no more inflation", "inflation"),
  ])
  func whatIsNotWantedIsNotSaid(notes: String, silent: String) throws {
    let draft = try Self.compound(notes)
    let answers = draft.sources.map { draft.script.lines[$0.line].text.lowercased() }
    #expect(!answers.contains { $0.contains(silent) }, "\(answers)")
  }

  @Test func whatTheDocumentDoesNotSayIsReportedAndNotInvented() throws {
    let draft = try Self.compound("mention bitcoin, more about pensions")
    #expect(draft.facts["not in the document"] == "bitcoin; pensions")
    #expect(!Self.text(draft).contains("bitcoin"))
  }

  @Test func notesWithoutAWishMakeAnotherVersion() throws {
    let first = try Self.compound(nil, version: 1)
    #expect(try Self.compound("I do not like it", version: 2).script != first.script)
    #expect(try Self.compound("", version: 3).script != first.script)
  }

  @Test func otherwiseTheScriptStaysAsItWas() throws {
    let before = try Self.compound(nil, version: 1)
    let after = try Self.compound("mention inflation", version: 2)
    let kept = Set(before.script.lines.map(\.text)).intersection(after.script.lines.map(\.text))
    #expect(kept.count * 2 >= before.script.lines.count)
  }
}
