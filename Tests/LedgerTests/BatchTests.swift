import Digests
import Ledger
import Production
import Testing

/// An approved list becomes a job for each of its rows.
@Suite struct BatchTests {
  private let texts = (1...5).map { Artifact(name: "row-000\($0).txt", digest: Digest(of: Array("for row \($0)".utf8)), size: 9) }

  @Test func eachRowIsAJobWithItsOwnWords() async throws {
    let fixture = try await LedgerFixture()
    let ledger = fixture.ledger
    let batch = try await publishing(fixture)
    let step = (state: JobState.approved, stage: Stage.voice)
    // Cut off after two, and asked for again: there are never fewer or more.
    #expect(try await !ledger.fanOut(batch, into: texts, next: step, outputs: [], atMost: 2))
    #expect(try await ledger.rows(of: batch).map(\.name.text) == ["\(batch).0001", "\(batch).0002"])
    #expect(try await !ledger.fanOut(batch, into: texts, next: step, outputs: [], atMost: 2))
    #expect(try await ledger.fanOut(batch, into: texts, next: step, outputs: [], atMost: 2))
    #expect(try await ledger.fanOut(batch, into: texts, next: step, outputs: [], atMost: 2))
    let rows = try await ledger.rows(of: batch)
    #expect(rows.map(\.name) == (1...5).map(batch.row))
    let third = try await ledger.record(of: rows[2].name)
    #expect(third.approvedText == texts[2].digest && third.isSplit && third.formatsOf == nil && !third.isBatch)
    #expect(third.results[.read]?.artifacts == (try await ledger.record(of: batch)).results[.read]?.artifacts)
    #expect(rows.allSatisfy { $0.priority == .low && $0.state == .approved })
    #expect(try await ledger.unneeded(among: texts.map(\.digest), keepingLinesSince: fixture.clock.now).isEmpty)
    // Also where nobody is asked, it is the row's own text that is made.
    #expect(third.results[.script]?.artifacts.map(\.digest) == [texts[2].digest])
    #expect(try await ledger.verify() == [])
  }

