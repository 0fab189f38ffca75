import Digests
import Ledger
import Production
import Testing

/// What the ledger keeps of videos on hosts.
@Suite(.timeLimit(.minutes(10))) struct HostedVideoTests {
  private func video(of job: JobName, _ client: ClientName, expires: Moment? = nil) -> HostedVideo {
    var wish = HostWish(host: "auto", details: PublishDetails(title: "Rain"))
    wish.expiresAt = expires
    return HostedVideo(
      job: job, client: client, wish: wish, address: "rain-x",
      files: [HostParcel.File(name: "rain.mp4", digest: Digest(of: "film"), size: 1000)])
  }

  @Test func whatIsToBeDoneComesBackWhenItsTimeHasCome() async throws {
    let fixture = try await LedgerFixture()
    let job = try await fixture.draft("rain")
    var hosted = video(of: job, fixture.client)
    try await fixture.ledger.keep(hosted, due: fixture.clock.now.advanced(by: .seconds(60)))
    #expect(try await fixture.ledger.dueHosting(at: fixture.clock.now, limit: 5).isEmpty)
    #expect(try await fixture.ledger.nextHosting() == fixture.clock.now.advanced(by: .seconds(60)))
    fixture.clock.advance(.seconds(60))
    #expect(try await fixture.ledger.dueHosting(at: fixture.clock.now, limit: 5) == [hosted])
    // Of each kind by itself, so that none waits behind another.
    #expect(try await fixture.ledger.dueHosting(at: fixture.clock.now, [.put], limit: 5) == [hosted])
    #expect(try await fixture.ledger.dueHosting(at: fixture.clock.now, [.look, .unpublish], limit: 5).isEmpty)
    #expect(try await fixture.ledger.dueHosting(at: fixture.clock.now, [], limit: 5).isEmpty)
    // A place that has its own lane holds up no other.
    var placed = hosted
    placed.host = "nas"
    try await fixture.ledger.keep(placed)
    #expect(try await fixture.ledger.dueHosting(at: fixture.clock.now, at: "nas", limit: 5) == [placed])
    #expect(try await fixture.ledger.dueHosting(at: fixture.clock.now, at: "far", limit: 5).isEmpty)
    #expect(try await fixture.ledger.dueHosting(at: fixture.clock.now, notAt: ["nas"], limit: 5).isEmpty)
    #expect(try await fixture.ledger.dueHosting(at: fixture.clock.now, notAt: ["far"], limit: 5) == [placed])
    placed.host = nil
    try await fixture.ledger.keep(placed)
    #expect(try await fixture.ledger.dueHosting(at: fixture.clock.now, notAt: ["nas"], limit: 5) == [placed])
    try await fixture.ledger.keep(hosted)

    // What an upload has at its host outlives a restart, and is kept only while it is wanted.
    try await fixture.ledger.keep(handle: "{\"id\":7}", of: job)
    hosted = try #require(try await fixture.ledger.hosted(job))
    #expect(hosted.handle == "{\"id\":7}")
    // What waits because something went wrong is asked for at once when somebody has acted.
    hosted.note = Refusal("It went wrong.", wayOut: "Wait.")
    try await fixture.ledger.keep(hosted, due: fixture.clock.now.advanced(by: .seconds(900)))
    try await fixture.ledger.hurryHosting()
    #expect(try await fixture.ledger.nextHosting() == fixture.clock.now)
    hosted.note = nil
    hosted.host = "far"
    try await fixture.ledger.keep(hosted, words: "It goes to far.")
    #expect(try await fixture.ledger.hostedBytes() == ["far": 1000])
    hosted.task = nil
    hosted.state = .ready
    hosted.handle = nil
    try await fixture.ledger.keep(hosted)
    try await fixture.ledger.keep(handle: "late", of: job)
    #expect(try await fixture.ledger.hosted(job)?.handle == nil)
    #expect(try await fixture.ledger.nextHosting() == nil)
    #expect(try await fixture.ledger.hostedVideos(of: fixture.client, limit: 5) == [hosted])
    #expect(try await fixture.ledger.verify() == [])
  }

  @Test func whatHostsAreNeededForIsReadFromSums() async throws {
    let fixture = try await LedgerFixture()
    let none = try await fixture.ledger.hostUse(of: fixture.client, since: "2026-11-01")
    #expect(none == HostUse())
    let job = try await fixture.draft("rain")
    var hosted = video(of: job, fixture.client)
    (hosted.host, hosted.state) = ("nas", .ready)
    hosted.copy = HostedCopy(id: "7", link: "https://x.example/7", state: .ready)
    hosted.copy?.files = hosted.files
    try await fixture.ledger.keep(hosted)
    var view = ViewFragment(video: "rain", viewer: 7, at: 1_795_168_800)
    (view.page, view.marks, view.size) = (1, [.started, .reached(upTo: 50)], 1000)
    _ = try await fixture.ledger.count([view], of: fixture.client)
    let use = try await fixture.ledger.hostUse(of: fixture.client, since: "2026-11-20")
    #expect(use.stored == 1000 && use.views == 1 && use.bytesOfView == 500)
    #expect(try await fixture.ledger.hostUse(of: nil, since: "2026-11-20") == use)
    #expect(try await fixture.ledger.hostUse(of: fixture.client, since: "2026-11-21").views == 0)
    let other = try #require(ClientName("other"))
    #expect(try await fixture.ledger.hostUse(of: other, since: "2026-11-20") == HostUse())
  }

  @Test func whoseTimeIsOverIsFound() async throws {
    let fixture = try await LedgerFixture()
    let job = try await fixture.draft("rain")
    let end = fixture.clock.now.advanced(by: .seconds(3600))
    var hosted = video(of: job, fixture.client, expires: end)
    hosted.task = nil
    hosted.state = .ready
    hosted.host = "nas"
    try await fixture.ledger.keep(hosted)
    #expect(try await fixture.ledger.nextHosting() == end)
    #expect(try await fixture.ledger.expiredHosting(at: fixture.clock.now).isEmpty)
    fixture.clock.advance(.seconds(3600))
    #expect(try await fixture.ledger.expiredHosting(at: fixture.clock.now) == [hosted])
    hosted.task = .unpublish
    try await fixture.ledger.keep(hosted)
    #expect(try await fixture.ledger.expiredHosting(at: fixture.clock.now).isEmpty)
    hosted.state = .expired
    hosted.task = nil
    try await fixture.ledger.keep(hosted)
    #expect(try await fixture.ledger.hostedBytes() == ["nas": 0])
  }
}
