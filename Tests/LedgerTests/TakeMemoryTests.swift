import Digests
import Ledger
import Production
import Testing

/// Which takes are kept for whom, for how long, and what that saved.
@Suite struct TakeMemoryTests {
  let fixture: LedgerFixture
  var ledger: Ledger { fixture.ledger }

  init() async throws { fixture = try await LedgerFixture() }

  private func take(_ text: String, size: Int64 = 100) -> Artifact { Artifact(name: text, digest: Digest(of: text), size: size) }

  private func keep(_ text: String, size: Int64 = 100, cost: Int64 = 0, client: ClientName? = nil) async throws {
    try await ledger.keep(
      take(text, size: size), as: Digest(of: "key of \(text)"),
      TakeLabel(engine: "flite", voice: "slt", characters: text.count, cost: Money(microDollars: cost)),
      of: client ?? fixture.client)
  }

  private func found(_ text: String, client: ClientName? = nil) async throws -> Bool {
    try await ledger.take(Digest(of: "key of \(text)"), of: client ?? fixture.client)?.digest == Digest(of: text)
  }

  @Test func aTakeIsFoundByItsOwnClientOnly() async throws {
    let other = try #require(ClientName("other"))
    try await keep("hello")
    #expect(try await found("hello"))
    #expect(try await !found("hello", client: other))
    try await keep("bye", client: other)
    #expect(try await !found("bye"))
    #expect(try await found("bye", client: other))
  }

  @Test func usageIsCountedByDayClientAndEngine() async throws {
    try await keep("hello", cost: 1000)
    try await keep("bye", cost: 500)
    try await ledger.countHits([Digest(of: "key of hello"), Digest(of: "nobody's")], of: fixture.client)
    fixture.clock.advance(.seconds(86_400))
    try await ledger.countHits([Digest(of: "key of hello"), Digest(of: "key of bye")], of: fixture.client)
    let usage = try await ledger.voiceUsage(of: fixture.client, limit: 10)
    #expect(usage.count == 2 && usage[0].day > usage[1].day)
    #expect(usage[1].lines == 2 && usage[1].characters == 8 && usage[1].cost == Money(microDollars: 1500))
    #expect(usage[1].hits == 1 && usage[1].saved == Money(microDollars: 1000) && usage[1].hitPercent == 33)
    #expect(usage[0].lines == 0 && usage[0].hits == 2 && usage[0].saved == Money(microDollars: 1500))
    #expect(try await ledger.voiceUsage(of: ClientName("other"), limit: 10).isEmpty)
    #expect(try await ledger.verify() == [])
  }

  @Test func whatIsUnusedForLongGoesAndWhatIsUsedStays() async throws {
    try await keep("hello")
    try await keep("bye")
    fixture.clock.advance(.seconds(10 * 86_400))
    try await ledger.countHits([Digest(of: "key of bye")], of: fixture.client)
    let gone = try await ledger.expireTakes(unusedSince: fixture.clock.now.advanced(by: .seconds(-86_400)), atMost: 1000)
    #expect(gone == [Digest(of: "hello")])
    #expect(try await !found("hello"))
    #expect(try await found("bye"))
  }

  @Test func theLongestUnusedGoFirstBeyondTheRoom() async throws {
    for text in ["one", "two", "three", "four"] {
      try await keep(text, size: 300)
      fixture.clock.advance(.seconds(60))
    }
    try await ledger.countHits([Digest(of: "key of one")], of: fixture.client)
    let gone = try await ledger.expireTakes(unusedSince: Moment(microseconds: 0), atMost: 700)
    #expect(Set(gone) == [Digest(of: "two"), Digest(of: "three")])
    #expect(try await found("one"))
    #expect(try await found("four"))
    #expect(try await ledger.expireTakes(unusedSince: Moment(microseconds: 0), atMost: 700) == [])
    #expect(try await ledger.expireTakes(unusedSince: Moment(microseconds: 0), atMost: 0).count == 2)
  }

  @Test func whatIsKeptIsNeededAndWhatExpiredIsNot() async throws {
    let other = try #require(ClientName("other"))
    try await keep("hello")
    try await keep("hello", client: other)
    #expect(
      try await ledger.unneeded(among: [Digest(of: "hello"), Digest(of: "bye")], keepingLinesSince: fixture.clock.now).map(
        \.digest) == [Digest(of: "bye")])
    fixture.clock.advance(.seconds(60))
    try await ledger.countHits([Digest(of: "key of hello")], of: other)
    _ = try await ledger.expireTakes(unusedSince: fixture.clock.now, atMost: 1000)
    // The other one's is the same content.
    #expect(try await ledger.unneeded(among: [Digest(of: "hello")], keepingLinesSince: fixture.clock.now).isEmpty)
    _ = try await ledger.expireTakes(unusedSince: Moment(microseconds: 0), atMost: 0)
    #expect(try await ledger.unneeded(among: [Digest(of: "hello")], keepingLinesSince: fixture.clock.now).count == 1)
  }

  @Test func aLineThatWasBoughtIsNeededAsLongAsTakesAreKept() async throws {
    let job = try await fixture.take("a.md")
    try await fixture.finish(try #require(try await fixture.lease()), then: .reading, next: .script)
    try await fixture.finish(try #require(try await fixture.lease()), then: .approved, next: .speak)
    let work = try #require(try await fixture.lease())
    let standing = try await ledger.intend(
      "line", provider: "elevenlabs", atMost: Money(microDollars: 100), lease: work.lease,
      within: Budget(month: Money(microDollars: 1_000_000)))
    guard case .granted(let call) = standing else {
      Issue.record("\(standing)")
      return
    }
    let answer = Artifact(name: "answer", digest: Digest(of: "the sound"), size: 3)
    try await ledger.charge(call, cost: Money(microDollars: 100), answer: answer)
    _ = try await ledger.cancel(job, by: "Thandi")
    let bought = fixture.clock.now
    fixture.clock.advance(.seconds(60))
    #expect(try await ledger.unneeded(among: [answer.digest], keepingLinesSince: bought).isEmpty)
    #expect(try await ledger.unneeded(among: [answer.digest], keepingLinesSince: fixture.clock.now).count == 1)
  }
}
