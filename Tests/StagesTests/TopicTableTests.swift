import Documents
import Production
import Testing

@testable import Stages

/// A table of topics, row by row.
@Suite struct TopicTableTests {
  private func table(_ text: String) throws -> TopicTable {
    try TopicTable(Array(text.utf8), file: "topics.csv", over: .defaults)
  }

  @Test func eachRowIsADocumentAndWhatIsWrongIsToldByItsLine() throws {
    let read = try table(
      """
      Owner,topic,notes,style,stlye
      Ada,How tides rise,"The moon pulls the sea.
      - Twice a day",tech,
      ,Empty,,,
      ,,Something,,
      ,how  tides rise,The sun helps.,finance,
      ,Purple,Said.,purple,
      ,Last,Said too.,,
      """)
    #expect(read.topics.map(\.title) == ["How tides rise", "Last"])
    #expect(read.topics[0].settings?.style == .tech && read.topics[1].settings == nil)
    let texts = read.topics[0].document.blocks.flatMap(\.texts)
    #expect(texts == ["How tides rise", "The moon pulls the sea.", "Twice a day", "The sun helps."])
    #expect(read.rows.filter { $0.number != nil }.map(\.line) == [2, 8])
    #expect(read.bad == 3)
    let told = Dictionary(read.rows.filter { $0.number == nil }.map { ($0.line, "\($0.state): \($0.why)") }) { "\($0)|\($1)" }
    #expect(told[4]?.hasPrefix("not made: Nothing is known about it.") == true)
    #expect(told[5] == "not made: This row names no topic.")
    #expect(told[6] == "merged: It is about the same topic as line 2.")
    #expect(told[7]?.contains("style cannot be \"purple\"") == true)
    #expect(told[1]?.contains("\"Owner\"") == true && told[1]?.contains("Was style meant?") == true)
  }

  @Test(arguments: [
    ("Thema;Notizen\nWie Gezeiten steigen;Der Mond zieht am Meer.\n", ["Wie Gezeiten steigen"]),
    ("title,description\nA,Said about A.\nB,n/a\n", ["A"]), ("topic\tpoints\tbrief\nOne\tFirst.\tSecond.\n", ["One"]),
    ("topic,notes\nOne,this, that\nTwo,\"this, that\"\n", ["Two"]),
  ])
  func manyTablesAreUnderstood(_ text: String, _ titles: [String]) throws {
    #expect(try table(text).topics.map(\.title) == titles)
  }

  @Test(arguments: ["How tides rise\nHow rain falls\n", "", "name,email\nAda,ada@example.org\n"])
  func aTableWithoutAColumnOfTopicsIsRefusedWithAWayOut(_ text: String) {
    let refusal = #expect(throws: Refusal.self) { try table(text) }
    #expect(refusal?.wayOut.contains("topic,notes") == true)
  }
}
