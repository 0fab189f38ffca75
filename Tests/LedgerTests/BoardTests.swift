import Digests
import Ledger
import Production
import Testing

@Suite("Boards and stories")
struct BoardTests {
  let fixture: LedgerFixture
  var ledger: Ledger { fixture.ledger }

  init() async throws { fixture = try await LedgerFixture() }

  @Test func aBoardShowsOneClientBoundedAndUrgentFirst() async throws {
    let draft = try await fixture.draft("draft.md")
    let acme = try #require(ClientName("acme"))
    for number in 1...5 { try await fixture.take("queued-\(number).md", priority: number == 5 ? .high : .normal) }
    try await fixture.take("theirs.md", client: "zeta")
    let running = try #require(try await fixture.lease())
    #expect(running.job.name.text == "queued-5")
    let gone = try await fixture.take("gone.md")
    try await ledger.cancel(gone, by: "Thandi")

    let board = try await ledger.board(acme, limit: 4)
    #expect(board.jobs.map(\.name.text) == [draft.text, "queued-5", "queued-1", "queued-2"])
    #expect(board.recent.map(\.name) == [gone])
    #expect(board.counts == [.draft: 1, .reading: 1, .queued: 4, .cancelled: 1])
    #expect(board.at == fixture.clock.now)
  }

  @Test func aBoardOfAnUnknownClientIsEmpty() async throws {
    let nobody = try #require(ClientName("nobody"))
    let board = try await ledger.board(nobody, limit: 4)
    #expect(board.jobs.isEmpty)
    #expect(board.counts.isEmpty)
  }

  @Test func jobsAreListedNewestFirstByClientAndState() async throws {
    for name in ["a", "b", "c"] { try await fixture.take("\(name).md") }
    try await fixture.take("d.md", client: "zeta")
    let first = try #require(try await fixture.lease())
    #expect(try await ledger.jobs(limit: 10).map(\.name.text) == ["d", "c", "b", "a"])
    #expect(try await ledger.jobs(limit: 2, offset: 1).map(\.name.text) == ["c", "b"])
    #expect(try await ledger.jobs(client: ClientName("zeta"), limit: 10).map(\.name.text) == ["d"])
    #expect(try await ledger.jobs(states: [.reading], limit: 10).map(\.name) == [first.job.name])
    #expect(try await ledger.jobs(states: [], limit: 10).isEmpty)
  }

  @Test func aStoryTellsAll() async throws {
    let job = try await fixture.draft("a.md")
    try await fixture.approve(job)
    try await fixture.makeVideo(job)
    #expect(try await ledger.unpublished(fixture.client) == [job])
    let outputs = [
      Artifact(name: "a.tiktok.mp4", digest: Digest(of: "mp4"), size: 9),
      Artifact(name: "captions.srt", digest: Digest(of: "srt"), size: 2),
    ]
    try await ledger.publish(job, outputs: outputs)

    let story = try #require(try await ledger.story(job))
    #expect(story.card.state == .completed)
    #expect(story.sourceName == "a.md")
    #expect(story.sourceDigest == Digest(of: "a.md"))
    #expect(story.approvals == [fixture.approval()])
    #expect(story.stages.map(\.stage) == [.read, .script, .voice, .picture, .finish])
    #expect(story.stages.allSatisfy { $0.attempts == 1 && $0.artifacts.count == 1 })
    #expect(story.outputs == outputs)
    #expect(story.events.first?.text == "Taken in: a.md.")
    #expect(story.events.map(\.sequence) == story.events.map(\.sequence).sorted())
    #expect(try await ledger.outputs(after: 0, limit: 10).map(\.artifact) == outputs)
    #expect(try await ledger.unpublished(fixture.client).isEmpty)
    let nobody = try #require(JobName("nobody"))
    #expect(try await ledger.story(nobody) == nil)
    #expect(try await ledger.verify() == [])
  }

  @Test func aCompletedJobIsNotTriedAgain() async throws {
    let job = try await fixture.draft("a.md")
    try await fixture.approve(job)
    try await fixture.makeVideo(job)
    try await ledger.publish(job, outputs: [])
    await #expect(throws: Refusal.self) { try await ledger.retry(job, by: "Thandi") }
    await #expect(throws: Refusal.self) { try await ledger.cancel(job, by: "Thandi") }
  }
}
