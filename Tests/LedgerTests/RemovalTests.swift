import Digests
import FoundationEssentials
import Ledger
import Production
import Store
import Testing

/// What is to be taken away, and who is to be forgotten.
@Suite struct RemovalTests {
  private func finished(_ fixture: LedgerFixture, _ name: String = "rain") async throws -> JobName {
    let job = try await fixture.draft(name)
    try await fixture.approve(job)
    try await fixture.makeVideo(job)
    let film = Artifact(name: "rain.mp4", digest: Digest(of: "film"), size: 1000)
    try await fixture.ledger.publish(job, outputs: [film])
    return job
  }

  private func removal(_ fixture: LedgerFixture) async throws -> Removal {
    try #require(try await fixture.ledger.dueRemovals(of: fixture.client, at: fixture.clock.now).first)
  }

  @Test func whatIsDeletedIsGoneAndTheChainIsWhole() async throws {
    let fixture = try await LedgerFixture()
    let ledger = fixture.ledger
    let job = try await finished(fixture)
    var hosted = HostedVideo(
      job: job, client: fixture.client, wish: HostWish(host: "nas", details: PublishDetails(title: "For Ada")), address: "rain-x",
      files: [])
    (hosted.task, hosted.state, hosted.host) = (nil, .ready, "nas")
    hosted.copy = HostedCopy(id: "7", link: "https://x.example/7", state: .ready)
    try await ledger.keep(hosted)

    try await ledger.askToDelete(job, by: "Thandi")
    let asked = try await removal(fixture)
    #expect(asked.kind == .job(isShown: false) && asked.by == "Thandi")
    try await ledger.postpone(asked, until: fixture.clock.now.advanced(by: .seconds(10)), isShown: true)
    #expect(try await ledger.dueRemovals(of: fixture.client, at: fixture.clock.now).isEmpty)
    fixture.clock.advance(.seconds(10))
    #expect(try await removal(fixture).kind == .job(isShown: true))
    #expect(try await ledger.delete(asked))
    #expect(try await ledger.delete(asked))
    #expect(try await fixture.state(job) == .deleted)
    #expect(try await ledger.dueHosting(at: fixture.clock.now, limit: 5).map(\.task) == [.unpublish])
    #expect(try await ledger.hosted(job)?.wish.details.title == job.text)
    let contents = try await ledger.contents(onlyOf: asked)
    #expect(contents.contains(Digest(of: "\(job)-picture")) && contents.contains(Digest(of: "text 1")))
    try await ledger.finish(asked)
    #expect(try await ledger.dueRemovals(of: fixture.client, at: fixture.clock.now).isEmpty)
    #expect(try await ledger.story(job)?.outputs == [])
    // Once it is gone from its host, nothing tells of it there.
    _ = try await ledger.changeHosted(job) { video in
      (video.copy, video.host, video.task, video.state) = (nil, nil, nil, .unpublished)
      return (nil, nil)
    }
    #expect(try await ledger.hosted(job) == nil)
    #expect(try await ledger.verify() == [])
    await #expect(throws: Refusal.self) { try await ledger.askToDelete(job, by: "Thandi") }
    await #expect(throws: (any Error).self) { try await ledger.retry(job, by: "Thandi") }
    // The same document dropped again is no duplicate of what is not there any more.
    try await fixture.take("again.md", content: "rain")
    #expect(try await fixture.duplicates("acme").isEmpty)
  }

  @Test func whatIsBeingMadeIsNotDeletedAndWhatSomebodyElseNeedsStays() async throws {
    let fixture = try await LedgerFixture()
    let draft = try await fixture.draft("rain")
    await #expect(throws: Refusal.self) { try await fixture.ledger.askToDelete(draft, by: "Thandi") }
    try await fixture.ledger.cancel(draft, by: "Thandi")
    var settings = JobSettings.defaults
    settings.again = true
    let other = try await fixture.take("other.md", content: "rain", settings: settings)
    try await fixture.ledger.askToDelete(draft, by: "Thandi")
    let asked = try await removal(fixture)
    #expect(try await fixture.ledger.delete(asked))
    let contents = try await fixture.ledger.contents(onlyOf: asked)
    #expect(!contents.contains(Digest(of: "rain")) && contents.contains(Digest(of: "\(draft)-script")))
    #expect(try await fixture.state(other) == .queued)
  }

