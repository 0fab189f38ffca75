import Pages
import Production
import Testing

@testable import Outbox

@Suite struct BatchPageTests {
  private static let evil = "=cmd|' /C calc'!A0<script>alert(1)</script>\u{202E}"

  private let batch: JobName

  init() throws { batch = try Samples.job("spring") }

  private func row(_ number: Int?, _ line: Int, _ who: String, state: String = "ready", why: String = "") -> BatchRow {
    BatchRow(number: number, line: line, who: who, state: state, why: why, values: ["company": who])
  }

  private func report(_ states: [JobState], notes: [Int: Refusal] = [:], extra: [BatchRow] = []) throws -> BatchReport {
    let cards = try states.enumerated().map { index, state in
      try Samples.card(batch.row(index + 1).text, state, changed: 1, note: notes[index])
    }
    let rows = states.indices.map { row($0 + 1, $0 + 2, "Person \($0 + 1)") } + extra
    let card = BatchCard(
      name: batch, client: try #require(ClientName("acme")), created: Samples.now,
      counts: Dictionary(states.map { ($0, 1) }) { $0 + $1 }, cost: .zero)
    return BatchReport(card, BatchRows(keys: ["company"], rows: rows), cards)
  }

  private func text(_ report: BatchReport, _ name: String) -> String {
    String(decoding: report.bytes(of: name, named: Array(name.utf8)), as: UTF8.self)
  }

  @Test func rowsLieInTheFolderOfTheirBatch() throws {
    let share = try TestShare()
    let progress = Progress(stage: .picture, fraction: 0.1, doing: "", timeLeft: nil)
    try share.outbox.showWorking(batch.row(7), in: .outbox, progress, at: Samples.now)
    #expect(try share.names(in: "outbox") == ["spring"])
    #expect(try share.names(in: "outbox/spring") == ["0007"])
    try share.outbox.endWorking(batch.row(7))
    #expect(try share.names(in: "outbox/spring").isEmpty)
  }

  @Test func eachRowSaysWhatBecameOfIt() throws {
    let share = try TestShare()
    let why = Refusal("The voice said nothing.", wayOut: "Write more.")
    // Where somebody threw the folder away, it does not come back.
    try share.outbox.showBatch(try report([.completed]), of: batch)
    #expect(try share.names(in: "outbox").isEmpty)
    try share.put("Hi Ada.", at: "outbox/spring/0001/script.txt")
    let bad = row(nil, 5, "line 5", state: "not made", why: "It has 7 cells.")
    try share.outbox.showBatch(try report([.completed, .failed, .rendering], notes: [1: why], extra: [bad]), of: batch)
    #expect(try share.names(in: "outbox/spring") == ["0001", "batch.csv", "batch.html"])
    let csv = try #require(try share.text(at: "outbox/spring/batch.csv"))
    #expect(csv.contains("0001,2,completed,,Person 1,"))
    #expect(csv.contains("0002,3,failed,The voice said nothing. Write more.,Person 2,"))
    #expect(csv.contains("0003,4,rendering,,Person 3,"))
    #expect(csv.contains(",5,not made,It has 7 cells.,line 5,(Dropreel "))
    let page = try #require(try share.text(at: "outbox/spring/batch.html"))
    #expect(page.contains("1 of 3 finished, 1 to go, 1 could not be made."))
    #expect(page.contains("href=\"./0002/\"") && page.contains("It has 7 cells."))

    // It is ours and follows what happens; what a person wrote into it stays.
    try share.outbox.showBatch(try report([.completed, .failed, .completed]), of: batch)
    #expect(try share.names(in: "outbox/spring") == ["0001", "batch.csv", "batch.html"])
    #expect(try share.text(at: "outbox/spring/batch.csv")?.contains("0003,4,completed") == true)
    try share.put("my own notes", at: "outbox/spring/batch.csv")
    try share.outbox.showBatch(try report([.completed, .completed, .completed]), of: batch)
    #expect(try share.text(at: "outbox/spring/batch.csv") == "my own notes")
    #expect(try share.names(in: "outbox/spring").contains("batch (2).csv"))
  }

  @Test func whatPeopleAreCalledStaysText() throws {
    let evil = row(nil, 9, Self.evil, state: "not made", why: Self.evil)
    let report = try report([.failed], notes: [0: Refusal(Self.evil, wayOut: Self.evil)], extra: [evil])
    let page = text(report, "batch.html")
    #expect(!page.contains("<script") && !page.contains("\u{202E}"))
    #expect(!text(report, "batch.csv").split(separator: ",").contains { $0.hasPrefix("=") || $0.hasPrefix("\"=") })
  }

  @Test func namesOfRowsAreNamesOfJobs() throws {
    #expect(batch.row(7).text == "spring.0007" && batch.row(12345).text == "spring.12345")
    #expect(JobName("spring.0007") == batch.row(7))
    #expect(batch.row(7).batch == batch && batch.batch == nil)
    #expect(batch.row(7).folders == ["spring", "0007"])
    for text in ["spring.", "spring.7", "spring.000x", ".0007", "spring.0007.0001", "sp ring.0007", "spring.１２３４"] {
      #expect(JobName(text) == nil, "\(text)")
    }
  }
}
