import Hosts
import Pages
import Production
import StandIns
import Testing

@Suite(.timeLimit(.minutes(10))) struct VimeoTests {
  let server: HostServer<VimeoStandIn>
  var freight: Freight

  init() throws {
    server = try HostServer(VimeoStandIn(now: ServiceDock.then))
    freight = try Freight()
    freight.dock.secrets = ["vimeo-token": "t0ken"]
  }

  var host: VimeoHost {
    var account = HostAccount(name: "main", kind: .vimeo)
    account.endpoint = server.url
    account.key = "vimeo-token"
    return VimeoHost(account, pieceSize: Freight.pieceSize)
  }

  var pieces: [StandInRequest] { server.heard("PATCH", "/files/") }
  var offsets: [Int?] { pieces.map { $0["upload-offset"].flatMap { Int($0) } } }

  @Test(arguments: [(PublishDetails.Privacy.public, "anybody"), (.unlisted, "unlisted"), (.private, "nobody")])
  func aFilmBecomesAVideoWithItsWords(_ privacy: PublishDetails.Privacy, _ view: String) throws {
    var freight = freight
    freight.parcel.details.privacy = privacy
    freight.parcel.mayBeDownloaded = false
    let copy = try host.put(freight.parcel, at: freight.dock)
    let video = try #require(server.place.videos.first)
    #expect(video.bytes == freight.bytes)
    #expect(video.details["name"] == .text("How compound interest works"))
    #expect(video.details["description"] == .text("Interest on interest.\nTime does the work."))
    #expect(video.details["privacy"]?["view"] == .text(view))
    #expect(video.details["privacy"]?["download"] == .flag(false))
    #expect(video.tags == ["money", "savings"])
    #expect(copy.id == video.id)
    #expect(copy.link == "https://vimeo.com/\(video.id)/abcdef")
    #expect(copy.state == .processing)
    if privacy == .private {
      #expect(copy.embedCode == nil)
    } else {
      #expect(copy.embedCode?.contains("src=\"https://player.vimeo.com/video/\(video.id)?h=abcdef&amp;app_id=1\"") == true)
    }
    #expect(offsets == [0, 262_144, 524_288, 786_432, 1_048_576])
    #expect(server.complaints.isEmpty)
  }

  @Test func whatIsCutGoesOnWithTheFirstByteThatIsMissing() throws {
    server.does(HostFault("PATCH", "/files/", skipping: 1, .cuts(after: 77_777)))
    _ = try host.put(freight.parcel, at: freight.dock)
    #expect(server.place.videos.map(\.bytes) == [freight.bytes])
    let kept = 262_144 + 77_777
    #expect(offsets == [0, 262_144, kept, kept + 262_144, kept + 524_288])
    #expect(server.heard("HEAD", "/files/").count == 1)
  }

  @Test func anotherOffsetIsAskedFor() throws {
    server.does(HostFault("PATCH", "/files/", skipping: 2, .answers(.reply([], status: 409))))
    _ = try host.put(freight.parcel, at: freight.dock)
    #expect(server.place.videos.map(\.bytes) == [freight.bytes])
    #expect(server.heard("HEAD", "/files/").count == 1)
  }

  @Test func aLastAnswerThatIsLostIsAskedForAgain() throws {
    server.does(HostFault("PATCH", "/files/", skipping: 4, .loses))
    let copy = try host.put(freight.parcel, at: freight.dock)
    #expect(server.place.videos.map(\.id) == [copy.id])
    #expect(pieces.count == 5)
  }

  @Test func aKillBeforeTheFirstByteCostsNothing() throws {
    freight.dock.killedAtKeeping = (2, true)
    #expect(throws: ServiceDock.Killed.self) { _ = try host.put(freight.parcel, at: freight.dock) }
    #expect(pieces.isEmpty)
    _ = try host.put(freight.again, at: freight.dock)
    #expect(server.place.videos.map(\.bytes) == [freight.bytes])
    #expect(server.heard("POST", "/me/videos").count == 1)
  }

  /// Vimeo made it, and nobody had the time to write down its address.
  @Test func aVideoThatWaitsForUsIsFoundAgain() throws {
    freight.dock.killedAtKeeping = (2, false)
    #expect(throws: ServiceDock.Killed.self) { _ = try host.put(freight.parcel, at: freight.dock) }
    #expect(server.place.videos.count == 1)
    _ = try host.put(freight.again, at: freight.dock)
    #expect(server.place.videos.map(\.bytes) == [freight.bytes])
    #expect(server.heard("POST", "/me/videos").count == 1)
  }

  @Test func aCreationWhoseAnswerIsLostIsNotRepeated() throws {
    server.does(HostFault("POST", "/me/videos", .loses))
    _ = try host.put(freight.parcel, at: freight.dock)
    #expect(server.place.videos.map(\.bytes) == [freight.bytes])
    #expect(server.heard("POST", "/me/videos").count == 1)
  }

  @Test func whatWaitsForSomebodyElseIsLeftAlone() throws {
    let other = try Freight(size: 300_000, seed: 3)
    other.dock.secrets = freight.dock.secrets
    other.dock.killedAtKeeping = (2, true)
    #expect(throws: ServiceDock.Killed.self) { _ = try host.put(other.parcel, at: other.dock) }
    server.does(HostFault("POST", "/me/videos", .answers(.reply([], status: 502))))
    _ = try host.put(freight.parcel, at: freight.dock)
    #expect(server.place.videos.count == 2)
    #expect(server.place.videos.first?.bytes == [])
    #expect(server.place.videos.last?.bytes == freight.bytes)
  }

  /// Another of the same name and size is just being sent by somebody else.
  @Test func whatHasBytesOfSomebodyElseIsLeftAlone() throws {
    let other = try Freight(seed: 3)
    other.dock.secrets = freight.dock.secrets
    other.dock.requestsLeft = 3
    _ = try problem { _ = try host.put(other.parcel, at: other.dock) }
    #expect(server.place.videos.first?.bytes.isEmpty == false)
    server.does(HostFault("POST", "/me/videos", .answers(.reply([], status: 502))))
    _ = try host.put(freight.parcel, at: freight.dock)
    #expect(server.place.videos.last?.bytes == freight.bytes)
    other.dock.requestsLeft = .max
    _ = try host.put(other.again, at: other.dock)
    #expect(server.place.videos.map(\.bytes) == [other.bytes, freight.bytes])
  }

  @Test func aTokenThatMayNotTagStillUploads() throws {
    server.does(HostFault("PUT", "/tags", .answers(VimeoStandIn.error(403, 3200, "No scope"))))
    #expect(try host.put(freight.parcel, at: freight.dock).note == "Vimeo did not take the tags.")
  }

  @Test func aSessionThatIsGoneBeginsAnewAndLeavesNothingBehind() throws {
    freight.dock.requestsLeft = 4
    _ = try problem { _ = try host.put(freight.parcel, at: freight.dock) }
    freight.dock.requestsLeft = .max
    server.change { $0.endLinks() }
    _ = try host.put(freight.again, at: freight.dock)
    #expect(server.place.videos.map(\.bytes) == [freight.bytes])
  }

  @Test func anAddressThatEndedWithTheUploadMakesNoSecondVideo() throws {
    let copy = try host.put(freight.parcel, at: freight.dock)
    server.change { $0.endLinks() }
    // Killed before it was written down that all was there.
    var second = freight.parcel
    second.handle = freight.dock.handles[1]
    #expect(try host.put(second, at: freight.dock).id == copy.id)
    #expect(try host.put(freight.again, at: freight.dock).id == copy.id)
    #expect(server.place.videos.count == 1)
  }

  @Test func eachRefusalHasItsCause() throws {
    freight.dock.secrets = ["vimeo-token": "wrong-token"]
    let trouble = try problem { _ = try host.put(freight.parcel, at: freight.dock) }
    #expect(trouble.cause == .key)
    #expect(!"\(trouble)".contains("wrong-token"))
    freight.dock.secrets = ["vimeo-token": "t0ken"]
    server.change { $0.quota = 1000 }
    #expect(try problem { _ = try host.put(freight.parcel, at: freight.dock) }.cause == .full)
    server.change { $0.quota = .max }
    let answers: [(Int, Int, HostProblem.Cause)] = [(403, 3200, .key), (400, 2204, .unfit), (402, 0, .full), (413, 0, .unfit)]
    for (status, code, cause) in answers {
      server.does(HostFault("POST", "/me/videos", .answers(VimeoStandIn.error(status, code, "Not so", field: "privacy.view"))))
      let trouble = try problem { _ = try host.put(freight.parcel, at: freight.dock) }
      #expect(trouble.cause == cause, "\(status)")
      #expect(trouble.refusal.detail.contains("privacy.view"))
    }
    #expect(server.place.videos.isEmpty)
  }

  @Test func patienceIsKeptAsLongAsItIsAskedFor() throws {
    let reset = "X-RateLimit-Reset: \(VimeoStandIn.date(ServiceDock.then + 42))"
    server.does(
      HostFault("POST", "/me/videos", .answers(VimeoStandIn.error(429, 9000, "Too many", headers: [reset]))),
      HostFault("PATCH", "/files/", skipping: 1, .answers(VimeoStandIn.error(429, 9000, "Too many", headers: ["Retry-After: 9"])))
    )
    _ = try host.put(freight.parcel, at: freight.dock)
    #expect(freight.dock.rests == [.seconds(42), .seconds(9)])
    #expect(server.place.videos.map(\.bytes) == [freight.bytes])
  }

  @Test(arguments: [
    ("2026-11-22T20:00:20Z", 20.0), ("2026-11-22T21:00:30.123+01:00", 30), ("2026-11-22T12:01:00-08:00", 60),
    ("2026-11-22T19:59:00+00:00", 1),
  ])
  func theDateOfALimitIsUnderstood(_ date: String, _ seconds: Double) throws {
    server.does(
      HostFault("POST", "/me/videos", .answers(VimeoStandIn.error(429, 9000, "Many", headers: ["X-RateLimit-Reset: \(date)"]))))
    _ = try host.put(freight.parcel, at: freight.dock)
    #expect(freight.dock.rests == [.seconds(seconds)])
  }

  @Test(arguments: ["soon", "2026-11-22", "2026-13-45T99:99:99Z", "2026-11-22T20:00:20*99"])
  func aDateThatIsNoneIsNot(_ date: String) throws {
    server.does(
      HostFault("POST", "/me/videos", .answers(VimeoStandIn.error(429, 9000, "Many", headers: ["X-RateLimit-Reset: \(date)"]))))
    _ = try host.put(freight.parcel, at: freight.dock)
    #expect(freight.dock.rests.allSatisfy { $0 <= .seconds(1) })
  }

  @Test func tagsThatAreRefusedAreANote() throws {
    server.does(HostFault("PUT", "/tags", .answers(VimeoStandIn.error(400, 2204, "No"))))
    #expect(try host.put(freight.parcel, at: freight.dock).note == "Vimeo did not take the tags.")
  }

  @Test func aVideoIsChangedLookedAtAndTakenAway() throws {
    let host = host
    var copy = try host.put(freight.parcel, at: freight.dock)
    server.change { $0.set(transcode: "complete", plays: 8) }
    copy = try host.look(at: copy, at: freight.dock)
    #expect(copy.state == .ready)
    #expect(copy.views == HostViews(views: 8))
    let hostile = "\"><img src=x onerror=alert(1)>"
    copy = try host.change(
      copy, to: PublishDetails(title: hostile, tags: ["savings", "new"], privacy: .public), at: freight.dock)
    #expect(server.place.videos.first?.details["name"] == .text(hostile))
    #expect(server.place.videos.first?.details["privacy"]?["view"] == .text("anybody"))
    #expect(server.place.videos.first?.tags == ["savings", "new"])
    #expect(copy.embedCode?.contains("<img") == false)
    server.change { $0.set(transcode: "error") }
    #expect(try host.look(at: copy, at: freight.dock).state == .failed)
    try host.remove(copy, at: freight.dock)
    try host.remove(copy, at: freight.dock)
    #expect(server.place.videos.isEmpty)
    #expect(try problem { _ = try host.look(at: copy, at: freight.dock) }.cause == .gone)
  }
}
