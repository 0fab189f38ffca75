import Documents
import Production
import Testing

@Suite struct TableReadingTests {
  @Test func theFirstRowNamesTheColumns() throws {
    let document = try StructuredDocument.read(
      Array("City;People\r\n\"Bern; old\";134000\r\n\r\nBasel;173000;\r\n".utf8), kind: .table)
    #expect(
      document.blocks.map(\.content) == [.table(rows: [["City", "People"], ["Bern; old", "134000"], ["Basel", "173000"]])])
  }

  @Test func whatStandsAboveTheColumnsIsTheTitle() throws {
    let document = try StructuredDocument.read(
      Array("Cities of 2025,,\nAs counted,,\nCity,People,Area\nBern,134000,51\n".utf8), kind: .table)
    #expect(document.title == "Cities of 2025")
    #expect(document.blocks.count == 3)
  }

  @Test func oneColumnIsAList() throws {
    let document = try StructuredDocument.read(Array("Milk\nEggs\n".utf8), kind: .table)
    #expect(document.blocks.map(\.content) == [.list(items: ["Milk", "Eggs"], ordered: false)])
  }
}
