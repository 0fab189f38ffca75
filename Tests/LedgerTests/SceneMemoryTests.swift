import Digests
import Ledger
import Production
import Testing

/// Which coded scenes are kept for whom, and for how long.
@Suite struct SceneMemoryTests {
  let fixture: LedgerFixture
  var ledger: Ledger { fixture.ledger }

  init() async throws { fixture = try await LedgerFixture() }

  private func keep(_ text: String, size: Int64 = 100, client: ClientName? = nil) async throws {
    try await ledger.keep(
      scene: Artifact(name: text, digest: Digest(of: text), size: size), as: Digest(of: "key of \(text)"),
      of: client ?? fixture.client)
  }

  private func found(_ text: String, client: ClientName? = nil) async throws -> Bool {
    try await ledger.scene(Digest(of: "key of \(text)"), of: client ?? fixture.client)?.digest == Digest(of: text)
  }

  @Test func aSceneIsFoundByItsOwnClientOnly() async throws {
    let other = try #require(ClientName("other"))
    try await keep("title")
    #expect(try await found("title"))
    #expect(try await !found("title", client: other))
    // What is kept is needed, whatever job it was made for.
    #expect(
      try await ledger.unneeded(
        among: [Digest(of: "title"), Digest(of: "nobody's")], keepingLinesSince: fixture.clock.now
      ).map(\.digest) == [Digest(of: "nobody's")])
  }

  @Test func theLongestUnusedGoFirst() async throws {
    try await keep("one")
    fixture.clock.advance(.seconds(10))
    try await keep("two")
    fixture.clock.advance(.seconds(10))
    try await keep("three")
    fixture.clock.advance(.seconds(10))
    try await ledger.countUses(ofScenes: [Digest(of: "key of one")], of: fixture.client)
    let long = fixture.clock.now.advanced(by: .seconds(-1000))
    #expect(try await ledger.expireScenes(unusedSince: long, atMost: 300) == [])
    #expect(try await ledger.expireScenes(unusedSince: long, atMost: 299) == [Digest(of: "two")])
    #expect(try await found("one"))
    #expect(try await ledger.expireScenes(unusedSince: fixture.clock.now, atMost: 300) == [Digest(of: "three")])
    #expect(
      try await ledger.expireScenes(unusedSince: fixture.clock.now.advanced(by: .seconds(1)), atMost: 300) == [Digest(of: "one")])
    #expect(try await ledger.verify() == [])
  }
}
