import Documents
import Production
import Scripts
import Testing
import Writers

@Suite struct TopicTests {
  private func suggestions(_ document: StructuredDocument, _ count: Int = 10, version: Int = 1) -> [TopicList.Topic] {
    TopicFinder(document, fileName: "x.md").suggestions(count, version: version) { Fixture.seconds($0, "") }.topics
  }

  @Test(arguments: Fixture.all) func everyDocumentHasTopicsToChooseFrom(_ fixture: Fixture) throws {
    let topics = suggestions(try fixture.document())
    #expect((1...10).contains(topics.count))
    #expect(Set(topics.map { $0.title.lowercased() }).count == topics.count)
    #expect(topics.allSatisfy { !$0.reason.isEmpty && $0.title.count <= TopicList.longestTitle })
    let printed = TopicList(topics: topics).printed(about: fixture.name)
    #expect(ScriptText.parse(printed).readTopics().list.topics.map(\.title) == topics.map(\.title))
  }

  @Test func aPartThatOnlyFramesTheTextIsNoTopic() throws {
    let text = ["Introduction", "How bees dance", "Conclusion", "References"].map { heading in
      "## \(heading)\n\nBees fly far. Bees find food. Bees tell the others. The dance has 8 turns. The hive learns from it.\n"
    }
    let titles = suggestions(try .read(Array("# Bees\n\n\(text.joined())".utf8), kind: .markdown)).map(\.title)
    #expect(titles.contains("How bees dance"))
    #expect(!titles.contains { $0.contains("Introduction") || $0.contains("Conclusion") || $0.contains("References") })
  }

  @Test func anotherVersionSuggestsOthers() throws {
    let text = (1...12).map { number in
      "## Tool number \(number) \(["saw", "axe", "file", "drill"][number % 4])\n\nThe tool weighs \(number) kg. It cuts wood. It cuts metal well. It is sharp.\n"
    }
    let document = try StructuredDocument.read(Array("# Tools\n\n\(text.joined())".utf8), kind: .markdown)
    let first = suggestions(document, 4).map(\.title)
    let second = suggestions(document, 4, version: 2).map(\.title)
    #expect(first.count == 4 && second.count == 4)
    #expect(Set(first).isDisjoint(with: second))
  }

  @Test func twoPartsOfOneNameKeepTheirHeadings() throws {
    let part = { (word: String) in
      "## Care\n\nThe zither needs \(word) care, \(String(repeating: "and oil on its strings, ", count: 8))always.\n\n"
    }
    let filler = (1...6).map { "## Part \($0)\n\nLamps give light \($0) times.\n\n" }.joined()
    let document = try StructuredDocument.read(
      Array("# House\n\n\(part("daily"))\(filler)\(part("weekly"))".utf8), kind: .markdown)
    let told = TopicFocus.narrow(document, to: "zither strings", fileName: "x.md").blocks
    #expect(told.count { $0.texts == ["Care"] } == 2, "\(told)")
  }

  @Test func aTopicIsToldFromItsOwnPart() throws {
    let document = try Fixture.compound.document()
    let heading = try #require(
      document.blocks.compactMap { block in if case .heading(let level, let text) = block.content, level > 1 { text } else { nil }
      }
      .first)
    let part = TopicFocus.narrow(document, to: heading, fileName: "x.md")
    #expect(part.title == heading)
    #expect(part.blocks.count < document.blocks.count)
    #expect(part.blocks.allSatisfy(document.blocks.contains))
    // Words that nobody wrote are about nothing in it: then all of it is told.
    #expect(TopicFocus.narrow(document, to: "Zebras", fileName: "x.md").blocks == document.blocks)
    #expect(TopicFocus.narrow(document, to: "", fileName: "x.md").blocks == document.blocks)
  }
}
