import Documents
import Production
import Scripts
import Testing
import Writers

@Suite struct LengthTests {
  static func seconds(_ script: Script) -> Double { script.estimatedLength { text, _ in Fixture.seconds(text, "") }.seconds }

  static func settings(_ target: Double, longest: Double = 600) -> JobSettings {
    var settings = JobSettings.defaults
    settings.targetLength = Timecode(seconds: target)
    settings.longest = Timecode(seconds: longest)
    return settings
  }

  @Test(arguments: [20.0, 30, 45, 60, 90, 120])
  func aDocumentWithEnoughTextFillsItsTime(target: Double) throws {
    for fixture in [Fixture.compound, Fixture(name: "password-manager.md")]
    where target <= 60 || fixture.name == Fixture.compound.name {
      let script = try fixture.draft(settings: Self.settings(target)).script
      #expect(abs(Self.seconds(script) - target) <= target * 0.1, "\(fixture.name) \(Self.seconds(script))")
      let told = try #require(script.length)
      #expect(abs(told.seconds - Self.seconds(script)) <= 0.5)
    }
  }

  @Test(arguments: Fixture.all)
  func nothingIsLongerThanItMayBe(fixture: Fixture) throws {
    for (target, longest) in [(45.0, 30.0), (120, 60), (45, 45), (15, 15)] {
      let script = try fixture.draft(settings: Self.settings(target, longest: longest)).script
      #expect(Self.seconds(script) <= longest, "\(target) \(longest)")
    }
  }

  @Test func aShortDocumentMakesAShortVideo() throws {
    let document = try StructuredDocument.read(Array("Water boils at 100 degrees at sea level.".utf8), kind: .plainText)
    let draft = OfflineWriter().write(document: document, fileName: "water.txt", settings: .defaults, secondsFor: Fixture.seconds)
    #expect(draft.script.title == "Water")
    #expect(draft.script.lines.count == 2)
    #expect(draft.script.lines.last?.text == "Water boils at 100 degrees at sea level.")
    #expect(Self.seconds(draft.script) < 15)
  }

  /// A book of chapters that are alike, and one paragraph that no other is like.
  static func book(chapters count: Int) throws -> StructuredDocument {
    let chapters = try [Fixture.compound, Fixture(name: "tides.txt"), Fixture(name: "password-manager.md")].map {
      try $0.document().blocks
    }
    var blocks: [StructuredDocument.Block] = []
    for number in 0..<count {
      blocks.append(.init(.heading(level: 2, text: "Chapter \(number)")))
      for block in chapters.joined() {
        guard case .paragraph(let text) = block.content else { continue }
        blocks.append(
          .init(.paragraph(text: text.replacing(" the ", with: " the \(["grey", "late", "odd", "wide"][number % 4]) "))))
      }
      if number == count / 2 { blocks.append(.init(.paragraph(text: "The zeppelin costs 12 dollars. It flies on Sundays."))) }
    }
    return StructuredDocument(title: "A long book", blocks: blocks)
  }

  static func words(_ document: StructuredDocument) -> Int {
    document.blocks.reduce(0) {
      if case .paragraph(let text) = $1.content { $0 + text.split(separator: " ").count } else { $0 }
    }
  }

  @Test func aBookIsNoTrouble() throws {
    let document = try Self.book(chapters: 60)
    #expect(Self.words(document) > 50_000)
    let draft = OfflineWriter().write(document: document, settings: Self.settings(45), secondsFor: Fixture.seconds)
    #expect(abs(Self.seconds(draft.script) - 45) <= 4.5)
  }

  @Test func whatAPersonAsksForIsFoundInAnyBook() throws {
    let document = try Self.book(chapters: 200)
    let draft = OfflineWriter().write(
      document: document, settings: Self.settings(45), notes: "mention the zeppelin", secondsFor: Fixture.seconds)
    #expect(draft.script.lines.contains { $0.text == "The zeppelin costs 12 dollars." })
  }
}
