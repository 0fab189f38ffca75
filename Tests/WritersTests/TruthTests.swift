import Production
import Scripts
import Testing
import Writers

@Suite struct TruthTests {
  /// A fixture in one of the versions that a person may ask for.
  struct Case: Sendable, CustomTestStringConvertible {
    let fixture: Fixture
    let version: Int
    let seconds: Double
    var testDescription: String { "\(fixture.name) version \(version), \(seconds) s" }
  }

  static let cases = Fixture.all.flatMap { fixture in
    [(1, 45.0), (2, 45), (3, 45), (1, 20), (1, 90)].map { Case(fixture: fixture, version: $0.0, seconds: $0.1) }
  }

  static func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  /// Numbers as they are written, in order of size, so that their places do not matter.
  static func numbers(_ text: String) -> [String] {
    text.split { !$0.isNumber && $0 != "." && $0 != "," }.map { $0.filter(\.isNumber) }.filter { !$0.isEmpty }.sorted()
  }

  private static func draft(_ example: Case) throws -> Draft {
    var settings = JobSettings.defaults
    settings.targetLength = Timecode(seconds: example.seconds)
    return try example.fixture.draft(settings: settings, version: example.version)
  }

  @Test(arguments: cases)
  func everyStatementStandsInTheDocumentAndEveryLineCanBeSaid(example: Case) throws {
    let draft = try Self.draft(example)
    try expectSayable(draft.script)
    // The few words that join a key to its value, or say that there is more.
    let joints: Set<String> = ["the", "is", "are", "and", "more", "und", "mehr", "et", "plus", "encore", "y", "e", "en", "meer"]
    let explained = draft.script.lines.indices.filter { draft.script.lines[$0].speaker == "Lerato" }
    #expect(draft.sources.map(\.line) == explained)
    for source in draft.sources {
      let line = draft.script.lines[source.line].text
      let known = Set(Self.words(source.sentence))
      for word in Self.words(line) where !joints.contains(word) { #expect(known.contains(word), "\(word) in: \(line)") }
      #expect(Self.numbers(line) == Self.numbers(source.sentence), "\(line)")
    }
  }

  private func expectSayable(_ script: Script) throws {
    #expect(script.lines.count >= 2)
    #expect((1...60).contains(script.title.count))
    #expect(script.takeaway.split(separator: " ").count <= 14)
    for line in script.lines {
      #expect((2...220).contains(line.text.count))
      #expect(line.text.last.map { ".!?\"”".contains($0) } == true, "\(line.text)")
      #expect(line.text.first?.isLowercase != true, "\(line.text)")
      if line.speaker == "Thabo" { #expect(line.text.hasSuffix("?") && line.pose != .pointing, "\(line.text)") }
    }
    #expect(Set(script.lines.map { $0.text.lowercased() }).count == script.lines.count)
    let first = try #require(script.lines.first)
    #expect(first.speaker == "Thabo")
    #expect(Fixture.seconds(first.text, "kumo") <= 3.6, "\(first.text)")
  }

  @Test(arguments: Fixture.all)
  func whatIsWrittenReadsBackWithoutAProblem(fixture: Fixture) throws {
    let script = try fixture.draft().script
    let reading = ScriptText.parse(script.printed).read(cast: ["Thabo", "Lerato"])
    #expect(reading.script == script)
    #expect(reading.problems == [])
  }

  @Test(arguments: Fixture.all)
  func linesThatSayWhereStatementsStandAreNotReadBack(fixture: Fixture) throws {
    let draft = try fixture.draft()
    let printed = draft.script.printed(from: draft.sourcesByLine)
    #expect(printed.split(separator: "\n").count { $0.hasPrefix("  # from: ") } == draft.sources.count)
    let reading = ScriptText.parse(printed).read(cast: ["Thabo", "Lerato"])
    #expect(reading.script == draft.script)
    #expect(reading.problems == [])
  }

  @Test(arguments: Fixture.all)
  func theSameInputGivesTheSameScript(fixture: Fixture) throws {
    #expect(try fixture.draft() == fixture.draft())
    #expect(try fixture.draft(version: 2) == fixture.draft(version: 2))
  }

  @Test(arguments: ["tides.txt", "password-manager.md", "honeybees.md", "remote-work-policy.md"])
  func anotherVersionIsAnotherScript(name: String) throws {
    let versions = try (1...3).map { try Fixture(name: name).draft(version: $0).script.lines.map(\.text) }
    #expect(Set(versions).count == 3)
  }
}
