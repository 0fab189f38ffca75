import Leads
import Production
import Scripts
import Testing

@testable import Stages

/// A template for thousands of people: the service hears of each, and only some of it is kept.
@Suite struct BatchReadingTests {
  private static let template = """
    TITLE: For {{company|your team}}

    [00:00] INTRO Hello
    Hi {{first_name|there}}, welcome to the board.

    [00:04] CTA Next
    Write to us, {{last_name}}.

    """

  @Test func `Of thousands of people, each is told, and none of their scripts is kept`() throws {
    let count = 1500
    let list = "first_name,last_name,email\n" + (1...count).map { "A\($0),\($0 == 7 ? "" : "B\($0)"),a\($0)@x.org\n" }.joined()
    let reader = LeadReader(Array(list.utf8))
    let (leads, remarks) = reader.read()
    var told: [Double] = []
    var made: [Int] = []
    let reading = try BatchReading(
      of: ScriptText.parse(Self.template), to: People(sheet: LeadSheet(reader, remarks: remarks), leads: leads),
      checking: ScriptChecking(.defaults), progress: { fraction, _ in told.append(fraction) }
    ) { lead, script, number in
      made.append(number)
      if number == count - 1 { #expect(script.printed.contains("Write to us, B\(count).") && lead.line == count + 1) }
    }
    #expect(told.count == count && told == told.sorted())
    #expect(made == Array(1..<count))
    #expect(reading.good == count - 1 && reading.bad == 1 && reading.longest > 1)
    #expect(reading.missing.map(\.sentence) == ["For 1 of 1500 people nothing can be made: there is no last_name to say."])
    let rows = reading.table.csv.split(whereSeparator: \.isNewline)
    #expect(rows.count == count + 1)
    #expect(rows[7].hasPrefix(",8,not made,") && rows[8].hasPrefix("0007,9,ready,"), "\(rows[7])\n\(rows[8])")
  }

  @Test func `Of a list with more flaws than are told, all are counted`() {
    let reader = LeadReader(Array("name,email\n".utf8))
    let remarks = (0..<12_000).map { LeadRemark(line: $0, why: "", kind: $0.isMultiple(of: 2) ? .bad : .merged) }
    let sheet = LeadSheet(reader, remarks: remarks)
    #expect(sheet.bad == 6000 && sheet.merged == 6000 && sheet.remarks.count == 10_000)
  }
}
