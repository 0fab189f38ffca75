import Scripts
import Testing

@Suite struct TopicListTests {
  @Test func whatIsPrintedIsReadBack() {
    let list = TopicList(topics: [
      .init(title: "How it works", reason: "the part \"How it works\"; 7 statements"), .init(title: "2024 in numbers"),
      .init(title: "- 5 degrees: what now?"),
    ])
    let reading = ScriptText.parse(list.printed(about: "A \"guide\".pdf")).readTopics()
    #expect(reading.problems.isEmpty)
    #expect(reading.list.topics.map(\.title) == ["How it works", "2024 in numbers", "- 5 degrees: what now?"])
  }

  @Test(arguments: [
    ("How it works", "How it works"), ("  3. How it works ", "How it works"), ("3) How it works", "How it works"),
    ("• How it works", "How it works"), ("10 rules for bees", "10 rules for bees"),
    ("3.5 tonnes are too much", "3.5 tonnes are too much"),
    ("\t*  How\u{A0}it works", "How it works"),
  ])
  func aLineIsATopicWhateverStandsBeforeIt(_ line: String, _ title: String) {
    let reading = ScriptText.parse("# a comment\r\n\r\n\(line)\r\n").readTopics()
    #expect(reading.list.topics.map(\.title) == [title])
  }

  @Test func aListOfHundredsOfThousandsOfLinesIsReadInAMoment() {
    let lines = (1...200_000).map { "T\($0)" }.joined(separator: "\n")
    #expect(ScriptText.parse(lines).readTopics().problems.count == 1)
    #expect(ScriptText.parse(String(repeating: "same\n", count: 200_000)).readTopics().problems.count == 50)
  }

  @Test(arguments: [
    ("", 0), ("# only words of ours", 0), ("A\na", 2), ("!!!", 1), (String(repeating: "long ", count: 30), 1),
    ((1...11).map { "Topic \($0)" }.joined(separator: "\n"), 0),
  ])
  func whatCannotBeMadeIsSaid(_ text: String, _ line: Int) {
    let problems = ScriptText.parse(text).readTopics().problems
    #expect(problems.map(\.line) == [line])
    #expect(problems.allSatisfy { !$0.wayOut.isEmpty })
  }
}