  @Test func aRowsVideoIsItsPersons() async throws {
    let fixture = try await LedgerFixture()
    let ledger = fixture.ledger
    let batch = try await publishing(fixture)
    try await ledger.remember(
      [Lead(line: 2, values: ["name": "Ann", "email": "ann@example.com"]), Lead(line: 5, values: ["name": "Bo"])], of: batch)
    let rows = [RowOrder(text: texts[0], line: 2), RowOrder(text: texts[1], line: 5)]
    _ = try await ledger.fanOut(batch, into: rows, next: (.approved, .voice), outputs: [])
    var view = ViewFragment(video: "\(batch).0001", viewer: 1, at: 1_795_168_800)
    (view.page, view.marks) = (1, [.started, .cta, .reached(upTo: 40)])
    _ = try await ledger.count([view], of: fixture.client)
    let found = try await ledger.leads(ofVideos: [view.video, "demo"], of: fixture.client)
    #expect(found.map(\.shownName) == ["Ann"])
    let story = try await ledger.story(of: try #require(found.first))
    #expect(story.videos.map(\.job) == [batch.row(1)] && story.videos.first?.tally.ctas == 1)
    #expect(story.timeline.last?.what.contains("40 % played, clicked the button") == true)
    #expect(try await ledger.viewReport(of: fixture.client, .lead("ann@example.com"))?.tally.views == 1)
    #expect(try await ledger.viewReport(of: fixture.client, .lead("Bo")) == nil)
    #expect(try await ledger.leads(ofVideos: [view.video], of: try #require(ClientName("other"))).isEmpty)
  }

  @Test func aBatchIsCancelledAsAWholeOnceItsRowsAreThere() async throws {
    let fixture = try await LedgerFixture()
    let ledger = fixture.ledger
    let batch = try await publishing(fixture)
    _ = try await ledger.fanOut(batch, into: texts, next: (.approved, .voice), outputs: [], atMost: 2)
    await #expect(throws: Refusal.self) { try await ledger.cancelRows(of: batch, by: "Ada") }
    _ = try await ledger.fanOut(batch, into: texts, next: (.approved, .voice), outputs: [])
    let work = try #require(try await fixture.lease([.voice]))
    let (rows, ended) = try await ledger.cancelRows(of: batch, by: "Ada")
    #expect(rows == (1...5).map(batch.row) && ended == [work.lease])
    #expect(try await ledger.batch(named: batch)?.cancelled == 5)
    #expect(try await ledger.verify() == [])
  }

  /// The page that tells of its rows is made of it, as long as one of them is open.
  @Test func theListIsKeptAsLongAsARowIsOpen() async throws {
    let fixture = try await LedgerFixture()
    let ledger = fixture.ledger
    let batch = try await publishing(fixture)
    _ = try await ledger.fanOut(batch, into: texts, next: (.approved, .voice), outputs: [])
    let list = try #require(try await ledger.record(of: batch).results[.rows]?.artifacts.first?.digest)
    for row in 1...4 { _ = try await ledger.cancel(batch.row(row), by: "Ada") }
    #expect(try await ledger.unneeded(among: [list], keepingLinesSince: fixture.clock.now).isEmpty)
    _ = try await ledger.cancel(batch.row(5), by: "Ada")
    #expect(try await ledger.unneeded(among: [list], keepingLinesSince: fixture.clock.now).map(\.digest) == [list])
  }

  @Test func aBatchIsCountedAsOne() async throws {
    let fixture = try await LedgerFixture()
    let ledger = fixture.ledger
    let batch = try await publishing(fixture)
    _ = try await ledger.fanOut(batch, into: texts, next: (.approved, .voice), outputs: [])
    let board = try await ledger.board(fixture.client, limit: 10)
    #expect(board.jobs.isEmpty)
    #expect(board.batches.map(\.open) == [5])
    _ = try await ledger.cancel(batch.row(2), by: "Ada")
    let card = try #require(try await ledger.batch(named: batch))
    #expect((card.total, card.open, card.cancelled, card.failed) == (5, 4, 1, 0))
    for row in [1, 3, 4, 5] { _ = try await ledger.cancel(batch.row(row), by: "Ada") }
    #expect(try await ledger.board(fixture.client, limit: 10).batches.isEmpty)
    #expect(try await ledger.batches(client: fixture.client, limit: 10).map(\.name) == [batch])
    #expect(try await ledger.batch(named: batch.row(1)) == nil)
  }

  @Test func whatComesLaterAloneGoesFirst() async throws {
    let fixture = try await LedgerFixture()
    let batch = try await publishing(fixture)
    _ = try await fixture.ledger.fanOut(batch, into: texts, next: (.approved, .voice), outputs: [])
    let single = try await fixture.take("alone.md")
    #expect(try await fixture.lease()?.lease.job == single)
  }

  @Test func aRowMayHaveADocumentAndSettingsOfItsOwn() async throws {
    let fixture = try await LedgerFixture()
    let ledger = fixture.ledger
    let batch = try await fixture.take("topics.csv")
    try await fixture.finish(try #require(try await fixture.lease([.read])), then: .publishing, next: nil)
    var settings = JobSettings.defaults
    settings.style = .finance
    settings.topics = 5
    let rows = [nil, settings].enumerated().map { index, settings in
      RowOrder(
        document: Artifact(name: "document.json", digest: texts[index].digest, size: 9), facts: [ReadingFact.topicRow: "yes"],
        settings: settings)
    }
    #expect(try await !ledger.fanOut(batch, into: rows, next: (.drafting, .script), outputs: [], atMost: 1))
    #expect(try await ledger.fanOut(batch, into: rows, next: (.drafting, .script), outputs: [], atMost: 1))
    let second = try await ledger.record(of: batch.row(2))
    #expect(second.isTopic && !second.isTopicTable && second.state == .drafting && second.approvedText == nil)
    #expect(second.results[.read]?.artifacts.map(\.digest) == [texts[1].digest])
    #expect(
      second.order.settings.style == .finance && second.order.settings.topics == 0 && second.order.settings.priority == .low)
    #expect(try await ledger.record(of: batch.row(1)).order.settings.style == .auto)
    #expect(try await fixture.lease([.script])?.lease.job == batch.row(1))
    #expect(try await ledger.verify() == [])
  }

  /// Its rows are written, and it is about to be published.
  private func publishing(_ fixture: LedgerFixture) async throws -> JobName {
    let job = try await fixture.draft("spring.md")
    try await fixture.ledger.decide(job, fixture.approval(), then: .approved, next: .rows, notBefore: nil)
    try await fixture.finish(try #require(try await fixture.lease([.rows])), then: .publishing, next: nil)
    return job
  }
}
