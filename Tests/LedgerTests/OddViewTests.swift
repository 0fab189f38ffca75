import Ledger
import Production
import Store
import Testing

/// Views that nobody expects: far too large, and far too many of one viewer.
@Suite struct OddViewTests {
  let fixture: LedgerFixture
  var ledger: Ledger { fixture.ledger }

  init() async throws { fixture = try await LedgerFixture() }

  private func bytes(_ line: UInt64, _ count: Int64, by viewer: UInt64 = 1, at second: Int64 = 0) -> ViewFragment {
    var fragment = ViewFragment(video: "demo", viewer: viewer, at: LedgerFixture.viewing + second)
    fragment.pieces = [.init(line: line, bytes: count)]
    return fragment
  }

  @Test func aLogMaySayAnythingOfBytes() async throws {
    var most = bytes(100, 0)
    most.pieces = (100..<164).map { .init(line: $0, bytes: .max) }
    try await fixture.count([most] + (0..<10).map { bytes($0, 999_999_999_999_999_999, at: Int64($0) * 60) })
    try await fixture.count((10..<20).map { bytes($0, .max, at: Int64($0) * 60) })
    let tally = try #require(try await fixture.report()).tally
    #expect(tally.views == 1 && tally.sent == 100 << 30)
  }

  @Test func whatAnOlderServiceKeptIsBoundedToo() async throws {
    try await fixture.count([bytes(1, 1000)])
    try await fixture.tamper { try $0.run("UPDATE views SET bytes = 9223372036854775000") }
    let again = try await fixture.reopened()
    for line in UInt64(2)..<5 { _ = try await again.count([bytes(line, .max, at: Int64(line))], of: fixture.client) }
    #expect(try await again.viewReport(of: fixture.client)?.tally.views == 1)
    try await again.close()
  }

  /// As many viewers as the rows themselves tell, however their views came, grew, moved and went.
  @Test func viewersAreThoseOfTheRows() async throws {
    var random = SystemRandomNumberGenerator()
    var fragments: [ViewFragment] = []
    for number in UInt64(1)...800 {
      let (viewer, second) = (UInt64.random(in: 1...5, using: &random), Int64.random(in: 0...300_000, using: &random))
      if Int.random(in: 0..<3, using: &random) == 0 {
        fragments.append(bytes(number, 100_000, by: viewer + 3, at: second))
      } else {
        let video = ["demo", "spring.0001", "spring.0002", "other"].randomElement(using: &random) ?? "demo"
        var view = LedgerFixture.page(.random(in: 1...200, using: &random), of: video, by: viewer, at: second)
        view.origin.campaign = ["", "", "spring", "autumn"].randomElement(using: &random) ?? ""
        view.place = Int.random(in: 0..<4, using: &random) == 0 ? viewer + 100 : 0
        if Bool.random(using: &random) { view.marks = [.cta] }
        fragments.append(view)
      }
    }
    for start in stride(from: 0, to: fragments.count, by: 90) {
      try await fixture.count(Array(fragments[start..<min(start + 90, fragments.count)]))
    }
    let (all, spring) = (try #require(try await fixture.report()), try #require(try await fixture.report(.campaign("spring"))))
    var viewers: (all: Int64?, spring: Int64?) = (nil, nil)
    try await fixture.tamper { database in
      viewers.all = try database.first("SELECT count(DISTINCT viewer) FROM views WHERE page IS NULL OR marks & 1") {
        $0.integer(0)
      }
      viewers.spring = try database.first(
        """
        SELECT count(DISTINCT viewer) FROM views w JOIN view_videos v ON v.id = w.video_id
        WHERE (page IS NULL OR marks & 1) AND (campaign = 'spring' OR campaign = '' AND v.name LIKE 'spring.%')
        """
      ) { $0.integer(0) }
      try database.run("DELETE FROM view_totals")
    }
    #expect(Int64(all.tally.viewers) == viewers.all && Int64(spring.tally.viewers) == viewers.spring)
    let again = try await fixture.reopened()
    #expect(try await again.viewReport(of: fixture.client)?.tally == all.tally)
    #expect(try await again.viewReport(of: fixture.client, .campaign("spring"))?.tally == spring.tally)
    try await again.close()
  }

  @Test func oneViewerOfManyPagesIsOne() async throws {
    let views = (1...UInt64(3000)).map { LedgerFixture.page($0, at: Int64($0)) }
    for start in stride(from: 0, to: views.count, by: 1000) { try await fixture.count(Array(views[start..<start + 1000])) }
    try await fixture.count([bytes(1, 100_000)])
    let tally = try #require(try await fixture.report()).tally
    #expect(tally.views == 3000 && tally.viewers == 1 && tally.fromBytes == 0)
  }
}
