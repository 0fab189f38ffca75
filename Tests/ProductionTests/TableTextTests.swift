import Production
import Testing

@Suite struct TableTextTests {
  private func cells(_ text: String) -> [[String]] { TableText(Array(text.utf8)).map(\.cells) }

  @Test(arguments: [",", ";", "\t", "|"])
  func `Any delimiter is found by itself`(delimiter: String) {
    let text =
      ["name", "city", "note"].joined(separator: delimiter) + "\n"
      + ["Ada", "Ulm", "1,5 | 2;5"].map { "\"\($0)\"" }
      .joined(separator: delimiter) + "\n"
    #expect(cells(text) == [["name", "city", "note"], ["Ada", "Ulm", "1,5 | 2;5"]])
  }

  @Test func `Decimal commas do not outvote the semicolon`() {
    #expect(cells("a;b;c\n1,5;2,5;3,5\n1,0;2,0;3,0\n").last == ["1,0", "2,0", "3,0"])
  }

  @Test func `Quoted cells keep their delimiters, doubled marks and line breaks`() {
    let table = TableText(Array("a,b\r\n\"x, \"\"y\"\"\r\nz\",2\r\n3,4".utf8))
    #expect(Array(table).map(\.cells) == [["a", "b"], ["x, \"y\"\r\nz", "2"], ["3", "4"]])
    #expect(table.map(\.line) == [1, 2, 4])
  }

  @Test func `A quotation mark that nothing closes spoils no other row`() {
    let rows = Array(TableText(Array("a,b\n\"open,1\nc,2\nd,3\n".utf8)))
    #expect(rows.map(\.cells) == [["a", "b"], ["\"open", "1"], ["c", "2"], ["d", "3"]])
    #expect(rows.map(\.flaw) == [nil, .openQuote, nil, nil])
  }

  @Test func `A stray mark does not swallow the rows up to the next good one`() {
    #expect(cells("a,b\n\"open,1\nc,\"d\ne\"\nf,2\n") == [["a", "b"], ["\"open", "1"], ["c", "d\ne"], ["f", "2"]])
  }

  @Test func `Inches and letters behind a closed mark are kept`() {
    #expect(cells("a,b\n5\" pipe,\"x \"y\" z\"\n") == [["a", "b"], ["5\" pipe", "x \"y\" z"]])
  }

  @Test(arguments: TextEncoding.allCases)
  func `Any encoding is read`(encoding: TextEncoding) {
    let mark: [UInt8] = encoding == .utf16LittleEndian ? [0xFF, 0xFE] : encoding == .utf16BigEndian ? [0xFE, 0xFF] : []
    let table = TableText(mark + encoding.encode("Vorname;Straße\nJürgen;Größe 5 €\n"))
    #expect(table.encoding == encoding)
    #expect(table.map(\.cells) == [["Vorname", "Straße"], ["Jürgen", "Größe 5 €"]])
  }

  @Test func `A first line that names the delimiter is no row`() {
    let table = TableText(Array("\u{FEFF}sep=;\r\na;b,c\r\n".utf8))
    #expect(Array(table) == [TableText.Row(line: 2, cells: ["a", "b,c"])])
  }

  @Test(arguments: ["", "\n\n", ",,,\n", "sep=;", "\"", "\u{0}"])
  func `Hardly anything is no row, and no trap`(text: String) {
    #expect(cells(text).count <= 1)
  }

  @Test func `Old line ends and empty lines are counted`() {
    let table = TableText(Array("a,b\r\rc,d\r".utf8))
    #expect(table.map(\.line) == [1, 3])
  }

  @Test func `Huge rows are cut, and say so`() {
    let rows = Array(
      TableText(Array((String(repeating: "x,", count: 5000) + "\na,b\n" + String(repeating: "y", count: 100_000)).utf8)))
    #expect(rows.map(\.flaw) == [.tooLarge, nil, .tooLarge])
    #expect(rows[0].cells.count == TableText.mostCells)
  }

  @Test func `Thousands of stray marks take no time`() {
    for hostile in [String(repeating: "\"\"\"\",\n", count: 100_000) + "\"", String(repeating: "\"a\n", count: 100_000)] {
      #expect(TableText(Array(hostile.utf8)).reduce(0) { count, _ in count + 1 } > 0)
    }
  }
}
