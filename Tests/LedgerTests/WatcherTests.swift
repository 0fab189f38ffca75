import Ledger
import Production
import Store
import Testing

/// Viewers with very many views: as many viewers as the rows tell, without reading all of these again and again.
@Suite(.timeLimit(.minutes(10))) struct WatcherTests {
  let fixture: LedgerFixture
  var ledger: Ledger { fixture.ledger }

  init() async throws { fixture = try await LedgerFixture() }

  /// 2026-11-20 10:00 of UTC.
  private static let start: Int64 = 1_795_168_800

  private func page(
    _ page: UInt64, of video: String = "demo", by viewer: UInt64 = 1, at second: Int64 = 0, for campaign: String = ""
  ) -> ViewFragment {
    var fragment = ViewFragment(video: video, viewer: viewer, at: Self.start + second)
    (fragment.page, fragment.marks) = (page, [.started])
    fragment.origin.campaign = campaign
    fragment.origin.referrer = "shop.example.com"
    return fragment
  }

  private func bytes(_ line: UInt64, by viewer: UInt64, at second: Int64) -> ViewFragment {
    var fragment = ViewFragment(video: "demo", viewer: viewer, at: Self.start + second)
    fragment.pieces = [.init(line: line, bytes: 100_000)]
    return fragment
  }

  private func count(_ fragments: [ViewFragment], atOnce most: Int = .max) async throws {
    var rest = fragments[...]
    while !rest.isEmpty {
      _ = try await ledger.count(Array(rest.prefix(most)), of: fixture.client)
      rest = rest.dropFirst(most)
    }
  }

  /// The numbers of viewers that the sums tell, and those that the rows do.
  private struct Viewers: Equatable {
    var told: [String]
    var counted: [String]
    /// What the table of those with many views has, and what the rows say of the same.
    var kept: [String]
    var keptByRows: [String]
  }

  private func viewers() async throws -> Viewers {
    var found = Viewers(told: [], counted: [], kept: [], keptByRows: [])
    try await fixture.tamper { database in
      found.told = try database.rows(
        "SELECT video_id, day, amount FROM view_totals WHERE video_id >= 0 AND kind = 'tally' AND value = 'viewers' AND amount <> 0 ORDER BY 1, 2"
      ) { "\($0.integer(0)) \($0.text(1)) \($0.integer(2))" }
      found.counted = try database.rows(
        """
        WITH seen (subject, day, viewer) AS (
          SELECT s.value, d.value, viewer FROM views w, json_each(json_array(0, w.video_id)) s,
            json_each(json_array('', date(w.began / 1000000, 'unixepoch'))) d WHERE page IS NULL OR marks & 1)
        SELECT subject, day, count(DISTINCT viewer) FROM seen GROUP BY 1, 2 ORDER BY 1, 2
        """
      ) { "\($0.integer(0)) \($0.text(1)) \($0.integer(2))" }
      found.kept = try database.rows(
        "SELECT viewer, subject, day, views FROM view_watchers WHERE subject >= 0 AND views > 0 ORDER BY 1, 2, 3"
      ) { "\($0.integer(0)) \($0.integer(1)) \($0.integer(2)) \($0.integer(3))" }
      found.keptByRows = try database.rows(
        """
        WITH seen (viewer, subject, day) AS (
          SELECT viewer, s.value, d.value FROM views w, json_each(json_array(0, w.video_id)) s,
            json_each(json_array(-1, w.began / 86400000000)) d WHERE page IS NULL OR marks & 1)
        SELECT viewer, subject, day, count(*) FROM seen WHERE viewer IN (SELECT viewer FROM view_watchers) GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
        """
      ) { "\($0.integer(0)) \($0.integer(1)) \($0.integer(2)) \($0.integer(3))" }
    }
    return found
  }

  private static func areRight(_ viewers: Viewers) -> Bool {
    viewers.told == viewers.counted && viewers.kept == viewers.keptByRows
  }

  /// However they came: in large parts and in small ones, grown, joined and told by a page in the end.
  @Test(arguments: [7, 90, 5000]) func theyAreCountedAsTheRowsTellThem(_ atOnce: Int) async throws {
    var random = SystemRandomNumberGenerator()
    var fragments: [ViewFragment] = []
    for number in UInt64(1)...1500 {
      // The first two have very many.
      let viewer = number % 4 == 0 ? UInt64.random(in: 3...40, using: &random) : number % 2 + 1
      let second = Int64.random(in: 0...400_000, using: &random)
      let video = ["demo", "spring.0001", "other"].randomElement(using: &random) ?? ""
      switch Int.random(in: 0..<4, using: &random) {
      case 0: fragments.append(bytes(number, by: viewer + 50, at: second))
      case 1:
        var opened = page(number, of: video, by: viewer, at: second)
        opened.marks = [.cta]
        fragments += [opened, page(number, of: video, by: viewer, at: second - 40_000)]
      default: fragments.append(page(number, of: video, by: viewer, at: second, for: ["", "spring"].randomElement() ?? ""))
      }
    }
    // Some who came by their bytes are told by pages after all: their rows go.
    fragments += (0..<20).map { page(5000 + $0, by: 51 + $0 % 3, at: Int64($0) * 1000) }
    try await count(fragments, atOnce: atOnce)
    #expect(Self.areRight(try await viewers()))
    let again = try await fixture.reopened()
    _ = try await again.count(fragments.shuffled(), of: fixture.client)
    let before = try await again.viewReport(of: fixture.client, .campaign("spring"))
    try await again.close()
    let last = try await viewers()
    #expect(Self.areRight(last))
    // Whom a later transaction has met again, and whose views changed in it.
    let kept = Set(last.kept.compactMap { $0.split(separator: " ").first })
    #expect(kept.isSuperset(of: ["1", "2"]) || atOnce == 5000)
    // And where they are counted anew.
    try await fixture.tamper { try $0.run("DELETE FROM view_totals") }
    let anew = try await fixture.reopened()
    #expect(try await anew.viewReport(of: fixture.client, .campaign("spring")) == before)
    try await anew.close()
    #expect(Self.areRight(try await viewers()))
  }

  @Test func whoWatchesMuchIsNewOnANewDayAndInANewCampaign() async throws {
    try await count((1...250).map { page($0, at: Int64($0)) }, atOnce: 50)
    for number in UInt64(1)...3 { try await count([page(1000 + number, at: 86_400 + Int64(number), for: "spring")]) }
    try await count([page(2000, of: "other", at: 86_500, for: "spring"), page(2001, of: "other", by: 2, at: 86_500)])
    let all = try #require(try await ledger.viewReport(of: fixture.client)).tally
    #expect(all.views == 255 && all.viewers == 2)
    let spring = try #require(try await ledger.viewReport(of: fixture.client, .campaign("spring"))).tally
    #expect(spring.views == 4 && spring.viewers == 1)
    let second = ViewDays(since: "2026-11-21", until: "2026-11-21")
    #expect(try await ledger.viewReport(of: fixture.client, in: second)?.tally.viewers == 2)
    #expect(Self.areRight(try await viewers()))
  }

  /// Somebody who opens a page again and again without playing it is no viewer, and is not read again and again.
  @Test func whoOnlyOpensPagesIsKeptToo() async throws {
    let opened = (1...UInt64(150)).map { number in
      var opened = page(number, at: Int64(number))
      opened.marks = [.cta]
      return opened
    }
    try await count(opened)
    try await count([page(1, at: 1)])
    #expect(try await ledger.viewReport(of: fixture.client)?.tally.viewers == 1)
    try await count([page(2, at: 2), page(200, at: 200)])
    let found = try await viewers()
    #expect(Self.areRight(found) && found.kept.contains("1 0 -1 3"))
  }

  @Test func whatAnOlderLedgerKnewIsKept() async throws {
    try await count((1...300).map { page($0, at: Int64($0)) })
    let before = try #require(try await ledger.viewReport(of: fixture.client))
    #expect(before.counts[.referrer] == [.init(value: "shop.example.com", views: 300)])
    try await fixture.tamper { database in
      try database.execute(
        """
        DROP TABLE made_for; DROP TABLE view_watchers; DROP INDEX hosted_by_change; DROP INDEX hosted_bytes;
        ALTER TABLE views RENAME COLUMN referrer TO site; UPDATE view_totals SET kind = 'site' WHERE kind = 'referrer';
        DELETE FROM migrations WHERE name IN ('watchers', 'made-for');
        """)
    }
    let later = try await fixture.reopened()
    #expect(try await later.viewReport(of: fixture.client) == before)
    _ = try await later.count([page(1, at: 1), page(400, at: 400), page(401, at: 90_000)], of: fixture.client)
    let tally = try #require(try await later.viewReport(of: fixture.client)).tally
    #expect(tally.views == 302 && tally.viewers == 1)
    try await later.close()
    #expect(Self.areRight(try await viewers()))
  }
}
