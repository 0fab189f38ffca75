import Pages
import Production
import Testing

@testable import Outbox

/// What lies in the review folder of a batch, beside the folders of its rows.
@Suite struct BatchReviewTests {
  private let batch: JobName

  init() throws { batch = try Samples.job("topics") }

  private func ask(at gate: Gate, _ numbers: ClosedRange<Int>, later: Int = 0) -> BatchAsk {
    let rows = numbers.map { number in
      BatchAsk.Row(
        job: batch.row(number), title: "Topic \(number)", length: Timecode(seconds: 30), cost: Money(microDollars: 140_000),
        isHeld: false)
    }
    return BatchAsk(batch: batch, gate: gate, rows: rows, later: later, notMade: 1)
  }

  @Test func oneNoteTellsOfAllThatWaitAndWhatTheyCost() throws {
    let share = try TestShare()
    try share.put("script", at: "review/topics/0001/script.txt")
    try share.outbox.ask(ask(at: .script, 1...2, later: 1))
    let name = "HOW TO APPROVE ALL - 2 scripts - costs $0.28 - 1 more to come.txt"
    #expect(try share.names(in: "review/topics") == ["0001", name])
    let note = try #require(try share.text(at: "review/topics/\(name)"))
    #expect(note.contains("0002   Topic 2 (30 s, $0.14)") && note.contains("Of 1 row of the list nothing is made"))
    try share.outbox.ask(ask(at: .script, 1...3))
    #expect(try share.names(in: "review/topics") == ["0001", "HOW TO APPROVE ALL - 3 scripts - costs $0.42.txt"])
  }

  @Test func whatWasSaidOfOneGateDecidesNothingAtTheNext() throws {
    let share = try TestShare()
    try share.put("script", at: "review/topics/0001/publish.txt")
    try share.outbox.ask(ask(at: .script, 1...1))
    #expect(try share.outbox.gateAsked(of: batch) == .script)
    try share.outbox.endAsking(about: batch)
    #expect(try share.names(in: "review/topics") == ["0001"])
    #expect(try share.outbox.gateAsked(of: batch) == nil)
    try share.put("", at: "review/topics/approved")
    try share.outbox.ask(ask(at: .publish, 1...1))
    #expect(try share.names(in: "review/topics") == ["0001", "HOW TO APPROVE ALL - 1 video.txt", "versions"])
    #expect(try share.names(in: "review/topics/versions") == ["v1 - approved"])
  }

  @Test func whatPeoplePutThereIsKeptWithTheBatch() throws {
    let share = try TestShare()
    try share.put("mine", at: "review/topics/my list.txt")
    try share.outbox.answer(BatchAnswer(decision: .hold, gate: .script, decided: [batch.row(1), batch.row(2)]), in: batch)
    #expect(try share.names(in: "review/topics").contains("ON HOLD - 2 scripts - nobody is reminded.txt"))
    try share.outbox.endAsking(about: batch)
    #expect(try share.names(in: "review").isEmpty)
    #expect(try share.names(in: "outbox/topics/script") == ["my list.txt"])
    // Nothing is left to end.
    try share.outbox.endAsking(about: batch)
    #expect(try share.names(in: "review").isEmpty)
  }

  @Test func aBatchWaitsForPeopleAsOneAndIsFinishedWithItsLastRow() throws {
    let client = try #require(ClientName("acme"))
    func page(_ counts: [JobState: Int]) throws -> String {
      var board = StatusBoard(
        client: client, at: Samples.now, jobs: [], recent: [try Samples.card("topics", .completed, changed: 1)], counts: [:],
        waiting: [], notices: [], diskFree: 0, spentThisMonth: .zero)
      board.batches = [BatchCard(name: batch, client: client, created: Samples.now, counts: counts, cost: .zero)]
      return StatusPage(board, clock: .fixed(secondsFromUTC: 0)).html(showsTime: false).source
    }
    let asking = try page([.draft: 12, .drafting: 3])
    #expect(asking.contains("12 jobs wait for you, 3 are being made.") && asking.contains("Waits for you"))
    #expect(asking.contains("12 of these for you to decide about") && asking.contains("review/topics"))
    #expect(!asking.contains("Finished</h2>"))
    let over = try page([.completed: 15])
    #expect(over.contains("Finished</h2>") && !over.contains("Waits for you"))
  }
}
