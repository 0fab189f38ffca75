import Ledger
import Production
import Testing

/// What logs told of views: each once, in whatever order and however often they are dropped.
@Suite struct ViewMemoryTests {
  let fixture: LedgerFixture
  var ledger: Ledger { fixture.ledger }

  init() async throws { fixture = try await LedgerFixture() }

  /// 2026-11-20 10:00 of UTC.
  private static let start: Int64 = 1_795_168_800

  private func page(
    _ page: UInt64, of video: String = "demo", by viewer: UInt64 = 1, at second: Int64 = 0, percent: Int = 0,
    device: String = "phone"
  ) -> ViewFragment {
    var fragment = ViewFragment(video: video, viewer: viewer, at: Self.start + second)
    fragment.page = page
    fragment.marks = [.started, .reached(upTo: percent)]
    fragment.origin.device = device
    return fragment
  }

  private func bytes(
    _ lines: [UInt64], by viewer: UInt64 = 1, at second: Int64 = 0, of size: Int64 = 1000, each: Int64 = 100
  ) -> ViewFragment {
    var fragment = ViewFragment(video: "demo", viewer: viewer, at: Self.start + second)
    fragment.size = size
    fragment.file = "demo.mp4"
    fragment.pieces = lines.map { .init(line: $0, bytes: each) }
    return fragment
  }

  private func count(_ fragments: [ViewFragment]) async throws { _ = try await ledger.count(fragments, of: fixture.client) }

  private func report(_ video: String? = nil) async throws -> ViewReport {
    try #require(try await ledger.viewReport(of: fixture.client, video: video))
  }

  @Test func viewsAddUp() async throws {
    try await count([
      page(1, percent: 100), page(2, by: 2, percent: 50, device: "computer"), page(3, by: 2, at: 86_400, percent: 0),
      page(4, of: "other", by: 2, percent: 20),
    ])
    let demo = try await report("demo")
    #expect(demo.tally.views == 3 && demo.tally.viewers == 2 && demo.tally.meanPercent == 50 && demo.tally.completed == 1)
    #expect(demo.tally.steps[0] == 2 && demo.tally.steps[9] == 2 && demo.tally.steps[10] == 1 && demo.tally.steps[19] == 1)
    #expect(demo.days == [.init(day: "2026-11-20", views: 2), .init(day: "2026-11-21", views: 1)])
    #expect(demo.counts[.device] == [.init(value: "phone", views: 2), .init(value: "computer", views: 1)])
    #expect(demo.counts[.hour] == [.init(value: "10", views: 3)])
    let all = try await report()
    #expect(all.tally.views == 4 && all.tally.viewers == 2)
    #expect(all.videos.map(\.name) == ["demo", "other"])
    #expect(all.videos[0].tally == demo.tally)
    #expect(try await ledger.verify() == [])
  }

  @Test func theSameAgainChangesNothing() async throws {
    let fragments = [page(1, percent: 40), page(2, by: 2), bytes([1, 2, 3], by: 3), bytes([4], by: 3, at: 60)]
    try await count(fragments)
    let before = try await report()
    #expect(before.tally.views == 3)
    try await count(fragments)
    try await count(fragments.reversed())
    for fragment in fragments { try await count([fragment]) }
    #expect(try await report() == before)
  }

  @Test func theOrderOfLogsDoesNotMatter() async throws {
    var random = SystemRandomNumberGenerator()
    var fragments: [ViewFragment] = []
    for line in 0..<UInt64(200) {
      let viewer = UInt64.random(in: 1...6, using: &random)
      let second = Int64.random(in: 0...20_000, using: &random)
      if Bool.random(using: &random) {
        let number = UInt64.random(in: 1...9, using: &random)
        // A page is opened by one viewer.
        fragments.append(
          page(number, by: number % 3 + 7, at: second, percent: .random(in: 0...100, using: &random), device: "phone"))
      } else {
        fragments.append(bytes([line], by: viewer + line % 3 * 2, at: second))
      }
    }
    try await count(fragments)
    let other = try await LedgerFixture()
    let again = fragments.shuffled(using: &random) + fragments.prefix(50)
    for start in stride(from: 0, to: again.count, by: 10) {
      _ = try await other.ledger.count(Array(again[start..<min(start + 10, again.count)]), of: other.client)
    }
    #expect(try await other.ledger.viewReport(of: other.client) == report())
  }

