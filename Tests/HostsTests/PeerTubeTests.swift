import Hosts
import Pages
import Production
import StandIns
import Testing

@Suite(.timeLimit(.minutes(10))) struct PeerTubeTests {
  let server: HostServer<PeerTubeStandIn>
  var freight: Freight

  init() throws {
    server = try HostServer(PeerTubeStandIn())
    freight = try Freight()
    freight.dock.secrets = ["peertube-password": "p&ss=wörd"]
  }

  var host: PeerTubeHost {
    var account = HostAccount(name: "main", kind: .peertube)
    account.endpoint = server.url
    account.user = "dropreel"
    account.key = "peertube-password"
    return PeerTubeHost(account, pieceSize: Freight.pieceSize)
  }

  var pieces: [StandInRequest] { server.heard("PUT", "upload-resumable") }

  @Test func aFilmBecomesAVideoWithItsWords() throws {
    var freight = freight
    freight.parcel.mayBeDownloaded = false
    let copy = try host.put(freight.parcel, at: freight.dock)
    let video = try #require(server.place.videos.first)
    #expect(video.bytes == freight.bytes)
    #expect(video.details["name"] == .text("How compound interest works"))
    #expect(video.details["description"] == .text("Interest on interest.\nTime does the work."))
    #expect(video.details["tags"] == .array([.text("money"), .text("savings")]))
    #expect(video.details["privacy"] == .integer(2))
    #expect(video.details["downloadEnabled"] == .flag(false))
    #expect(video.details["waitTranscoding"] == .flag(true))
    #expect(video.details["channelId"] == .integer(7))
    #expect(copy.id == video.uuid)
    #expect(copy.link == "\(server.url)/w/\(video.short)")
    #expect(copy.embedCode?.contains("src=\"\(server.url)/videos/embed/\(video.uuid)\"") == true)
    #expect(copy.state == .processing)
    #expect(copy.files.map(\.name) == ["how.wide.mp4"])
    #expect(freight.dock.progress.last == Int64(freight.bytes.count))
    #expect(server.place.logins == 1)
    #expect(server.complaints.isEmpty)
  }

  @Test func theChannelOfTheSettingsIsTaken() throws {
    var account = host.account
    account.channel = "9"
    _ = try PeerTubeHost(account, pieceSize: Freight.pieceSize).put(freight.parcel, at: freight.dock)
    #expect(server.place.videos.first?.details["channelId"] == .integer(9))
    account.channel = "main channel"
    #expect(try problem { _ = try PeerTubeHost(account).put(freight.parcel, at: freight.dock) }.cause == .key)
    account.channel = "77"
    #expect(try problem { _ = try PeerTubeHost(account).put(freight.parcel, at: freight.dock) }.cause == .key)
    server.change { $0.channels = [] }
    #expect(try problem { _ = try host.put(freight.parcel, at: freight.dock) }.refusal.sentence.contains("no channel"))
  }

  @Test func whatIsCutGoesOnWithTheFirstByteThatIsMissing() throws {
    server.does(HostFault("PUT", "upload-resumable", skipping: 1, .cuts(after: 100_000)))
    _ = try host.put(freight.parcel, at: freight.dock)
    #expect(server.place.videos.map(\.bytes) == [freight.bytes])
    let size = freight.bytes.count
    let kept = 262_144 + 100_000
    #expect(
      ranges(pieces) == [
        "0-262143/\(size)", "262144-524287/\(size)", "*/\(size)", "\(kept)-\(kept + 262_143)/\(size)",
        "\(kept + 262_144)-\(kept + 524_287)/\(size)", "\(kept + 524_288)-\(size - 1)/\(size)",
      ])
    #expect(freight.dock.rests.count == 1)
  }

  @Test func aKillBeforeTheFirstByteCostsNothing() throws {
    freight.dock.killedAtKeeping = (1, true)
    #expect(throws: ServiceDock.Killed.self) { _ = try host.put(freight.parcel, at: freight.dock) }
    #expect(pieces.isEmpty)
    _ = try host.put(freight.again, at: freight.dock)
    #expect(ranges(pieces).first == "*/\(freight.bytes.count)")
    #expect(server.place.videos.map(\.bytes) == [freight.bytes])
    #expect(server.heard("POST", "upload-resumable").count == 1)
  }

  @Test func aKillBeforeItIsKeptLeadsToTheSameSession() throws {
    freight.dock.killedAtKeeping = (1, false)
    #expect(throws: ServiceDock.Killed.self) { _ = try host.put(freight.parcel, at: freight.dock) }
    _ = try host.put(freight.again, at: freight.dock)
    #expect(server.heard("POST", "upload-resumable").count == 2)
    #expect(server.place.sessions.isEmpty)
    #expect(server.place.videos.map(\.bytes) == [freight.bytes])
  }

  @Test func aStopInTheMiddleLeavesItForTheNextRun() throws {
    freight.dock.requestsLeft = 6
    let stop = try problem { _ = try host.put(freight.parcel, at: freight.dock) }
    #expect(stop.cause == .passing)
    #expect(server.place.videos.isEmpty)
    freight.dock.requestsLeft = .max
    let before = pieces.count
    _ = try host.put(freight.again, at: freight.dock)
    #expect(server.place.videos.map(\.bytes) == [freight.bytes])
    #expect(ranges(Array(pieces[before...])).filter { $0.hasPrefix("0-") } == [])
  }

  @Test func aSessionThatIsGoneBeginsAnew() throws {
    freight.dock.requestsLeft = 6
    _ = try problem { _ = try host.put(freight.parcel, at: freight.dock) }
    freight.dock.requestsLeft = .max
    server.change { $0.forgetSessions() }
    _ = try host.put(freight.again, at: freight.dock)
    #expect(server.place.videos.map(\.bytes) == [freight.bytes])
  }

  @Test func anAnswerThatIsLostMakesNoSecondVideo() throws {
    server.does(HostFault("PUT", "upload-resumable", skipping: 4, .loses))
    let copy = try host.put(freight.parcel, at: freight.dock)
    #expect(server.place.videos.map(\.uuid) == [copy.id])
    // Killed before anybody wrote down that it was done: the session is gone, and the video is there.
    var second = freight.parcel
    second.handle = freight.dock.handles.first
    #expect(try host.put(second, at: freight.dock).id == copy.id)
    #expect(server.place.videos.count == 1)
  }

  @Test func whatWasFinishedIsNotMadeAgain() throws {
    let copy = try host.put(freight.parcel, at: freight.dock)
    server.change { $0.set(state: 1) }
    let before = pieces.count
    let again = try host.put(freight.again, at: freight.dock)
    #expect(again.id == copy.id)
    #expect(again.link == copy.link)
    #expect(again.state == .ready)
    #expect(pieces.count == before)
    // Unless somebody took it away.
    server.change { $0.remove(copy.id) }
    #expect(try host.put(freight.again, at: freight.dock).state == .processing)
    #expect(server.place.videos.count == 1)
  }

  @Test func anotherFilmHasNothingOfTheHandle() throws {
    let first = try host.put(freight.parcel, at: freight.dock)
    var other = try Freight(seed: 8)
    other.dock.secrets = freight.dock.secrets
    other.parcel.handle = freight.dock.handles.last
    #expect(try host.put(other.parcel, at: other.dock).id != first.id)
    #expect(server.place.videos.map(\.bytes) == [freight.bytes, other.bytes])
  }

  /// They have one title and one size: to the server they would be one file.
  @Test func twoFilmsAtOnceAreTwoVideos() throws {
    let other = try Freight(seed: 8)
    other.dock.secrets = freight.dock.secrets
    freight.dock.requestsLeft = 6
    _ = try problem { _ = try host.put(freight.parcel, at: freight.dock) }
    other.dock.requestsLeft = 6
    _ = try problem { _ = try host.put(other.parcel, at: other.dock) }
    #expect(server.place.sessions.count == 2)
    freight.dock.requestsLeft = .max
    other.dock.requestsLeft = .max
    _ = try host.put(freight.again, at: freight.dock)
    _ = try host.put(other.again, at: other.dock)
    #expect(server.place.videos.map(\.bytes) == [freight.bytes, other.bytes])
  }

  /// It was begun, and then the handle was lost with the disk.
  @Test func whatWasSentWithoutAHandleIsNotSentAgain() throws {
    freight.dock.requestsLeft = 6
    _ = try problem { _ = try host.put(freight.parcel, at: freight.dock) }
    freight.dock.requestsLeft = .max
    let before = pieces.count
    _ = try host.put(freight.parcel, at: freight.dock)
    #expect(server.place.videos.map(\.bytes) == [freight.bytes])
    #expect(ranges(Array(pieces[before...])).first == "*/\(freight.bytes.count)")
    #expect(pieces[before...].reduce(0) { $0 + $1.body.count } < freight.bytes.count)
  }

  @Test func tenCutsCostNotOneByteTwice() throws {
    for _ in 0..<10 { server.does(HostFault("PUT", "upload-resumable", .cuts(after: 30_001))) }
    _ = try host.put(freight.parcel, at: freight.dock)
    #expect(server.place.videos.map(\.bytes) == [freight.bytes])
    #expect(pieces.filter(\.isCut).count == 10)
    #expect(pieces.reduce(0) { $0 + $1.body.count } == freight.bytes.count)
  }

  @Test func aKeyThatEndsInTheMiddleIsAskedForAgain() throws {
    server.does(
      HostFault("PUT", "upload-resumable", skipping: 2, .answers(PeerTubeStandIn.problem(401, "expired", code: "invalid_token"))))
    _ = try host.put(freight.parcel, at: freight.dock)
    #expect(server.place.logins == 2)
    #expect(server.place.videos.map(\.bytes) == [freight.bytes])
    let used = host
    let copy = try used.put(freight.again, at: freight.dock)
    server.change { $0.forgetTokens() }
    _ = try used.look(at: copy, at: freight.dock)
    #expect(server.place.logins == 4)
  }

  @Test func aWrongPasswordIsSaidAndNotShown() throws {
    freight.dock.secrets = ["peertube-password": "wrong-secret"]
    let trouble = try problem { _ = try host.put(freight.parcel, at: freight.dock) }
    #expect(trouble.cause == .key)
    #expect(!"\(trouble)".contains("wrong-secret"))
    #expect(server.heard("POST", "users/token").count == 1)
    freight.dock.secrets = ["peertube-password": "p&ss=wörd"]
    server.change { $0.wantsFactor = true }
    #expect(try problem { _ = try host.put(freight.parcel, at: freight.dock) }.refusal.sentence.contains("second factor"))
  }

  @Test func whatDoesNotFitGoesElsewhere() throws {
    server.change { $0.quota = 1000 }
    #expect(try problem { _ = try host.put(freight.parcel, at: freight.dock) }.cause == .full)
    server.change { ($0.quota, $0.largest) = (.max, 1000) }
    #expect(try problem { _ = try host.put(freight.parcel, at: freight.dock) }.cause == .unfit)
    server.change { $0.largest = .max }
    server.does(HostFault("PUT", "upload-resumable", skipping: 4, .answers(PeerTubeStandIn.problem(415, "no video"))))
    #expect(try problem { _ = try host.put(freight.parcel, at: freight.dock) }.cause == .unfit)
  }

  @Test func patienceIsKeptAsLongAsItIsAskedFor() throws {
    let slow = PeerTubeStandIn.problem(429, "slow", headers: ["Retry-After: 7"])
    server.does(
      HostFault("GET", "users/me", .answers(slow)), HostFault("PUT", "upload-resumable", skipping: 1, .answers(slow)),
      HostFault("PUT", "upload-resumable", skipping: 2, .answers(PeerTubeStandIn.problem(409, "busy"))))
    _ = try host.put(freight.parcel, at: freight.dock)
    #expect(freight.dock.rests.filter { $0 == .seconds(7) }.count == 2)
    #expect(server.place.videos.map(\.bytes) == [freight.bytes])
    // Five minutes are too long to sit and wait: the line comes back.
    var other = try Freight(seed: 9)
    other.dock.secrets = freight.dock.secrets
    other.parcel.details.title = "Another"
    server.does(
      HostFault(
        "PUT", "upload-resumable", .answers(PeerTubeStandIn.problem(503, "processing", headers: ["Retry-After: 300"]))))
    let trouble = try problem { _ = try host.put(other.parcel, at: other.dock) }
    #expect(trouble.cause == .passing)
    #expect(trouble.pause == .seconds(300))
    _ = try host.put(other.again, at: other.dock)
    #expect(server.place.videos.count == 2)
  }

  @Test func aServerThatStaysBrokenIsGivenUp() throws {
    for _ in 0..<40 { server.does(HostFault("PUT", "upload-resumable", .answers(.reply([], status: 502)))) }
    #expect(try problem { _ = try host.put(freight.parcel, at: freight.dock) }.cause == .passing)
    #expect(pieces.count < 20)
  }

  @Test func linesStayLines() throws {
    var freight = freight
    freight.parcel.details.description = "One\r\nTwo\u{7}\n\nFour"
    _ = try host.put(freight.parcel, at: freight.dock)
    #expect(server.place.videos.first?.details["description"] == .text("One\nTwo\n\nFour"))
  }

  @Test func wordsAreMadeToFit() throws {
    var freight = freight
    freight.parcel.details = PublishDetails(
      title: "Hi", description: "ab", tags: ["x", String(repeating: "long ", count: 9), "b2", "c3", "d4", "e5", "f6"],
      privacy: .public)
    let copy = try host.put(freight.parcel, at: freight.dock)
    let details = try #require(server.place.videos.first?.details)
    #expect(details["name"] == .text("Video Hi"))
    #expect(details["description"] == nil)
    #expect(details["tags"]?.array?.count == 5)
    #expect(details["privacy"] == .integer(1))
    #expect(copy.note.contains("\"x\"") && copy.note.contains("\"f6\""))
  }

  @Test func aVideoIsChangedLookedAtAndTakenAway() throws {
    let host = host
    var copy = try host.put(freight.parcel, at: freight.dock)
    server.change { $0.set(state: 1, views: 5) }
    copy = try host.look(at: copy, at: freight.dock)
    #expect(copy.state == .ready)
    #expect(copy.views == HostViews(views: 5, watchedSeconds: 60, likes: 3))
    let hostile = "\"><script>alert('x')</script>"
    copy = try host.change(copy, to: PublishDetails(title: hostile, privacy: .public), at: freight.dock)
    let details = try #require(server.place.videos.first?.details)
    #expect(details["name"] == .text(hostile))
    #expect(details["description"] == JSON.none)
    #expect(details["tags"] == .array([]))
    #expect(details["privacy"] == .integer(1))
    #expect(copy.embedCode?.contains("<script") == false)
    #expect(copy.embedCode?.contains("title=\"&quot;&gt;&lt;script&gt;") == true)
    copy = try host.change(copy, to: PublishDetails(title: "Secret", privacy: .private), at: freight.dock)
    #expect(copy.embedCode == nil)
    server.change { $0.set(state: 7) }
    #expect(try host.look(at: copy, at: freight.dock).state == .failed)
    try host.remove(copy, at: freight.dock)
    #expect(server.place.videos.isEmpty)
    try host.remove(copy, at: freight.dock)
    #expect(try problem { _ = try host.look(at: copy, at: freight.dock) }.cause == .gone)
    #expect(try problem { _ = try host.change(copy, to: PublishDetails(title: "X"), at: freight.dock) }.cause == .gone)
  }

  @Test func figuresThatAreNotShownAreNoTrouble() throws {
    let host = host
    let copy = try host.put(freight.parcel, at: freight.dock)
    server.does(HostFault("GET", "stats/overall", .answers(PeerTubeStandIn.problem(403, "not yours"))))
    #expect(try host.look(at: copy, at: freight.dock).views?.watchedSeconds == nil)
  }

  /// A server before it lost its way: that says nothing of the video.
  @Test func whatIsNotSaidByPeerTubeIsNotBelieved() throws {
    let host = host
    let copy = try host.put(freight.parcel, at: freight.dock)
    let astray = Answer.reply(Array("<h1>Not Found</h1>".utf8), status: 404)
    for _ in 0..<4 { server.does(HostFault("DELETE", "/videos/", .answers(astray))) }
    #expect(try problem { try host.remove(copy, at: freight.dock) }.cause == .passing)
    #expect(server.place.videos.count == 1)
    server.does(HostFault("GET", "oauth-clients", .answers(astray)), HostFault("GET", "oauth-clients", .answers(astray)))
    let other = self.host
    #expect(try problem { try other.remove(copy, at: freight.dock) }.cause == .key)
    let trouble = try problem { _ = try other.put(freight.parcel, at: freight.dock) }
    #expect(trouble.cause == .key)
    #expect(trouble.refusal.wayOut.contains("endpoint"))
  }

  @Test func aServerThatIsNotThereIsTriedAgain() throws {
    var account = host.account
    account.endpoint = "http://127.0.0.1:9"
    #expect(try problem { _ = try PeerTubeHost(account).put(freight.parcel, at: freight.dock) }.cause == .passing)
    #expect(freight.dock.rests.count == 3)
    account.endpoint = "http://peertube.example"
    #expect(try problem { _ = try PeerTubeHost(account).put(freight.parcel, at: freight.dock) }.cause == .key)
  }
}