  private func keep(_ line: String, for job: JobName, _ fixture: LedgerFixture) async throws {
    try await fixture.ledger.keep(
      Artifact(name: line, digest: Digest(of: line), size: 100), as: Digest(of: "key of \(line)"),
      TakeLabel(engine: "flite", voice: "slt", characters: 5, cost: .zero), of: fixture.client, for: job)
  }

  private func removed(_ job: JobName, _ fixture: LedgerFixture) async throws -> Set<Digest> {
    try await fixture.ledger.askToDelete(job, by: "Thandi")
    let asked = try await removal(fixture)
    #expect(try await fixture.ledger.delete(asked))
    let contents = try await fixture.ledger.contents(onlyOf: asked)
    try await fixture.ledger.finish(asked)
    return Set(contents)
  }

  @Test func keptLinesAndPreviewsGoWithTheLastJobThatTheyWereFor() async throws {
    let fixture = try await LedgerFixture()
    let ledger = fixture.ledger
    let (rain, snow) = (try await finished(fixture), try await finished(fixture, "snow"))
    try await keep("only rain", for: rain, fixture)
    try await keep("hello", for: rain, fixture)
    try await ledger.countHits([Digest(of: "key of hello")], of: fixture.client, for: snow)
    let scene = Artifact(name: "scene", digest: Digest(of: "scene"), size: 9)
    try await ledger.keep(scene: scene, as: Digest(of: "key of scene"), of: fixture.client, for: rain)
    try await ledger.countUses(ofScenes: [Digest(of: "key of scene")], of: fixture.client, for: snow)
    try await ledger.made([Digest(of: "preview"), Digest(of: "edited text")], for: rain)
    // Of before it was known whose they are: everybody's.
    try await ledger.keep(
      Artifact(name: "old", digest: Digest(of: "old"), size: 100), as: Digest(of: "key of old"),
      TakeLabel(engine: "flite", voice: "slt", characters: 5, cost: .zero), of: fixture.client)
    try await ledger.countHits([Digest(of: "key of old")], of: fixture.client, for: rain)

    let first = try await removed(rain, fixture)
    #expect(first.isSuperset(of: [Digest(of: "only rain"), Digest(of: "preview"), Digest(of: "edited text")]))
    #expect(first.isDisjoint(with: [Digest(of: "hello"), Digest(of: "scene"), Digest(of: "old")]))
    #expect(try await ledger.take(Digest(of: "key of only rain"), of: fixture.client) == nil)
    #expect(try await ledger.take(Digest(of: "key of hello"), of: fixture.client) != nil)
    let second = try await removed(snow, fixture)
    #expect(second.isSuperset(of: [Digest(of: "hello"), Digest(of: "scene")]) && !second.contains(Digest(of: "old")))
    #expect(try await ledger.take(Digest(of: "key of hello"), of: fixture.client) == nil)
    #expect(try await ledger.scene(Digest(of: "key of scene"), of: fixture.client) == nil)
    #expect(try await ledger.take(Digest(of: "key of old"), of: fixture.client) != nil)
    #expect(try await ledger.verify() == [])
  }