  @Test func bytesAreOneViewUntilNobodyAsksForHalfAnHour() async throws {
    try await count([bytes([1], at: 0), bytes([2], at: 3000), bytes([3], at: 7000)])
    #expect(try await report().tally.views == 3)
    // What came between the first two was in a log of its own.
    try await count([bytes([4], at: 1500)])
    let tally = try await report().tally
    #expect(tally.views == 2 && tally.percents == 30 + 10)
  }

  @Test func whereAPageTellsTheBytesDoNot() async throws {
    try await count([bytes([1, 2], by: 1), bytes([3], by: 2)])
    #expect(try await report().tally.fromBytes == 2)
    try await count([page(7, by: 1, percent: 60), bytes([5], by: 1, at: 5000)])
    let tally = try await report().tally
    #expect(tally.views == 2 && tally.fromBytes == 1 && tally.viewers == 2)
  }

  @Test func whoDoesNotPlayIsNoViewer() async throws {
    var opened = page(1, by: 1)
    opened.marks = [.cta]
    try await count([opened, page(2, by: 2, percent: 50)])
    let tally = try await report().tally
    #expect(tally.views == 1 && tally.viewers == 1 && tally.measured == 1 && tally.ctas == 1 && tally.meanPercent == 50)
    #expect(try await report().counts[.device] == [.init(value: "phone", views: 1)])
    // It was played after all, as the next log says.
    try await count([page(1, by: 1, percent: 100)])
    let later = try await report().tally
    #expect(later.views == 2 && later.viewers == 2 && later.ctas == 1 && later.completed == 1)
  }

  @Test func whatIsNewIsCountedInViewsNotInLines() async throws {
    let fragments = [page(1), page(1, percent: 50), page(2, by: 2), bytes([1, 2], by: 3), bytes([3], by: 3, at: 60)]
    #expect(try await ledger.count(fragments, of: fixture.client).views == 3)
    #expect(try await ledger.count(fragments, of: fixture.client).views == 0)
    #expect(try await ledger.count(fragments + [page(4, by: 4)], of: fixture.client).views == 1)
  }

  @Test func howMuchWasPlayedIsNotMadeUp() async throws {
    var unknown = page(1)
    unknown.marks = [.started, .unmeasured]
    try await count([unknown, page(2, by: 2, percent: 60)])
    let tally = try await report().tally
    #expect(tally.views == 2 && tally.measured == 1 && tally.meanPercent == 60)
    // Another table of the same views knows it.
    try await count([page(1, percent: 20)])
    #expect(try await report().tally.meanPercent == 40)
  }

  @Test func namesOfAnothersJobsAreLeftOut() async throws {
    let theirs = try await fixture.take("theirs.md", client: "other").text
    let ours = try await fixture.take("ours.md").text
    let change = try await ledger.count(
      [page(1, of: theirs), page(2, of: ours), page(3, of: "nobodys"), bytes([1])], of: fixture.client)
    #expect(change.others == [theirs] && change.views == 3 && change.videos == [ours, "nobodys", "demo"])
    #expect(try await ledger.ownVideos(among: [theirs, ours, "demo"], of: fixture.client) == [ours])
    #expect(try await report().videos.map(\.name).sorted() == ["demo", "nobodys", ours])
    #expect(try await ledger.viewReport(of: try #require(ClientName("other"))) == nil)
  }

  /// A phone's page and its player call themselves by two names.
  @Test(arguments: [false, true]) func anotherProgramInTheSamePlaceIsTheSameView(_ isPageFirst: Bool) async throws {
    var told = page(1, by: 1, percent: 50)
    var sent = bytes([1, 2], by: 2)
    (told.place, sent.place) = (7, 7)
    var elsewhere = bytes([3], by: 3)
    elsewhere.place = 8
    for fragment in isPageFirst ? [told, sent] : [sent, told] { try await count([fragment]) }
    try await count([elsewhere, bytes([4], by: 4), sent])
    let tally = try await report().tally
    #expect(tally.views == 3 && tally.fromBytes == 2 && tally.viewers == 3)
  }

  @Test func clientsAreApart() async throws {
    let other = try #require(ClientName("other"))
    try await count([page(1)])
    #expect(try await ledger.viewReport(of: other) == nil)
    let (one, two) = (try await ledger.viewKey(of: fixture.client), try await ledger.viewKey(of: other))
    #expect(one != two && one.count == 32)
    #expect(try await ledger.viewKey(of: fixture.client) == one)
    _ = try await ledger.count([page(1)], of: other)
    #expect(try await report().tally.views == 1)
  }
}
