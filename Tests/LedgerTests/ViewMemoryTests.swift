import Ledger
import Production
import Store
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
    try #require(try await ledger.viewReport(of: fixture.client, video.map(ViewScope.video) ?? .all))
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

  @Test func whatAnybodyCanMakeUpIsCountedTogetherBeyondSome() async throws {
    try await count([page(1, of: "real", percent: 40)])
    for part in 0..<3 {
      try await count(
        (0..<400).map { number in
          let id = UInt64(part * 400 + number)
          var made = page(id + 10, of: "made-up-\(id)", by: id)
          made.origin.source = "source \(id)"
          return made
        })
    }
    let all = try await report()
    #expect(all.tally.views == 1201 && all.tally.viewers == 1200)
    #expect(try await report("(other)").tally.views == 1201 - 500)
    #expect(try await report("real").tally.views == 1)
    let sources = try #require(all.counts[.source])
    #expect(sources.first == .init(value: "other", views: 200))
    // What became known before stays itself; the same again changes nothing.
    try await count([page(10, of: "made-up-0", by: 0, percent: 50), page(5, of: "made-up-1", by: 7)])
    #expect(try await report("made-up-0").tally.meanPercent == 50)
    #expect(try await report("made-up-1").tally.views == 2)
    #expect(try await report("(other)").tally.views == 701)
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
    // Neither of a campaign, nor for somebody who plays another video afterwards.
    var led = sent(3, of: "spring.0001", for: "spring", by: 3)
    led.marks = []
    try await count([led, sent(4, of: "spring.0002", for: "spring", by: 3), sent(5, of: "spring.0003", for: "spring", by: 4)])
    let spring = try #require(try await report(.campaign("spring"))).tally
    #expect(spring.views == 2 && spring.viewers == 2)
    #expect(try await ledger.viewReport(of: fixture.client, .video("spring.0001")) == nil)
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
    // At an address that nobody guesses, too.
    let hidden = HostedVideo.address(of: try #require(JobName(ours)), .unlisted)
    #expect(try await ledger.ownVideos(among: [theirs, hidden, "demo"], of: fixture.client) == [ours])
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

  /// Digests change at midnight, and views do not end then.
  @Test(arguments: [false, true]) func aViewOverMidnightIsOne(_ isLaterFirst: Bool) async throws {
    let midnight: Int64 = 14 * 3600
    var (before, after) = (bytes([1], by: 1, at: midnight - 600), bytes([2], by: 2, at: midnight + 300))
    (before.otherViewer, after.otherViewer) = (2, 1)
    var later = bytes([3], by: 2, at: midnight + 1800)
    later.otherViewer = 1
    for fragment in isLaterFirst ? [later, after, before] : [before, after, later] { try await count([fragment]) }
    try await count([after, before])
    let tally = try await report().tally
    #expect(tally.views == 1 && tally.viewers == 1 && tally.percents == 30)
    #expect(try await report().days == [.init(day: "2026-11-20", views: 1)])
    // What the same viewer watches later on that day is another one.
    var evening = bytes([4], by: 2, at: midnight + 9000)
    evening.otherViewer = 1
    try await count([evening])
    #expect(try await report().tally.views == 2)
  }

  @Test(arguments: [false, true]) func aPageThatIsOpenAtMidnightTellsOfItsBytes(_ arePagesFirst: Bool) async throws {
    let midnight: Int64 = 14 * 3600
    var (opened, goesOn) = (page(7, by: 1, at: midnight - 60, percent: 10), page(7, by: 2, at: midnight + 60, percent: 60))
    (opened.otherViewer, goesOn.otherViewer) = (2, 1)
    var sent = bytes([1], by: 2, at: midnight + 30)
    sent.otherViewer = 1
    // Its player has another name, and is in the same place.
    var played = bytes([2], by: 3, at: midnight + 40)
    (opened.place, opened.otherPlace, goesOn.place, goesOn.otherPlace) = (10, 20, 20, 10)
    (played.otherViewer, played.place, played.otherPlace) = (4, 20, 10)
    for fragment in arePagesFirst ? [opened, goesOn, sent, played] : [sent, played, goesOn, opened] {
      try await count([fragment])
    }
    try await count([played, sent])
    let tally = try await report().tally
    #expect(tally.views == 1 && tally.fromBytes == 0 && tally.meanPercent == 60 && tally.viewers == 1)
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

  // MARK: - Reports of some of them

  private func report(_ scope: ViewScope, _ since: String? = nil, _ until: String? = nil) async throws -> ViewReport? {
    try await ledger.viewReport(of: fixture.client, scope, in: ViewDays(since: since, until: until))
  }

  private func sent(_ page: UInt64, of video: String, for campaign: String, day: Int64 = 0, by viewer: UInt64 = 1) -> ViewFragment
  {
    var fragment = self.page(page, of: video, by: viewer, at: day * 86_400, percent: 50)
    fragment.origin.campaign = campaign
    fragment.origin.source = "email"
    fragment.origin.country = "ZA"
    return fragment
  }

  @Test func aCampaignIsAllThatItsLinksAndItsListLeadTo() async throws {
    try await count([
      sent(1, of: "spring.0001", for: "spring"), sent(2, of: "spring.0002", for: "", by: 1),
      sent(3, of: "demo", for: "spring", by: 2),
      sent(4, of: "demo", for: "autumn", by: 2), sent(5, of: "springtime.0001", for: "", by: 3),
    ])
    let spring = try #require(try await report(.campaign("spring")))
    #expect(spring.tally.views == 3 && spring.tally.viewers == 2 && spring.tally.meanPercent == 50)
    #expect(spring.videos.map(\.name) == ["spring.0001", "spring.0002"])
    #expect(spring.counts[.source] == [.init(value: "email", views: 3)] && spring.counts[.country]?.first?.value == "ZA")
    #expect(try await report(.campaign("winter")) == nil)
    #expect(try await ledger.changed(.campaign, of: fixture.client).sorted() == ["autumn", "spring", "springtime"])
  }

  @Test func theDemosOfASiteAreToldOfTogether() async throws {
    var settings = JobSettings.defaults
    settings.site = "shop.example.com"
    for (name, site) in [("one", true), ("two", true), ("three", false)] {
      _ = try await fixture.take(name, settings: site ? settings : .defaults)
    }
    let views = [
      page(1, of: "one", percent: 50), page(2, of: "two", percent: 100), page(3, of: "two", by: 2, at: 86_400, percent: 0),
      page(4, of: "three"), page(5, of: "nobody-s"),
    ]
    try await count(views)
    let shop = try #require(try await report(.site("shop.example.com")))
    #expect(shop.tally.views == 3 && shop.tally.viewers == 2 && shop.tally.meanPercent == 50)
    #expect(shop.videos.map { "\($0.name) \($0.tally.views)" } == ["two 2", "one 1"])
    #expect(try await report(.site("shop.example.com"), "2026-11-21")?.videos.map(\.name) == ["two"])
    #expect(try await ledger.changed(.site, of: fixture.client) == ["shop.example.com"])
    #expect(try await ledger.changed(.campaign, of: fixture.client).isEmpty)
    #expect(try await report(.site("")) == nil)
    try await count(views)
    #expect(try await report(.site("shop.example.com")) == shop)
    try await fixture.tamper { try $0.run("DELETE FROM view_totals") }
    let again = try await fixture.reopened()
    #expect(try await again.viewReport(of: fixture.client, .site("shop.example.com")) == shop)
    try await again.close()
  }

  @Test func daysAreTakenOutOfTheWhole() async throws {
    try await count([
      sent(1, of: "demo", for: "a"), sent(2, of: "demo", for: "a", day: 1, by: 2), sent(3, of: "demo", for: "b", day: 2, by: 3),
      sent(4, of: "other", for: "b", day: 2, by: 3),
    ])
    let middle = try #require(try await report(.all, "2026-11-21", "2026-11-22"))
    #expect(
      middle.tally.views == 3 && middle.tally.steps[9] == 3 && middle.counts[.campaign]?.first == .init(value: "b", views: 2))
    #expect(middle.videos.map { "\($0.name) \($0.tally.views)" } == ["demo 2", "other 1"])
    #expect(middle.days.map(\.day) == ["2026-11-21", "2026-11-22"])
    #expect(try await report(.video("demo"), nil, "2026-11-20")?.tally.views == 1)
    #expect(try await report(.campaign("a"), "2026-11-22") == nil)
    // Whatever they are cut into, days add up to the whole.
    let whole = try #require(try await report(.all))
    let again = try #require(try await report(.all, "2026-01-01"))
    #expect(whole.tally == again.tally && whole.counts == again.counts && whole.videos == again.videos)
  }

  @Test func whoIsKnownAgainIsOneViewerOfAllDays() async throws {
    _ = try await ledger.viewSalt(of: fixture.client, day: nil)
    try await count([
      sent(1, of: "demo", for: "a"), sent(2, of: "demo", for: "a", day: 1), sent(3, of: "other", for: "a", day: 1),
    ])
    let all = try await report()
    #expect(all.tally.viewers == 1 && all.knowsViewersAgain && all.viewersInWords == "viewers" && all.keepsSalt)
    let days = try #require(try await report(.all, "2026-01-01"))
    #expect(days.tally.viewers == 2 && days.viewersInWords == "daily viewers, summed" && days.keepsSalt)
    _ = try await ledger.viewSalt(of: fixture.client, day: 20_000)
    let mixed = try await report()
    #expect(!mixed.knowsViewersAgain && mixed.keepsSalt)
    _ = try await ledger.expireViewSalts(madeBefore: fixture.clock.now, lasting: false)
    #expect(try await !report().keepsSalt)
  }

  @Test func madeUpCampaignsAreBounded() async throws {
    try await count((1...1500).map { sent($0, of: "demo", for: "x\($0)", by: $0) })
    #expect(try await ledger.changed(.campaign, of: fixture.client, atMost: 5000).count == 1000)
    #expect(try await report().tally.views == 1500)
    try await count((1...1500).map { sent($0, of: "demo", for: "x\($0)", by: $0) })
    #expect(try await report(.campaign("x7"))?.tally.views == 1)
  }

  @Test func sumsOfAnOlderLedgerAreCountedAnew() async throws {
    var (unplayed, placed) = (sent(5, of: "demo", for: "spring", by: 5), sent(6, of: "demo", for: "", by: 6))
    (unplayed.marks, placed.place) = ([.cta], 7)
    try await count([
      sent(1, of: "spring.0001", for: "spring"), sent(2, of: "demo", for: "", day: 1, by: 2), bytes([1, 2], by: 3),
      bytes([3], by: 3, at: 9000),
      sent(4, of: "demo", for: "spring", day: 1, by: 2), unplayed, placed,
    ])
    let (all, spring) = (try await report(), try await report(.campaign("spring")))
    try await fixture.tamper { try $0.run("DELETE FROM view_totals") }
    let again = try await fixture.reopened()
    #expect(try await again.viewReport(of: fixture.client) == all)
    #expect(try await again.viewReport(of: fixture.client, .campaign("spring")) == spring)
    try await again.close()
  }

  /// Where pages were opened, and nothing was played, there is nothing to add up: that is found out once.
  @Test func whatHasNoSumsIsCountedOnce() async throws {
    var opened = sent(1, of: "demo", for: "")
    opened.marks = []
    try await count([opened])
    func totals(_ connection: Connection) throws -> [Int64] {
      try connection.rows("SELECT amount FROM view_totals") { $0.integer(0) }
    }
    try await fixture.tamper { connection in
      let before = try totals(connection)
      #expect(before.isEmpty)
    }
    let again = try await fixture.reopened()
    #expect(try await again.viewReport(of: fixture.client) == nil)
    try await again.close()
    let connection = try Connection(at: fixture.folder + "/ledger.sqlite")
    #expect(try totals(connection) == [0])
    try connection.close()
  }

  @Test func asManyCountsAreToldAsAreAskedFor() async throws {
    try await count(
      (1...60).map { number in
        var view = sent(UInt64(number), of: "demo", for: "", by: UInt64(number))
        view.origin.source = "source \(number)"
        return view
      })
    #expect(try await report().counts[.source]?.count == ViewReport.mostCounts)
    #expect(try await ledger.viewReport(of: fixture.client, counts: 1000)?.counts[.source]?.count == 60)
  }

  @Test func aSaltThatIsGoneDoesNotComeBack() async throws {
    let client = fixture.client
    let first = try await ledger.viewSalt(of: client, day: 20_500)
    #expect(try await ledger.viewSalt(of: client, day: 20_500) == first)
    #expect(try await ledger.viewSalt(of: client, day: 20_501) != first)
    // That of tomorrow lives as long as any other: a view over midnight has asked for it today.
    let tomorrow = fixture.clock.now.microseconds / 86_400_000_000 + 1
    let coming = try await ledger.viewSalt(of: client, day: tomorrow)
    let lasting = try await ledger.viewSalt(of: client, day: nil)
    let now = fixture.clock.now
    #expect(try await ledger.expireViewSalts(madeBefore: now.advanced(by: .seconds(1)), lasting: true) == 2)
    #expect(try await ledger.viewSalt(of: client, day: 20_500) == nil)
    #expect(try await ledger.viewSalt(of: client, day: tomorrow) == coming)
    #expect(try await ledger.viewSalt(of: client, day: nil) == lasting)
    #expect(try await ledger.expireViewSalts(madeBefore: now, lasting: false) == 1)
    #expect(try await ledger.viewSalt(of: client, day: nil) != lasting)
  }
}