  @Test func aSecondWordDoesNotShortenTheGrace() async throws {
    let fixture = try await LedgerFixture()
    let job = try await finished(fixture)
    try await fixture.ledger.askToDelete(job, by: "Thandi")
    try await fixture.ledger.postpone(
      try await removal(fixture), until: fixture.clock.now.advanced(by: .seconds(10)), isShown: true)
    try await fixture.ledger.askToDelete(job, by: "Bo")
    #expect(try await fixture.ledger.dueRemovals(of: fixture.client, at: fixture.clock.now).isEmpty)
    fixture.clock.advance(.seconds(10))
    try await fixture.ledger.begin(try await removal(fixture))
    #expect(try await removal(fixture).kind == .going)
    try await fixture.ledger.keepAfterAll(try await removal(fixture))
    #expect(try await removal(fixture).kind == .going)
  }

  @Test func nothingIsMadeOfARowWhosePersonWasForgottenMeanwhile() async throws {
    let fixture = try await LedgerFixture()
    let ledger = fixture.ledger
    let batch = try await fixture.draft("spring.md")
    try await ledger.remember(
      [Lead(line: 2, values: ["email": "ada@example.com"]), Lead(line: 3, values: ["name": "Bo"])], of: batch)
    try await ledger.sealLeads(of: batch)
    try await ledger.decide(batch, fixture.approval(), then: .approved, next: .rows, notBefore: nil)
    let card = try #require(try await ledger.leads(client: nil, matching: "ada@", limit: 1).first)
    #expect(try await ledger.forget(card, by: "Thandi").forgetting.videos.isEmpty)
    #expect(try await ledger.isForgetting("ADA@example.com", of: fixture.client))
    try await fixture.finish(try #require(try await fixture.lease([.rows])), then: .publishing, next: nil)
    let texts = (1...2).map {
      RowOrder(text: Artifact(name: "row-000\($0).txt", digest: Digest(of: "row \($0)"), size: 9), line: $0 + 1)
    }
    _ = try await ledger.fanOut(batch, into: texts, next: (.approved, .voice), outputs: [])
    #expect(try await fixture.state(batch.row(1)) == .cancelled)
    #expect(try await fixture.state(batch.row(2)) == .approved)
    #expect(try await ledger.dueRemovals(of: fixture.client, at: fixture.clock.now).contains { $0.job == batch.row(1) })
    #expect(try await ledger.verify() == [])
  }

  @Test func whoTakesItBackInTimeKeepsIt() async throws {
    let fixture = try await LedgerFixture()
    let job = try await finished(fixture)
    try await fixture.ledger.askToDelete(job, by: "Thandi")
    try await fixture.ledger.keepAfterAll(try await removal(fixture))
    #expect(try await fixture.ledger.dueRemovals(of: fixture.client, at: fixture.clock.now).isEmpty)
    #expect(try await fixture.state(job) == .completed)
    #expect(try await fixture.ledger.verify() == [])
  }

  @Test func whoIsForgottenStandsNowhereAnyMore() async throws {
    let fixture = try await LedgerFixture()
    let ledger = fixture.ledger
    let batch = try await fixture.draft("spring.md")
    try await ledger.decide(batch, fixture.approval(), then: .approved, next: .rows, notBefore: nil)
    try await fixture.finish(try #require(try await fixture.lease([.rows])), then: .publishing, next: nil)
    let ada = Lead(line: 2, values: ["name": "Ada Lovelace", "email": "ada@example.com"])
    try await ledger.remember([ada, Lead(line: 3, values: ["name": "Bo"])], of: batch)
    try await ledger.sealLeads(of: batch)
    let texts = (1...2).map {
      RowOrder(text: Artifact(name: "row-000\($0).txt", digest: Digest(of: "row \($0)"), size: 9), line: $0 + 1)
    }
    _ = try await ledger.fanOut(batch, into: texts, next: (.approved, .voice), outputs: [])
    let card = try #require(try await ledger.leads(client: nil, matching: "ada@", limit: 1).first)
    let (forgetting, ended) = try await ledger.forget(card, by: "Thandi")
    #expect(forgetting.videos == [batch.row(1)] && forgetting.lists == [batch] && ended.isEmpty)
    let due = try await ledger.dueRemovals(of: fixture.client, at: fixture.clock.now)
    #expect(due.count == 2 && due.contains { $0.kind == .jobAndWords && $0.job == batch.row(1) })
    #expect(try await ledger.forgottenLines(of: batch).lines == [2])
    #expect(try await !ledger.forgottenLines(of: batch).isAtRest)
    for removal in due {
      if removal.kind == .jobAndWords { #expect(try await ledger.delete(removal)) }
      #expect(try await ledger.contents(onlyOf: removal).contains(Digest(of: "row 2")) == false)
      try await ledger.finish(removal)
    }
    let story = try #require(try await ledger.story(batch.row(1)))
    #expect(story.card.state == .deleted && story.approvals.allSatisfy { $0.by.isEmpty })
    #expect(try await ledger.leads(client: nil, limit: 10).map(\.shownName) == ["Bo"])
    #expect(try await ledger.verify() == [])
    try await ledger.close()
    for name in LedgerFixture.names(in: fixture.folder) {
      let bytes = try Data(contentsOf: URL(filePath: "\(fixture.folder)/\(name)"))
      #expect(!String(decoding: bytes, as: UTF8.self).contains("ada@example.com"), "\(name)")
    }
  }

  /// Batches of older versions do not say for whom each row was made.
  @Test func theVideosOfAnOldBatchAreFoundByItsLines() async throws {
    let fixture = try await LedgerFixture()
    let batch = try await fixture.draft("spring.md")
    try await fixture.ledger.decide(batch, fixture.approval(), then: .approved, next: .rows, notBefore: nil)
    try await fixture.finish(try #require(try await fixture.lease([.rows])), then: .publishing, next: nil)
    try await fixture.ledger.remember(
      [Lead(line: 2, values: ["email": "ada@example.com"]), Lead(line: 3, values: ["name": "Bo"])], of: batch)
    try await fixture.ledger.sealLeads(of: batch)
    let texts = (1...2).map {
      RowOrder(text: Artifact(name: "row-000\($0).txt", digest: Digest(of: "row \($0)"), size: 9), line: $0 + 1)
    }
    _ = try await fixture.ledger.fanOut(batch, into: texts, next: (.approved, .voice), outputs: [])
    let first = try #require(try await fixture.ledger.leads(client: nil, matching: "ada@", limit: 1).first)
    #expect(try await fixture.ledger.batchesOfNobody(first).isEmpty)
    try await fixture.tamper { try $0.run("DELETE FROM lead_videos") }
    let ledger = try await fixture.reopened()
    let card = try #require(try await ledger.leads(client: nil, matching: "ada@", limit: 1).first)
    #expect(try await ledger.batchesOfNobody(card) == [batch])
    #expect(try await ledger.hasRowsOfNobody(batch))
    try await ledger.link(rowsOf: batch, toLines: [1: 2, 2: 3])
    #expect(try await ledger.batchesOfNobody(card).isEmpty)
    #expect(try await !ledger.hasRowsOfNobody(batch))
    #expect(try await ledger.isKnown(lead: card.id))
    #expect(try await ledger.forget(card, by: "Thandi").forgetting.videos == [batch.row(1)])
    #expect(try await !ledger.isKnown(lead: card.id))
    try await ledger.close()
  }

  @Test func listsThatWereStruckAreStillTheirJobs() async throws {
    let fixture = try await LedgerFixture()
    let job = try await finished(fixture)
    for content in ["first", "second"] {
      try await fixture.ledger.keep(struck: [Artifact(name: "a/leads.csv", digest: Digest(of: content), size: 6)], of: job)
    }
    #expect(try await fixture.ledger.struckFiles(of: job).map(\.digest) == [Digest(of: "second")])
    try await fixture.ledger.askToDelete(job, by: "Thandi")
    let asked = try await removal(fixture)
    #expect(try await fixture.ledger.delete(asked))
    try await fixture.ledger.finish(asked)
    #expect(try await fixture.ledger.struckFiles(of: job).isEmpty)
  }
}
