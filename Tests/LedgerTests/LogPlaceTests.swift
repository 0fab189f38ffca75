import Digests
import Ledger
import Production
import Testing

/// How far logs were read, and what of it nobody was shown yet.
@Suite struct LogPlaceTests {
  let fixture: LedgerFixture
  var ledger: Ledger { fixture.ledger }

  init() async throws { fixture = try await LedgerFixture() }

  private func view(_ page: UInt64, of video: String = "demo") -> ViewFragment {
    var fragment = ViewFragment(video: video, viewer: page, at: 1_795_168_800)
    fragment.page = page
    fragment.marks = [.started]
    return fragment
  }

  private func place(_ inode: UInt64, at offset: Int64) -> LogPlace {
    LogPlace(
      device: .max, inode: inode, head: Digest(of: "\(inode)"), headLength: 9, offset: offset, lines: 3, format: "combined")
  }

  @Test func aPlaceIsKeptWithWhatWasCountedUpToIt() async throws {
    let client = fixture.client
    let first = try await ledger.count([view(1)], of: client, log: "nginx", upTo: .place(place(7, at: 100)))
    var kept = try #require(first.place)
    #expect(first.change.views == 1 && kept.id != nil)
    kept.offset = 200
    _ = try await ledger.count([view(2)], of: client, log: "nginx", upTo: .place(kept))
    _ = try await ledger.count([view(3)], of: client, log: "nginx", upTo: nil)
    _ = try await ledger.count([], of: client, log: "nginx", upTo: .place(place(8, at: 5)))
    let again = try await fixture.reopened()
    let places = try await again.logPlaces(of: "nginx", client: client)
    #expect(places.map(\.offset) == [200, 5] && places.first == kept)
    #expect(try await again.logPlaces(of: "caddy", client: client).isEmpty)
    #expect(try await again.viewReport(of: client)?.tally.views == 3)
    try await again.close()
  }

  @Test func filesThatNobodySawForLongAreForgotten() async throws {
    let client = fixture.client
    let seen = try #require(try await ledger.count([], of: client, log: "nginx", upTo: .place(place(1, at: 1))).place)
    _ = try await ledger.count([], of: client, log: "nginx", upTo: .place(place(2, at: 1)))
    _ = try await ledger.count([], of: client, log: "caddy", upTo: .place(place(3, at: 1)))
    fixture.clock.advance(.seconds(86_400))
    try await ledger.sawLogs([try #require(seen.id)], of: "nginx", client: client, forgetting: fixture.clock.now)
    #expect(try await ledger.logPlaces(of: "nginx", client: client).map(\.inode) == [1])
    #expect(try await ledger.logPlaces(of: "caddy", client: client).count == 1)
  }

  @Test func anObjectIsTakenOnceUnlessItChanges() async throws {
    let client = fixture.client
    let objects = ["a", "b", "c"].map { LogObject(key: $0, tag: "1", size: 9) }
    #expect(try await ledger.newLogObjects(among: objects, of: "far", client: client) == objects)
    for object in objects.prefix(2) { _ = try await ledger.count([view(1)], of: client, log: "far", upTo: .object(object)) }
    #expect(try await ledger.newLogObjects(among: objects, of: "far", client: client).map(\.key) == ["c"])
    #expect(try await ledger.newLogObjects(among: objects, of: "near", client: client).count == 3)
    let changed = LogObject(key: "b", tag: "2", size: 9)
    #expect(try await ledger.newLogObjects(among: [changed], of: "far", client: client) == [changed])
    try await ledger.forgetLogObjects(before: "b", of: "far", client: client)
    #expect(try await ledger.newLogObjects(among: objects, of: "far", client: client).map(\.key) == ["a", "c"])
  }

  @Test func whatIsNewIsKnownUntilItIsShown() async throws {
    let client = fixture.client
    _ = try await ledger.count([view(1), view(2, of: "other")], of: client, log: "nginx", upTo: nil)
    let news = try await ledger.viewNews(of: client)
    #expect(Set(news.videos) == ["demo", "other"])
    // While that is shown, more comes.
    fixture.clock.advance(.seconds(1))
    _ = try await ledger.count([view(3)], of: client, log: "nginx", upTo: nil)
    try await ledger.showedViews(of: client, at: news.at)
    #expect(try await ledger.viewNews(of: client).videos == ["demo"])
    // The same again is no news.
    try await ledger.showedViews(of: client, at: fixture.clock.now)
    _ = try await ledger.count([view(3)], of: client, log: "nginx", upTo: nil)
    #expect(try await ledger.viewNews(of: client).videos.isEmpty)
  }
}
